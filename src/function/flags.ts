/** `flags`: many yes/no columns as one field with the concepts whose flag is raised. */
import { z } from "zod";
import { cellParameters, cellReader, listOf, valuesOf } from "./cell.ts";
import { canonical } from "./concept.ts";
import { lastSegment } from "./name-table.ts";
import { readTruth, truthWords } from "./truth.ts";
import type { ValueFunction, ValueProblem } from "./value-function.ts";
import { quoted, unreadable } from "./value-problem.ts";

const FlagsParameters = z.strictObject({
  ...cellParameters,
  /** One for each input, in the order of the inputs. Several columns may raise the same concept. */
  flags: z.array(z.object({ concept: z.string() })).min(1),
  /** Whether an empty cell denies the concept or says nothing. Either way nothing is stated of it. */
  empty: z.enum(["no", "unknown"]).default("unknown"),
});

export const flagsFunction: ValueFunction<z.output<typeof FlagsParameters>> = {
  name: "flags",
  outputs: ["canonical", "iri"],
  parameters: FlagsParameters,
  compile({ flags, empty: _, ...cell }) {
    const read = cellReader(cell);
    return (inputs) => {
      const raised: string[] = [];
      const problems: ValueProblem[] = [];
      flags.forEach(({ concept }, i) => {
        const text = read(listOf(inputs[i])[0]);
        if (text === undefined) return;
        const truth = readTruth(text);
        if (truth && !raised.includes(concept)) raised.push(concept);
        if (truth === undefined) {
          const message = `${quoted(text)} is neither yes nor no (flag for ${lastSegment(concept)}).`;
          problems.push(unreadable("notABoolean", message, text, `Expected ${truthWords}, or nothing.`));
        }
      });
      const outputs = [canonical(raised), valuesOf(raised)];
      return problems.length > 0 ? { outputs, problems } : { outputs };
    };
  },
};
