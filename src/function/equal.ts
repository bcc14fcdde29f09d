/** `equal`: whether two values are the same text, for the conditions of YARRRML and RML (idlab-fn:equal, notEqual). */
import { z } from "zod";
import { listOf } from "./cell.ts";
import type { ValueFunction } from "./value-function.ts";

const EqualParameters = z.strictObject({
  /** True where they differ. */
  not: z.boolean().default(false),
});

export const equalFunction: ValueFunction<z.output<typeof EqualParameters>> = {
  name: "equal",
  outputs: ["equal"],
  parameters: EqualParameters,
  /** Texts are compared as they are. If one of them is unknown, so is the answer: neither condition holds. */
  compile({ not }) {
    return ([a, b]) => {
      const [left, right] = [listOf(a), listOf(b)];
      if (left.length === 0 || right.length === 0) return { outputs: [undefined] };
      const same = left.length === right.length && left.every((text, i) => text === right[i]);
      return { outputs: [String(same !== not)] };
    };
  },
};
