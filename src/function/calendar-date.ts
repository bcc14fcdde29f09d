/** A date as a source counts it, checked against its calendar and set beside its Gregorian year. */
import { type Era, eras, gregorianSince, gregorianYear, overlaps } from "./era.ts";
import type { ValueProblem } from "./value-function.ts";
import { quoted, unreadable } from "./value-problem.ts";

/** How sources count; the vocabulary's scheme of calendars has a concept for each. */
export const calendars = ["gregorian", "roc", "japanese", "fiscal-jp"] as const;
export type Calendar = (typeof calendars)[number];

/** A whole date, a month, a year, or a Japanese fiscal year. */
export interface CalendarDate {
  readonly calendar: Calendar;
  /** 民國, 民國前, 令和 …; none for years of the common era. */
  readonly era?: string;
  /** Year as the source counts. */
  readonly counted: number;
  /** Year of the common era. */
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  /** Month and day were given by a calendar that is not converted (Japan before 1873). */
  readonly lunisolar?: boolean;
}

/** What a text, or a pattern's groups, say. */
export interface DateParts {
  /** Missing: common era. */
  readonly era?: string | undefined;
  readonly year: number;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  readonly fiscal?: boolean | undefined;
}

/** The date that the parts name, or the problem: a day that its month has not, a year that its era has not. */
export function calendarDate(parts: DateParts, text: string): CalendarDate | ValueProblem {
  const { era, year: counted, month, day } = parts;
  const kind = era === undefined ? commonEra : counts.get(era);
  if (kind === undefined)
    return unreadable("notADate", `${quoted(text)} is not a date: the era ${era} is not known.`, text);
  const year = kind.year(counted);
  if (counted < 1 || year < 1 || year > 9999) return impossible(text, `there is no year ${era ?? ""}${counted}`);
  if (month !== undefined && (month < 1 || month > 12)) return impossible(text, `there is no month ${month}`);
  if (day !== undefined && (month === undefined || day < 1)) return impossible(text, `there is no day ${day}`);

  const base = {
    calendar: kind.calendar,
    ...(kind.era === undefined ? {} : { era: kind.era }),
    counted,
    year,
  };
  if (parts.fiscal) {
    if (kind.calendar === "roc") return rocFiscalYear(counted, base, text);
    const inEra = kind.bounds === undefined || overlaps(kind.bounds, year, undefined, undefined, true);
    if (!inEra) return outsideEra(kind.bounds, text);
    return { ...base, calendar: "fiscal-jp" };
  }

  const japanese = kind.bounds;
  if (japanese !== undefined && year < gregorianSince) {
    return month === undefined ? base : { ...base, lunisolar: true };
  }
  if (day !== undefined && day > daysIn(year, month!))
    return impossible(text, `month ${month} of ${year} has ${daysIn(year, month!)} days`);
  if (japanese !== undefined && !overlaps(japanese, year, month, day)) return outsideEra(japanese, text);
  return {
    ...base,
    ...(month === undefined ? {} : { month }),
    ...(day === undefined ? {} : { day }),
  };
}

/** ISO 8601: 2014-06-23, 2014-06, 2014; `FY2022` for a fiscal year, which is not the year 2022. */
export function canonicalDate({ calendar, year, month, day }: CalendarDate): string {
  const text = String(year).padStart(4, "0");
  if (calendar === "fiscal-jp") return `FY${text}`;
  if (month === undefined) return text;
  const monthText = `${text}-${String(month).padStart(2, "0")}`;
  return day === undefined ? monthText : `${monthText}-${String(day).padStart(2, "0")}`;
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** How an era counts. */
interface Count {
  readonly calendar: "gregorian" | "roc" | "japanese";
  readonly era?: string;
  /** Only Japan's: when the era really was. */
  readonly bounds?: Era;
  year(counted: number): number;
}
const commonEra: Count = { calendar: "gregorian", year: (counted) => counted };
const republic: Count = { calendar: "roc", era: "民國", year: (counted) => counted + 1911 };
const beforeRepublic: Count = { calendar: "roc", era: "民國前", year: (counted) => 1912 - counted };

/** By every name that a source may give an era. */
const counts = new Map<string, Count>([
  ...["西元", "西暦", "西曆", "公元"].map((name): [string, Count] => [name, commonEra]),
  ...["民國", "民国", "中華民國", "中華民国"].map((name): [string, Count] => [name, republic]),
  ...["民國前", "民国前", "民前"].map((name): [string, Count] => [name, beforeRepublic]),
  ...eras.flatMap((bounds): [string, Count][] => {
    const year = (counted: number): number => gregorianYear(bounds, counted);
    const count: Count = { calendar: "japanese", era: bounds.name, bounds, year };
    return [bounds.name, bounds.name[0]!, bounds.letter, bounds.letter.toLowerCase()].map((name) => [name, count]);
  }),
]);

/** Taiwan's fiscal year equals the calendar year since 民國90 (2001); before, it began in July. */
function rocFiscalYear(counted: number, base: CalendarDate, text: string): CalendarDate | ValueProblem {
  return counted >= 90 ? base : impossible(text, "until 民國89 the fiscal year was not the calendar year");
}

function outsideEra(era: Era, text: string): ValueProblem {
  const until = era.ends.startsWith("9999") ? "" : ` and ended on ${era.ends}`;
  const advice = "Correct it at the source, or say what it means with map.";
  return impossible(text, `${era.name} began on ${era.begins}${until}`, advice);
}

function impossible(text: string, reason: string, advice?: string): ValueProblem {
  return unreadable("impossibleDate", `${quoted(text)} is no date: ${reason}.`, text, advice);
}
