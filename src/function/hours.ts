/** `hours`: a cell as a range of hours, 10~12 or 9:00～17:30. */
import { z } from "zod";
import { cellParameters, cellReader, listOf, unknown } from "./cell.ts";
import type { ClockTime } from "./clock.ts";
import { readClock, tidyClockText, timeText } from "./clock.ts";
import type { Outcome, ValueFunction } from "./value-function.ts";
import { quoted, unreadable } from "./value-problem.ts";

const HoursParameters = z.strictObject({
  ...cellParameters,
  /** What stands between the two times; every wave and dash, から and 至 are known without it. */
  split: z.string().min(1).optional(),
});

const outputs = ["canonical", "start", "end", "text"] as const;
const between = /~|-|から|至|到|\bto\b/;
const allDay = /^(?:24(?:時間|小時|h|hours?)|終日|常時|全日|全天)(?:営業|營業|開放|利用可能?|可)?$/i;

/** Start and end as xsd:time. The end is 24:00:00 at midnight; an end before the start is on the next day. */
interface Range {
  readonly start?: string;
  readonly end?: string;
}

export const hoursFunction: ValueFunction<z.output<typeof HoursParameters>> = {
  name: "hours",
  outputs,
  parameters: HoursParameters,
  compile({ split, ...cell }) {
    const read = cellReader(cell);
    const separator = split === undefined ? between : tidyClockText(split) || split;
    return ([input]): Outcome => {
      const original = listOf(input)[0]?.trim();
      const text = read(original);
      if (text === undefined) return unknown(outputs.length);
      const range = readRange(tidyClockText(text), separator);
      if (range !== undefined)
        return {
          outputs: [canonical(range), range.start, range.end, original],
        };
      const advice =
        "Expected 10~12, 9:00～17:30, 9時から17時 or 24時間: one range with a start and an end that differ.";
      const problem = unreadable("notHours", `${quoted(text)} is not a range of hours.`, text, advice);
      return {
        outputs: [undefined, undefined, undefined, original],
        problems: [problem],
      };
    };
  },
};

/** ISO 8601 basic format, which needs no percent-encoding in a key: 1000-1200. */
const canonical = ({ start, end }: Range): string => `${basic(start)}-${basic(end)}`;
const basic = (time: string | undefined): string => (time ?? "").replace(/:00$/, "").replaceAll(":", "");

function readRange(text: string, separator: string | RegExp): Range | undefined {
  if (allDay.test(text)) return { start: "00:00:00", end: "24:00:00" };
  const parts = text.split(separator).map((part) => part.replace(/まで$/, ""));
  if (parts.length !== 2) return undefined;
  const [from, until] = parts as [string, string];
  const start = from === "" ? undefined : readClock(from, true);
  const end = until === "" ? undefined : readClock(until, true);
  if ((from !== "" && start === undefined) || (until !== "" && end === undefined)) return undefined;
  if (start === undefined && end === undefined) return undefined;

  const startText = start && startTime(start);
  const endText = end && endTime(end, start);
  if ((start && !startText) || (end && !endText)) return undefined;
  // 9:00-9:00, or 0:00-0:00: all day, or never? Nobody can tell.
  if (startText !== undefined && startText === (endText === "24:00:00" ? "00:00:00" : endText) && !wholeDay(start, end))
    return undefined;
  return {
    ...(startText ? { start: startText } : {}),
    ...(endText ? { end: endText } : {}),
  };
}

const wholeDay = (start: ClockTime | undefined, end: ClockTime | undefined): boolean =>
  start?.hour === 0 && end?.hour === 24;

/** A range starts on its own day: 25~26 does not say of which day it is, and 24:00 is where a day ends. */
function startTime(time: ClockTime): string | undefined {
  return time.nextDay || time.hour >= 24 ? undefined : timeText(time);
}

/** 24:00 and 0:00 are midnight at the end; 26:00 and 翌2:00 are two o'clock of the next day. */
function endTime(time: ClockTime, start: ClockTime | undefined): string | undefined {
  let hour = time.hour;
  if (start?.half !== undefined && time.half === undefined && hour <= 12) {
    // 午後1時～5時: what is said of the start holds for the end, when the end is the larger number.
    const startHour = start.hour % 12;
    if (hour <= startHour) return undefined;
    if (start.half === "pm" && hour < 12) hour += 12;
    else if (start.half === "pm") return undefined;
  }
  const midnight = hour % 24 === 0 && time.minute === 0 && time.second === 0;
  return midnight ? "24:00:00" : timeText({ ...time, hour: hour % 24 });
}
