/** Reads dates as the cities' tables write them. Where a text can mean two dates, it says so and guesses nothing. */
import type { Calendar, CalendarDate, DateParts } from "./calendar-date.ts";
import { calendarDate } from "./calendar-date.ts";
import type { ValueProblem } from "./value-function.ts";
import { doubtful, quoted, unreadable } from "./value-problem.ts";

const eraNames = "明治|大正|昭和|平成|令和|明|大|昭|平|令|[MTSHR]|中華民[國国]|民[國国]前?|民前|西元|西暦|西曆|公元";
const inKanji = "年(?:(?<month1>\\d{1,2})月(?:(?<day1>\\d{1,2})日?)?)?";
const withSigns = "(?<sign>[/.-])(?<month2>\\d{1,2})(?:\\k<sign>(?<day2>\\d{1,2}))?";
const written = new RegExp(
  `^(?:(?<era>${eraNames})\\.?)?(?<year>\\d{1,4}|元)(?:(?<fiscal>年度)|${inKanji}|${withSigns})?$`,
  "iu",
);
/** H300430 */
const compactEra = /^(?<era>[MTSHR])(?<year>\d{2})(?<month2>\d{2})(?<day2>\d{2})$/iu;
/** 享保6年6月22日: an era before Meiji, or one that is not known. */
const otherEra = /^(?<era>\p{Script=Han}{2,4})(?<year>\d{1,3}|元)年/u;
const timeOfDay = /^(.*\d日?)(?:T|\s+)(?:上午|下午|午前|午後)?\d{1,2}[:時].*$/u;
const weekday = /[(（]?(?:[月火水木金土日](?:曜日?)?|(?:星期|週|周)[一二三四五六日])[)）]$/u;

/** A date that was recognised but whose calendar cannot be converted: era and year as written. */
export interface ForeignDate {
  readonly foreign: { readonly era: string; readonly counted: number };
  readonly problem: ValueProblem;
}

/**
 * Reads a date or a part of one: ISO 8601, 2021/3/5, 20210305, 民國103年6月23日, 令和4年1月1日, R4.1.1, 令和4年度. A time of day or
 * a weekday after it is passed over. Years of one to three digits, and digits without separators, need the calendar.
 */
export function readDate(text: string, calendar: Calendar | undefined): CalendarDate | ForeignDate | ValueProblem {
  const tidy = normalise(text);
  if (/^\d+$/.test(tidy) && tidy.length > 3) return readDigits(tidy, calendar, text);

  const groups = (written.exec(tidy) ?? compactEra.exec(tidy))?.groups;
  if (groups === undefined) {
    const other = otherEra.exec(tidy)?.groups;
    if (other === undefined) return notADate(text);
    const message = `${quoted(text)} counts by ${other["era"]}, which is not converted; its text is kept.`;
    const counted = yearNumber(other["year"]!);
    return {
      foreign: { era: other["era"]!, counted },
      problem: doubtful("incompleteCalendar", message, text),
    };
  }
  const parts: DateParts = {
    era: groups["era"],
    year: yearNumber(groups["year"]!),
    month: numberOf(groups["month1"] ?? groups["month2"]),
    day: numberOf(groups["day1"] ?? groups["day2"]),
    fiscal: groups["fiscal"] !== undefined || (calendar === "fiscal-jp" && !groups["month1"] && !groups["month2"]),
  };
  if (parts.era === undefined && /^(\d{1,3}|0\d{3}|元)$/.test(groups["year"]!)) return shortYear(parts, calendar, text);
  return calendarDate(parts, text);
}

/** A year of one to three digits without an era: it depends on who counts. */
export function shortYear(parts: DateParts, calendar: Calendar | undefined, text: string): CalendarDate | ValueProblem {
  const roc = calendarDate({ ...parts, era: "民國" }, text);
  if (calendar === "roc") return roc;
  if (calendar === "gregorian" && parts.year > 99) return calendarDate(parts, text);
  if ("code" in roc && calendar === undefined) return notADate(text);
  const advice =
    calendar === "japanese" || calendar === "fiscal-jp"
      ? "Japanese years need their era: 令和4年, R4.1.1; a pattern can name it."
      : "If its years count from 1912 (民國), say calendar: roc.";
  return unreadable("ambiguousDate", `${quoted(text)} does not say from when its year counts.`, text, advice);
}

