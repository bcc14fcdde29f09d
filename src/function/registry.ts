/** The value functions by name: what a plan's function expressions may call. */
import { nearest } from "../problem/nearest.ts";
import { ProblemError } from "../problem/problem.ts";
import { areaFunction } from "./area.ts";
import { booleanFunction } from "./boolean.ts";
import { conceptFunction } from "./concept.ts";
import { coordinatesFunction } from "./coordinates.ts";
import { dateFunction } from "./date.ts";
import { equalFunction } from "./equal.ts";
import { flagsFunction } from "./flags.ts";
import { hoursFunction } from "./hours.ts";
import { iriFunction } from "./iri.ts";
import { numberFunction } from "./number.ts";
import { periodFunction } from "./period.ts";
import { textFunction } from "./text.ts";
import { timeFunction } from "./time.ts";
import type { Outcome, ValueFunction, Values } from "./value-function.ts";

const all: readonly ValueFunction[] = [
  textFunction,
  numberFunction,
  booleanFunction,
  dateFunction,
  periodFunction,
  timeFunction,
  hoursFunction,
  conceptFunction,
  flagsFunction,
  areaFunction,
  coordinatesFunction,
  iriFunction,
  equalFunction,
];

export const valueFunctions: ReadonlyMap<string, ValueFunction> = new Map(all.map((one) => [one.name, one]));

/** The function of this name; throws a ProblemError with a suggestion when there is none. */
export function valueFunction(name: string): ValueFunction {
  const found = valueFunctions.get(name);
  if (found !== undefined) return found;
  const guess = nearest(name, valueFunctions.keys());
  throw new ProblemError({
    code: "VAL-100",
    severity: "error",
    message: `There is no value function "${name}".`,
    advice: guess === undefined ? `There are: ${[...valueFunctions.keys()].join(", ")}.` : `Did you mean "${guess}"?`,
  });
}

/**
 * Checks the parameters with the function's schema and prepares it: the result is called once a row, with one entry for
 * each input. Throws a ProblemError that names every parameter at fault.
 */
export function compileFunction(
  name: string,
  parameters: Readonly<Record<string, unknown>>,
): (inputs: readonly Values[]) => Outcome {
  const definition = valueFunction(name);
  const checked = definition.parameters.safeParse(parameters);
  if (checked.success) return definition.compile(checked.data);
  throw new ProblemError(
    checked.error.issues.map((issue) => ({
      code: "VAL-101",
      severity: "error",
      message: `Parameter ${issue.path.join(".") || "set"} of the function ${name}: ${issue.message}.`,
    })),
  );
}
