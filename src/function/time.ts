/** `time`: a cell as xsd:time. */
import { z } from "zod";
import { cellParameters, cellReader, eachValue, Pattern, unknown, valueByPattern } from "./cell.ts";
import { readClock, tidyClockText, timeText } from "./clock.ts";
import type { ValueFunction } from "./value-function.ts";
import { quoted, unreadable } from "./value-problem.ts";

const TimeParameters = z.strictObject({
  ...cellParameters,
  pattern: Pattern.optional(),
});

export const timeFunction: ValueFunction<z.output<typeof TimeParameters>> = {
  name: "time",
  outputs: ["time"],
  parameters: TimeParameters,
  compile({ pattern, ...cell }) {
    const read = cellReader(cell);
    const cut = pattern === undefined ? (text: string) => text : valueByPattern(pattern);
    return eachValue(1, (input) => {
      const text = read(input);
      if (text === undefined) return unknown(1);
      const value = cut(text);
      if (typeof value !== "string") return unknown(1, value);
      const time = readClock(tidyClockText(value), false);
      // 24:00:00 is a time of XSD; later hours are not.
      const exists =
        time !== undefined &&
        !time.nextDay &&
        (time.hour < 24 || (time.hour === 24 && time.minute + time.second === 0));
      if (exists) return { outputs: [timeText(time)] };
      const advice = "Expected 9:00, 09:00:00, 0900, 9時30分 or 午後5時.";
      return unknown(1, unreadable("notATime", `${quoted(text)} is not a time of day.`, text, advice));
    });
  },
};
