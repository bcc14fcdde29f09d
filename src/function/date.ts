/** `date`: a cell as a date with all that IMI's 日付型 holds: standard date, era, year, month, day, text and calendar. */
import { z } from "zod";
import { calendars, canonicalDate } from "./calendar-date.ts";
import { cellParameters, cellReader, listOf, Pattern, unknown } from "./cell.ts";
import { dateReader } from "./date-pattern.ts";
import type { Outcome, ValueFunction } from "./value-function.ts";
import { putRight, quoted } from "./value-problem.ts";

export const DateParameters = z.strictObject({
  ...cellParameters,
  /** How the column counts where its text does not say: 104/01/01 is 2015 with roc. */
  calendar: z.enum(calendars).optional(),
  /** Groups year, roc, era, month, day; or value. */
  pattern: Pattern.optional(),
});

const outputs = ["canonical", "date", "era", "year", "month", "day", "text", "calendar"] as const;

export const dateFunction: ValueFunction<z.output<typeof DateParameters>> = {
  name: "date",
  outputs,
  parameters: DateParameters,
  compile({ calendar, pattern, ...cell }) {
    const read = cellReader(cell);
    const readDate = dateReader(calendar, pattern);
    return ([input]): Outcome => {
      const original = listOf(input)[0]?.trim();
      const text = read(original);
      if (text === undefined) return unknown(outputs.length);
      const date = readDate(text);
      if ("code" in date) return { outputs: withText(original), problems: [date] };
      if ("foreign" in date) {
        const { era, counted } = date.foreign;
        return {
          outputs: [undefined, undefined, era, String(counted), undefined, undefined, original, undefined],
          problems: [date.problem],
        };
      }
      const canonical = canonicalDate(date);
      const whole = date.day !== undefined && !date.lunisolar;
      const values = [
        canonical,
        whole ? canonical : undefined,
        date.era,
        String(date.counted),
        date.month?.toString(),
        date.day?.toString(),
        original,
        date.calendar,
      ];
      if (!date.lunisolar) return { outputs: values };
      const message = `${quoted(text)} is before 1873, when Japan counted lunar months; only its year is used.`;
      return {
        outputs: values,
        problems: [putRight("incompleteCalendar", message, text)],
      };
    };
  },
};

/** Nothing was read, but the text is kept. */
const withText = (text: string | undefined): (string | undefined)[] =>
  outputs.map((name) => (name === "text" ? text : undefined));
