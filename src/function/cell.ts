/** What every value function does with a cell before reading it: `null`, `map` and `pattern`. */
import { z } from "zod";
import type { Outcome, ValueProblem, Values } from "./value-function.ts";
import { quoted, unreadable } from "./value-problem.ts";

/** A regular expression, compiled with the `u` flag. */
export const Pattern = z.string().superRefine((source, context) => {
  try {
    new RegExp(source, "u");
  } catch (error) {
    context.addIssue({
      code: "custom",
      message: error instanceof Error ? error.message : "not a regular expression",
    });
  }
});

/** Parameters that every function takes. */
export const cellParameters = {
  /** Cell text → value, tried on the whole trimmed text. */
  map: z.record(z.string(), z.string()).optional(),
  /** Texts that mean: no value. */
  null: z.union([z.string(), z.array(z.string())]).optional(),
};

interface CellParameters {
  readonly map?: Readonly<Record<string, string>> | undefined;
  readonly null?: string | readonly string[] | undefined;
}

/** Trims a cell, and gives undefined for what means "no value"; a mapped text comes back as what it is mapped to. */
export function cellReader(parameters: CellParameters): (cell: string | undefined) => string | undefined {
  const map = new Map(Object.entries(parameters.map ?? {}));
  const nulls = new Set(typeof parameters.null === "string" ? [parameters.null] : (parameters.null ?? []));
  const plain = map.size === 0 && nulls.size === 0;
  return (cell) => {
    const text = cell?.trim();
    if (text === undefined || text === "") return undefined;
    if (plain) return text;
    const mapped = map.get(text) ?? text;
    return nulls.has(text) || nulls.has(mapped) || mapped === "" ? undefined : mapped;
  };
}

/** All texts of an input. */
export function listOf(values: Values): readonly string[] {
  return values === undefined ? [] : typeof values === "string" ? [values] : values;
}

/** No value, one value or a list, in the shape of outputs. */
export function valuesOf(list: readonly string[]): Values {
  return list.length === 0 ? undefined : list.length === 1 ? list[0] : list;
}

/**
 * Makes a function of one cell into one of an input: a list is read value by value, and each output becomes the list of
 * what was read.
 */
export function eachValue(
  outputs: number,
  read: (cell: string | undefined) => Outcome,
): (inputs: readonly Values[]) => Outcome {
  return ([input]) => {
    if (input === undefined || typeof input === "string") return read(input);
    if (input.length < 2) return read(input[0]);
    const outcomes = input.map(read);
    const problems = outcomes.flatMap((outcome) => outcome.problems ?? []);
    const minted = outcomes.flatMap((outcome) => outcome.minted ?? []);
    return {
      outputs: Array.from({ length: outputs }, (_, i) => valuesOf(outcomes.flatMap((o) => listOf(o.outputs[i])))),
      ...(problems.length > 0 ? { problems } : {}),
      ...(minted.length > 0 ? { minted } : {}),
      ...(outcomes.some((outcome) => outcome.reject) ? { reject: true } : {}),
    };
  };
}

/** The outcome of nothing read: every output unknown. */
export function unknown(outputs: number, problem?: ValueProblem): Outcome {
  const none = { outputs: new Array<Values>(outputs).fill(undefined) };
  return problem === undefined ? none : { ...none, problems: [problem] };
}

/**
 * Cuts the value out of a cell: the pattern's group `value`, else its whole match. Full-width text is tried as ASCII too.
 * Gives a problem when the pattern does not match.
 */
export function valueByPattern(pattern: string): (text: string) => string | ValueProblem {
  const match = patternMatcher(pattern);
  return (text) => {
    const found = match(text);
    return found === undefined ? noMatch(text, pattern) : (found.groups?.["value"] ?? found[0]).trim();
  };
}

/** Matches a pattern anywhere in the text as written, or else in its NFKC form. */
export function patternMatcher(pattern: string): (text: string) => RegExpExecArray | undefined {
  const expression = new RegExp(pattern, "u");
  return (text) => expression.exec(text) ?? expression.exec(text.normalize("NFKC")) ?? undefined;
}

export function noMatch(text: string, pattern: string): ValueProblem {
  return unreadable("noPatternMatch", `${quoted(text)} does not match the pattern ${pattern}.`, text);
}