/** Digits without separators: yyyyMMdd (with a time of day: 12 or 14 digits), yyyyMM, yyyy; yyyMMdd, yyMMdd of the ROC. */
function readDigits(digits: string, calendar: Calendar | undefined, text: string): CalendarDate | ValueProblem {
  const size = digits.length;
  if (size > 8 && size !== 12 && size !== 14) return notADate(text);
  if (size >= 8 && !digits.startsWith("0")) return cutDigits(digits, undefined, 4, 2, text);
  if (size > 8) return notADate(text);
  // Months and days have two digits each; what is before them is the year.
  const parts = size > 5 ? 2 : 1;
  const roc = cutDigits(digits, "民國", size - 2 * parts, parts, text);
  if (calendar === "roc" && size !== 4) return roc;

  const modern = /^(1[89]|2[01])/.test(digits);
  const gregorian =
    size === 4
      ? wholeYear(digits, calendar, text)
      : size === 6 && modern
        ? cutDigits(digits, undefined, 4, 1, text)
        : undefined;
  if (calendar === "roc") {
    // 2011 in a ROC column: 民國20年11月, or the year 2011 of somebody who forgot?
    if (!modern) return roc;
    return "code" in roc ? (gregorian ?? roc) : ambiguousDigits(gregorian !== undefined, text);
  }
  if (size === 4) return gregorian!;
  if (calendar !== undefined) return gregorian ?? notADate(text);
  if (!("code" in roc)) return ambiguousDigits(gregorian !== undefined, text);
  return gregorian !== undefined && !("code" in gregorian) ? gregorian : notADate(text);
}

/** Cuts digits into a year and `parts` pairs: month, day. */
function cutDigits(
  digits: string,
  era: string | undefined,
  yearDigits: number,
  parts: number,
  text: string,
): CalendarDate | ValueProblem {
  const year = Number(digits.slice(0, yearDigits));
  const month = Number(digits.slice(yearDigits, yearDigits + 2));
  const day = parts === 2 ? Number(digits.slice(yearDigits + 2, yearDigits + 4)) : undefined;
  return calendarDate({ era, year, month, day }, text);
}

function wholeYear(digits: string, calendar: Calendar | undefined, text: string): CalendarDate | ValueProblem {
  return calendarDate({ year: Number(digits), fiscal: calendar === "fiscal-jp" }, text);
}

function ambiguousDigits(gregorianToo: boolean, text: string): ValueProblem {
  const advice = gregorianToo
    ? "Say calendar: roc or calendar: gregorian."
    : "If its years count from 1912 (民國), say calendar: roc.";
  return unreadable("ambiguousDate", `${quoted(text)} can be a date of more than one calendar.`, text, advice);
}

/** NFKC, no spaces, no time of day, no weekday, numbers in digits. */
function normalise(text: string): string {
  if (/^[0-9./-]+$/.test(text)) return text;
  const plain = text.normalize("NFKC").trim();
  return (timeOfDay.exec(plain)?.[1] ?? plain)
    .replace(weekday, "")
    .replace(/\s+/g, "")
    .replace(/[‐‑–—−]/g, "-")
    .replace(/[〇一二三四五六七八九十]+(?=年|月|日)/g, (numeral) => String(kanjiNumber(numeral)));
}

/** 二〇二一 is 2021, 十二 is 12, 三十一 is 31. */
function kanjiNumber(numeral: string): number {
  const digits = [...numeral].map((c) => "〇一二三四五六七八九".indexOf(c));
  const ten = digits.indexOf(-1);
  if (ten < 0) return Number(digits.join(""));
  const before = digits.slice(0, ten);
  const after = digits.slice(ten + 1);
  return 10 * (before.length === 0 ? 1 : Number(before.join(""))) + (after.length === 0 ? 0 : Number(after.join("")));
}

const yearNumber = (text: string): number => (text === "元" ? 1 : Number(text));
const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

export function notADate(text: string): ValueProblem {
  const advice = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$/.test(text.trim())
    ? "Day and month cannot be told apart: a pattern with the groups day, month and year can."
    : "Expected 2021-03-05, 2021/3/5, 20210305, 民國103年6月23日, 令和4年1月1日 or R4.1.1; a pattern can name its parts.";
  return unreadable("notADate", `${quoted(text)} is not a date.`, text, advice);
}
