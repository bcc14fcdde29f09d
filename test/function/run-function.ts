import { compileFunction } from "../../src/function/registry.ts";
import type { Outcome, Values } from "../../src/function/value-function.ts";

/** Compiles a value function and calls it on one row of cells. */
export function run(name: string, parameters: Record<string, unknown>, ...cells: Values[]): Outcome {
  return compileFunction(name, parameters)(cells);
}

/** Codes of an outcome's problems, with their severity: "error VAL-001". */
export const codesOf = (outcome: Outcome): string[] => (outcome.problems ?? []).map((p) => `${p.severity} ${p.code}`);
