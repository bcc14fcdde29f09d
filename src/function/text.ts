/** `text`: a cell as one text or several. */
import { z } from "zod";
import { cellParameters, cellReader, listOf, Pattern, valueByPattern, valuesOf } from "./cell.ts";
import type { ValueFunction, ValueProblem, Values } from "./value-function.ts";
import { putRight, quoted } from "./value-problem.ts";

const TextParameters = z.strictObject({
  ...cellParameters,
  /** Separator of several texts in one cell. */
  split: z.string().min(1).optional(),
  /** Group `value`, else the whole match. */
  pattern: Pattern.optional(),
  /** Repair: full-width letters and digits become ASCII. */
  width: z.boolean().optional(),
  /** Repair: leading zeros that a spreadsheet dropped; digits are filled up to this length. */
  pad: z.int().min(1).max(20).optional(),
});

export const textFunction: ValueFunction<z.output<typeof TextParameters>> = {
  name: "text",
  outputs: ["text"],
  parameters: TextParameters,
  compile({ split, pattern, width, pad, ...cell }) {
    const read = cellReader(cell);
    const cut = pattern === undefined ? undefined : valueByPattern(pattern);
    const repair = (text: string): string => {
      const narrow = width ? toAscii(text) : text;
      return pad !== undefined && /^\d+$/.test(narrow) ? narrow.padStart(pad, "0") : narrow;
    };
    const simple = split === undefined && cut === undefined && !width && pad === undefined;

    return ([input]) => {
      if (simple && (input === undefined || typeof input === "string")) return { outputs: [read(input)] };
      const problems: ValueProblem[] = [];
      const texts: string[] = [];
      for (const piece of pieces(input, split)) {
        const text = read(piece);
        if (text === undefined) continue;
        const value = cut === undefined ? text : cut(text);
        if (typeof value !== "string") {
          problems.push(value);
          continue;
        }
        const repaired = repair(value);
        if (repaired !== value)
          problems.push(putRight("repaired", `${quoted(value)} is read as ${quoted(repaired)}.`, value));
        if (repaired !== "") texts.push(repaired);
      }
      return problems.length === 0 ? { outputs: [valuesOf(texts)] } : { outputs: [valuesOf(texts)], problems };
    };
  },
};

/** The texts of an input, cut at the separator. */
export function pieces(input: Values, split: string | undefined): readonly string[] {
  return split === undefined ? listOf(input) : listOf(input).flatMap((text) => text.split(split));
}

/**
 * Runs of ASCII and full-width ASCII become ASCII when they hold a letter or digit: `０３－３２９３` → `03-3293`, while the
 * brackets of `公園（東）` stay as they are.
 */
function toAscii(text: string): string {
  return text.replace(/[!-~！-～]+/g, (run) => (/[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]/.test(run) ? run.normalize("NFKC") : run));
}
