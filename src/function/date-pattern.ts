/** Dates by a mapping's own pattern: (?<roc>\d+)Y(?<month>\d+)M. Groups: year, roc, era, month, day, or value. */
import type { Calendar, CalendarDate } from "./calendar-date.ts";
import { calendarDate } from "./calendar-date.ts";
import { noMatch, patternMatcher } from "./cell.ts";
import type { ForeignDate } from "./read-date.ts";
import { notADate, readDate, shortYear } from "./read-date.ts";
import type { ValueProblem } from "./value-function.ts";

export type DateReader = (text: string) => CalendarDate | ForeignDate | ValueProblem;

/** A reader for cells of one column. Without a pattern it knows the forms of `readDate`. */
export function dateReader(calendar: Calendar | undefined, pattern: string | undefined): DateReader {
  if (pattern === undefined) return (text) => readDate(text, calendar);
  const match = patternMatcher(pattern);
  return (text) => {
    const found = match(text);
    if (found === undefined) return noMatch(text, pattern);
    const groups = found.groups ?? {};
    if (groups["year"] === undefined && groups["roc"] === undefined)
      return readDate(groups["value"] ?? found[0], calendar);
    const numbers = [groups["roc"] ?? groups["year"]!, groups["month"], groups["day"]].map(numberOf);
    if (numbers.some((number) => Number.isNaN(number))) return notADate(text);
    const [year, month, day] = numbers;
    const era = groups["roc"] === undefined ? groups["era"] : "民國";
    const fiscal = calendar === "fiscal-jp" && month === undefined;
    const parts = { era, year: year!, month, day, fiscal };
    return era === undefined && year! < 1000 ? shortYear(parts, calendar, text) : calendarDate(parts, text);
  };
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ascii = text.normalize("NFKC").trim();
  return ascii === "元" ? 1 : /^\d+$/.test(ascii) ? Number(ascii) : Number.NaN;
}
