/** A date as a source counts it, checked against its calendar and set beside its Gregorian year. */
import {
	eras,
	findEra,
	gregorianSince,
	gregorianYear,
	overlaps,
} from "./era.ts";
import type { ValueProblem } from "./value-function.ts";
import { quoted, unreadable } from "./value-problem.ts";

export type Calendar = "gregorian" | "roc" | "japanese" | "fiscal-jp";

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
export function calendarDate(
	parts: DateParts,
	text: string,
): CalendarDate | ValueProblem {
	const { era, year: counted, month, day } = parts;
	const impossible = (reason: string, advice?: string): ValueProblem =>
		unreadable(
			"impossibleDate",
			`${quoted(text)} is no date: ${reason}.`,
			text,
			advice,
		);

	const kind = calendarOf(era);
	if (kind === undefined)
		return unreadable(
			"notADate",
			`${quoted(text)} is not a date: the era ${era} is not known.`,
			text,
		);
	const year = kind.year(counted);
	if (counted < 1 || year < 1 || year > 9999)
		return impossible(`there is no year ${era ?? ""}${counted}`);
	if (month !== undefined && (month < 1 || month > 12))
		return impossible(`there is no month ${month}`);
	if (day !== undefined && (month === undefined || day < 1))
		return impossible(`there is no day ${day}`);

	const base = {
		calendar: kind.calendar,
		...(kind.era === undefined ? {} : { era: kind.era }),
		counted,
		year,
	};
	if (parts.fiscal) {
		if (kind.calendar === "roc")
			return rocFiscalYear(counted, base, impossible);
		const known = eras.find((one) => one.name === kind.era);
		if (
			known !== undefined &&
			!overlaps(known, year, undefined, undefined, true)
		)
			return outsideEra(known.name, impossible);
		return { ...base, calendar: "fiscal-jp" };
	}

	const japanese =
		kind.calendar === "japanese"
			? eras.find((one) => one.name === kind.era)
			: undefined;
	if (japanese !== undefined && year < gregorianSince) {
		return month === undefined ? base : { ...base, lunisolar: true };
	}
	if (day !== undefined && day > daysIn(year, month!))
		return impossible(
			`month ${month} of ${year} has ${daysIn(year, month!)} days`,
		);
	if (japanese !== undefined && !overlaps(japanese, year, month, day))
		return outsideEra(japanese.name, impossible);
	return {
		...base,
		...(month === undefined ? {} : { month }),
		...(day === undefined ? {} : { day }),
	};
}

/** ISO 8601: 2014-06-23, 2014-06, 2014; `FY2022` for a fiscal year, which is not the year 2022. */
export function canonicalDate({
	calendar,
	year,
	month,
	day,
}: CalendarDate): string {
	const text = String(year).padStart(4, "0");
	if (calendar === "fiscal-jp") return `FY${text}`;
	if (month === undefined) return text;
	const monthText = `${text}-${String(month).padStart(2, "0")}`;
	return day === undefined
		? monthText
		: `${monthText}-${String(day).padStart(2, "0")}`;
}

export function daysIn(year: number, month: number): number {
	if (month === 2)
		return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function calendarOf(
	era: string | undefined,
):
	| {
			calendar: "gregorian" | "roc" | "japanese";
			era?: string;
			year(counted: number): number;
	  }
	| undefined {
	if (era === undefined || /^(西元|西暦|西曆|公元|AD)$/i.test(era))
		return { calendar: "gregorian", year: (counted) => counted };
	if (/^((中華)?民[國国]|ROC)$/i.test(era))
		return { calendar: "roc", era: "民國", year: (counted) => counted + 1911 };
	if (/^民([國国])?前$/.test(era))
		return {
			calendar: "roc",
			era: "民國前",
			year: (counted) => 1912 - counted,
		};
	const found = findEra(era);
	return (
		found && {
			calendar: "japanese",
			era: found.name,
			year: (counted) => gregorianYear(found, counted),
		}
	);
}

/** Taiwan's fiscal year equals the calendar year since 民國90 (2001); before, it began in July. */
function rocFiscalYear(
	counted: number,
	base: CalendarDate,
	impossible: (reason: string) => ValueProblem,
): CalendarDate | ValueProblem {
	return counted >= 90
		? base
		: impossible("until 民國89 the fiscal year was not the calendar year");
}

function outsideEra(
	name: string,
	impossible: (reason: string, advice?: string) => ValueProblem,
): ValueProblem {
	const era = findEra(name)!;
	const until = era.ends.startsWith("9999") ? "" : ` and ended on ${era.ends}`;
	return impossible(
		`${name} began on ${era.begins}${until}`,
		"Correct it at the source, or say what it means with map.",
	);
}
