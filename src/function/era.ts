/** The eras of modern Japan, with the days on which they really began and ended. */

export interface Era {
  readonly name: string;
  readonly letter: string;
  /** Gregorian, ISO 8601. The day of change belongs to both eras until 1926, to the new one since. */
  readonly begins: string;
  readonly ends: string;
}

export const eras: readonly Era[] = [
  { name: "明治", letter: "M", begins: "1868-01-25", ends: "1912-07-30" },
  { name: "大正", letter: "T", begins: "1912-07-30", ends: "1926-12-25" },
  { name: "昭和", letter: "S", begins: "1926-12-25", ends: "1989-01-07" },
  { name: "平成", letter: "H", begins: "1989-01-08", ends: "2019-04-30" },
  { name: "令和", letter: "R", begins: "2019-05-01", ends: "9999-12-31" },
];

/** Gregorian year of an era's year; 1 is 元年. */
export const gregorianYear = (era: Era, year: number): number => Number(era.begins.slice(0, 4)) + year - 1;

/** True when some day of the (whole or partial) date, or of the fiscal year from April on, lies in the era. */
export function overlaps(era: Era, year: number, month?: number, day?: number, fiscal?: boolean): boolean {
  const text = (y: number, m: number, d: number): string =>
    `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
  const first = fiscal ? text(year, 4, 1) : text(year, month ?? 1, day ?? 1);
  const last = fiscal ? text(year + 1, 3, 31) : text(year, month ?? 12, day ?? 31);
  return first <= era.ends && last >= era.begins;
}

/** Japan counts by the Gregorian calendar from 1873 on (明治6年1月1日); months before that are lunisolar. */
export const gregorianSince = 1873;
