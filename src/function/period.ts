/** `period`: the time that an observation is about: a year, a month or a day, whichever the cell says. */
import type { z } from "zod";
import { canonicalDate } from "./calendar-date.ts";
import { cellReader, eachValue, unknown } from "./cell.ts";
import { DateParameters } from "./date.ts";
import { dateReader } from "./date-pattern.ts";
import type { ValueFunction } from "./value-function.ts";

/**
 * Only the finest output has a value: xsd:gYear, xsd:gYearMonth or xsd:date. A Japanese fiscal year is named by the year
 * it begins in; its canonical form, `FY2022`, keeps it apart from the year 2022.
 */
export const periodFunction: ValueFunction<z.output<typeof DateParameters>> = {
  name: "period",
  outputs: ["canonical", "year", "yearMonth", "date"],
  parameters: DateParameters,
  compile({ calendar, pattern, ...cell }) {
    const read = cellReader(cell);
    const readDate = dateReader(calendar, pattern);
    return eachValue(4, (input) => {
      const text = read(input);
      if (text === undefined) return unknown(4);
      const date = readDate(text);
      if ("code" in date) return unknown(4, date);
      if ("foreign" in date) return unknown(4, date.problem);
      const canonical = canonicalDate(date);
      const iso = canonical.replace(/^FY/, "");
      if (date.month === undefined) return { outputs: [canonical, iso, undefined, undefined] };
      if (date.day === undefined) return { outputs: [canonical, undefined, iso, undefined] };
      return { outputs: [canonical, undefined, undefined, iso] };
    });
  },
};
