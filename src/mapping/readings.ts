/** Fields → function expressions: how the cells of a field are read. */
import type { FieldSpecDocument } from "../config/dataset-schema.ts";
import { compileFunction } from "../function/registry.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Concept, Field } from "../vocabulary/vocabulary.ts";
import type { AlignContext } from "./align-context.ts";
import { checkOptions } from "./field-options.ts";
import type { FieldRequest } from "./field-requests.ts";
import { outputOf } from "./function-outputs.ts";
import type { ValueRef } from "./plan.ts";
import { flagParameters, functionOf, parametersOf, textBefore } from "./reader-parameters.ts";
import { readUnit } from "./unit.ts";

/** One way in which a field gets values. A field with a column and flags has two. */
export interface Reading {
  readonly field: Field;
  readonly function: string;
  /** First output: the canonical form. */
  readonly value: ValueRef;
  readonly spec: FieldSpecDocument;
  /** The unit that its numbers are stated in, where the mapping says it and the model does not. */
  readonly unit?: Concept;
  readonly request: Pick<FieldRequest, "path" | "column" | "values">;
}

export const readingOutput = (reading: Reading, output: string): ValueRef =>
  outputOf(reading.function, reading.value, output);

/** Readings of every field but coordinates, which come in pairs (coordinates.ts). */
export function readField(request: FieldRequest, context: AlignContext): Reading[] {
  const { field, spec, path, column, values, flags } = request;
  checkOptions(field.name, field.type, spec, path, context.problems);
  const { stated, factor } = readUnit(request, context);
  const unit = stated === undefined ? {} : { unit: stated };
  const readings: Reading[] = [];
  const add = (name: string, value: ValueRef | undefined): void => {
    if (value !== undefined) readings.push({ field, function: name, value, spec, request, ...unit });
  };
  if (column !== undefined) {
    const cell = context.expressions.add({ kind: "reference", column });
    add(functionOf(field), readInput(request, cell, context, factor));
  }
  for (const value of values) {
    const constant = context.expressions.add({ kind: "constant", value });
    add(functionOf(field), readInput(request, constant, context, factor, value));
  }
  if (flags.length > 0) {
    const inputs = flags.map((flag) => context.expressions.add({ kind: "reference", column: flag.column }));
    add("flags", call("flags", inputs, flagParameters(flags, spec), request, context));
  }
  return readings;
}

function readInput(
  request: FieldRequest,
  input: ValueRef,
  context: AlignContext,
  factor: string | undefined,
  constant?: string,
): ValueRef | undefined {
  const { field, spec, path } = request;
  const name = functionOf(field);
  const plain = parametersOf(field, spec, path, context);
  if (plain === undefined) return undefined;
  const parameters = factor === undefined ? plain : { ...plain, factor };
  const before = textBefore(field, spec);
  const cut = before === undefined ? input : call("text", [input], before, request, context);
  if (cut === undefined) return undefined;
  if (constant !== undefined && before === undefined && !readsConstant(name, parameters, constant, request, context))
    return undefined;
  return call(name, [cut], parameters, request, context);
}

/** Adds the expression; problem MAP-023 when the function refuses its parameters. */
export function call(
  name: string,
  inputs: readonly ValueRef[],
  parameters: Readonly<Record<string, unknown>>,
  request: Pick<FieldRequest, "path"> & { readonly field: Pick<Field, "name"> },
  context: AlignContext,
): ValueRef | undefined {
  try {
    compileFunction(name, parameters);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    for (const { message, advice } of error.problems) {
      const option = /^Parameter (\w+)/.exec(message)?.[1];
      context.problems.add(
        "MAP-023",
        option === undefined ? request.path : [...request.path, option],
        `Field "${request.field.name}": ${message}`,
        { advice },
      );
    }
    return undefined;
  }
  const at = context.problems.placeOf(request.path);
  return context.expressions.add({
    kind: "function",
    function: name,
    inputs,
    parameters,
    field: request.field.name,
    at,
  });
}

/** A fixed value is read once, here, so that a misspelt one is a problem of the mapping and not of every row. */
function readsConstant(
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  value: string,
  request: FieldRequest,
  context: AlignContext,
): boolean {
  try {
    const outcome = compileFunction(name, parameters)([value]);
    if (outcome.outputs[0] !== undefined) return true;
    const problem = outcome.problems?.[0];
    const message = problem?.message ?? `"${value}" is no value.`;
    context.problems.add("MAP-020", [...request.path, "value"], `Field "${request.field.name}": ${message}`, {
      advice: problem?.advice,
    });
    return false;
  } catch (error) {
    if (error instanceof ProblemError) return true; // `call` tells what is wrong with the parameters.
    throw error;
  }
}
