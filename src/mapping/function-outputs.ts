/** Outputs of the value functions by name: a plan counts them (ARCHITECTURE.md, "Value functions"). */
import { valueFunction } from "../function/registry.ts";
import type { ValueRef } from "./plan.ts";

/** @throws RangeError when the function has no such output: a fault of this room, never of a mapping. */
export function outputOf(functionName: string, first: ValueRef, output: string): ValueRef {
  const index = valueFunction(functionName).outputs.indexOf(output);
  if (index < 0) throw new RangeError(`The value function "${functionName}" has no output "${output}".`);
  return { expression: first.expression, output: index };
}
