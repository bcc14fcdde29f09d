/**
 * The contract of a value function: text of cells in, canonical texts out (floor 2). Functions are pure: the same inputs
 * give the same outputs, so the engine may remember them. They work on characters; the engine decodes and encodes.
 */
import type { z } from "zod";

/** One input or output: no value, one value, or several. */
export type Values = undefined | string | readonly string[];

/** Something about a value that a person should know; the engine adds file, line and column. */
export interface ValueProblem {
  /** VAL-nnn */
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  /** "2021/13/45" is not a date. */
  readonly message: string;
  readonly advice?: string;
  /** The text that caused it, if not the whole input. */
  readonly value?: string;
}

export interface Outcome {
  /** One entry for each of the function's `outputs`, in that order. Unknown is undefined, never 0 or false. */
  readonly outputs: readonly Values[];
  readonly problems?: readonly ValueProblem[];
  /** The whole record cannot be used (a field with `unknown: reject`). */
  readonly reject?: boolean;
  /** Concepts minted by `unknown: mint`: the engine writes each, and its scheme, once per dataset. */
  readonly minted?: readonly Minted[];
}

export interface Minted {
  readonly iri: string;
  readonly label: string;
  /** The scheme that it is in: the city's own, never the shared one. */
  readonly scheme: string;
  /** Of the labels; without one they have no language. */
  readonly language?: string;
  readonly schemeLabel?: string;
  /** The shared scheme in which the concept was looked for first. */
  readonly sharedScheme?: string;
}

export interface ValueFunction<P = unknown> {
  readonly name: string;
  /** Names of the outputs; a plan's ValueRef.output indexes this list. Output 0 is the canonical form used in keys. */
  readonly outputs: readonly string[];
  readonly parameters: z.ZodType<P>;
  /** Prepares tables and patterns once; the result is called once a row. */
  compile(parameters: P): (inputs: readonly Values[]) => Outcome;
}
