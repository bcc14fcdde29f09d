/** `boolean`: a cell as true or false. An empty cell is unknown unless the mapping says `empty: no`. */
import { z } from "zod";
import { cellParameters, cellReader, eachValue, unknown } from "./cell.ts";
import { readTruth, truthWords } from "./truth.ts";
import type { ValueFunction } from "./value-function.ts";
import { quoted, unreadable } from "./value-problem.ts";

const BooleanParameters = z.strictObject({
  ...cellParameters,
  empty: z.enum(["no", "unknown"]).default("unknown"),
});

export const booleanFunction: ValueFunction<z.output<typeof BooleanParameters>> = {
  name: "boolean",
  outputs: ["boolean"],
  parameters: BooleanParameters,
  compile({ empty, ...cell }) {
    const read = cellReader(cell);
    return eachValue(1, (input) => {
      const text = read(input);
      // Only an empty cell may mean no; a text that `null` names stays unknown.
      if (text === undefined)
        return empty === "no" && (input ?? "").trim() === "" ? { outputs: ["false"] } : unknown(1);
      const truth = readTruth(text);
      if (truth !== undefined) return { outputs: [String(truth)] };
      const advice = `Expected ${truthWords}; other words need map: { ${JSON.stringify(text)}: "true" }.`;
      return unknown(1, unreadable("notABoolean", `${quoted(text)} is neither yes nor no.`, text, advice));
    });
  },
};
