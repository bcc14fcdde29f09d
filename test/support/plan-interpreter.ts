/**
 * A slow and obviously right interpreter of plans: rows of strings in, N-Quads lines out. The oracle for the engine; it
 * follows the docstrings of src/mapping/plan.ts word for word and shares nothing with src/convert.
 */
import { compileFunction } from "../../src/function/registry.ts";
import type { Outcome, Values } from "../../src/function/value-function.ts";
import type {
  Condition,
  Expression,
  KeyExpression,
  Plan,
  RowCondition,
  TermMap,
  TriplesMap,
  ValueRef,
} from "../../src/mapping/plan.ts";
import { checkIri } from "../../src/rdf/iri-check.ts";
import { blankNodeText, quadLine } from "../../src/rdf/nquads.ts";
import type { Term } from "../../src/rdf/term.ts";
import { fromUtf8Bytes, toUtf8Bytes } from "../../src/rdf/utf8-bytes.ts";
import { contentKey } from "../../src/uri/content-key.ts";
import { encodeIriSegment } from "../../src/uri/iri-safe.ts";

export interface InterpretedRow {
  /** Distinct N-Quads lines (tabs between the terms), sorted by code unit; none for rows left out or rejected. */
  readonly quads: readonly string[];
  /** Key of the record, with `~2` for a true repeat of a content key. */
  readonly key?: string;
  /** `where` has left the row out. */
  readonly leftOut: boolean;
  /** Why the row was rejected. */
  readonly rejected?: string;
  /** Codes of the value problems, in order. */
  readonly problems: readonly string[];
}

type Evaluated = readonly Values[];

export function interpretPlan(plan: Plan, rows: readonly (readonly string[])[]): InterpretedRow[] {
  const functions = plan.expressions.map((expression) =>
    expression.kind === "function" ? compileFunction(expression.function, expression.parameters) : undefined,
  );
  const keys = new Map<string, number>();
  return rows.map((row) => interpretRow(plan, functions, keys, row));
}

/** All lines of all rows, sorted, each once. */
export const interpretedQuads = (plan: Plan, rows: readonly (readonly string[])[]): string[] =>
  [...new Set(interpretPlan(plan, rows).flatMap((row) => row.quads))].sort();

function interpretRow(
  plan: Plan,
  functions: readonly (((inputs: readonly Values[]) => Outcome) | undefined)[],
  keys: Map<string, number>,
  row: readonly string[],
): InterpretedRow {
  const cells = row.map((cell, column) => (plan.privateColumns.includes(column) ? "" : cell));
  if (!plan.where.every((condition) => holds(condition, cells))) return { quads: [], leftOut: true, problems: [] };
  const evaluated: Evaluated[] = [];
  const problems: string[] = [];
  let rejected: string | undefined;
  const valuesOf = (ref: ValueRef): Values => evaluated[ref.expression]?.[ref.output];

  plan.expressions.forEach((expression: Expression, index) => {
    switch (expression.kind) {
      case "constant":
        evaluated.push([expression.value]);
        return;
      case "reference": {
        const cell = cells[expression.column] ?? "";
        const text = expression.verbatim ? cell : cell.trim();
        const isNull =
          (!expression.verbatim && text === "") ||
          (expression.null ?? []).some((nothing) => nothing.trim() === cell.trim());
        evaluated.push([isNull ? undefined : text]);
        return;
      }
      case "function": {
        const outcome = functions[index]!(expression.inputs.map(valuesOf));
        problems.push(...(outcome.problems ?? []).map((problem) => problem.code));
        if (outcome.reject) rejected ??= `${expression.field ?? expression.function} cannot be read`;
        evaluated.push(outcome.outputs);
        return;
      }
      case "key": {
        const key = keyOf(expression, valuesOf);
        if (key === undefined) rejected ??= "URI-001";
        evaluated.push([key]);
      }
    }
  });
  const identity = plan.record === undefined ? undefined : plan.expressions[plan.record.key];
  if (rejected === undefined && identity?.kind === "key") {
    const index = plan.record!.key;
    const key = evaluated[index]![0] as string;
    const times = (keys.get(key) ?? 0) + 1;
    keys.set(key, times);
    // A true repeat of a content key is numbered; of any other key the first record stays.
    if (times > 1 && identity.content) evaluated[index] = [`${key}~${times}`];
    else if (times > 1) rejected = "URI-002";
  }
  if (rejected !== undefined) return { quads: [], leftOut: false, rejected, problems };
  const quads = new Set(plan.triplesMaps.flatMap((map) => interpretTriplesMap(plan, map, valuesOf)));
  const key = plan.record === undefined ? undefined : (evaluated[plan.record.key]?.[0] as string);
  return { quads: [...quads].sort(), leftOut: false, problems, ...(key === undefined ? {} : { key }) };
}

function holds({ column, test, values, not }: RowCondition, cells: readonly string[]): boolean {
  const cell = (cells[column] ?? "").trim();
  const tests: Readonly<Record<RowCondition["test"], (value: string) => boolean>> = {
    equals: (value) => cell === value.trim(),
    startsWith: (value) => cell.startsWith(value.trim()),
    endsWith: (value) => cell.endsWith(value.trim()),
    contains: (value) => cell.includes(value.trim()),
    matches: (value) => new RegExp(value, "u").test(cell),
  };
  const found = values.some(tests[test]);
  return found !== (not === true);
}

/** Parts percent-encoded and joined by "/"; several values of one part by "+". */
function keyOf({ parts, content }: KeyExpression, valuesOf: (ref: ValueRef) => Values): string | undefined {
  const values = parts.map(valuesOf);
  if (content) return contentKey(values.map((value) => (value === undefined ? undefined : list(value).join("+"))));
  if (values.some((value) => value === undefined)) return undefined;
  return values.map((value) => list(value).map(encodeIriSegment).join("+")).join("/");
}

function interpretTriplesMap(plan: Plan, map: TriplesMap, valuesOf: (ref: ValueRef) => Values): string[] {
  const fires = (condition: Condition | undefined): boolean => {
    if (condition === undefined) return true;
    if ("isTrue" in condition) return valuesOf(condition.isTrue) === "true";
    return condition.anyOf.some((ref) => valuesOf(ref) !== undefined);
  };
  const terms = (maps: readonly TermMap[]): Term[] => maps.flatMap((one) => termsOf(one, valuesOf));
  if (!fires(map.condition)) return [];
  const lines: string[] = [];
  const rdfType: Term = { kind: "iri", value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" };
  const dataset: Term = { kind: "iri", value: plan.dataset };
  const graphsOf = (maps: readonly TermMap[], inherited: readonly Term[]): readonly Term[] =>
    maps.length > 0 ? terms(maps) : inherited;
  const mapGraphs = graphsOf(map.graphs, [dataset]);
  for (const subject of termsOf(map.subject, valuesOf)) {
    const add = (predicate: Term, object: Term, graphs: readonly Term[]): void => {
      for (const graph of graphs) lines.push(quadLine({ subject, predicate, object, graph }));
    };
    for (const type of map.classes) add(rdfType, { kind: "iri", value: type }, mapGraphs);
    for (const pair of map.predicateObjectMaps) {
      if (!fires(pair.condition)) continue;
      for (const predicate of terms(pair.predicates)) {
        for (const object of terms(pair.objects)) add(predicate, object, graphsOf(pair.graphs, mapGraphs));
      }
    }
  }
  return lines;
}

/** Templates take every combination of their values (Cartesian product); a missing value makes no term. */
function termsOf(map: TermMap, valuesOf: (ref: ValueRef) => Values): Term[] {
  if (map.kind === "constant") return [map.term];
  let texts = [""];
  for (const part of map.kind === "reference" ? [map.value] : map.parts) {
    if (typeof part === "string") texts = texts.map((text) => text + part);
    else {
      const encode = map.kind === "template" && map.encode && map.termType === "iri";
      const values = list(valuesOf(part)).map((value) => (encode ? percentEncode(value) : value));
      texts = texts.flatMap((text) => values.map((value) => text + value));
    }
  }
  return texts.flatMap((value): Term[] => {
    if (map.termType === "blank")
      return [{ kind: "blank", value: fromUtf8Bytes(blankNodeText(toUtf8Bytes(value))).slice(2) }];
    if (map.termType === "iri") return checkIri(value) === undefined ? [{ kind: "iri", value }] : [];
    const { datatype, language } = map;
    return [
      {
        kind: "literal",
        value,
        ...(datatype === undefined ? {} : { datatype }),
        ...(language === undefined ? {} : { language }),
      },
    ];
  });
}

const list = (values: Values): readonly string[] =>
  values === undefined ? [] : typeof values === "string" ? [values] : values;

/** RML-Core, IRI-safe: everything outside iunreserved (RFC 3987) becomes %XX of its UTF-8 bytes. */
function percentEncode(value: string): string {
  return [...value]
    .map((character) => {
      const code = character.codePointAt(0)!;
      if (/^[A-Za-z0-9\-._~]$/.test(character) || isUcschar(code)) return character;
      return [...Buffer.from(character, "utf8")]
        .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
        .join("");
    })
    .join("");
}

function isUcschar(code: number): boolean {
  if (code >= 0xa0 && code <= 0xd7ff) return true;
  if (code >= 0xf900 && code <= 0xfdcf) return true;
  if (code >= 0xfdf0 && code <= 0xffef) return true;
  return code >= 0x10000 && code <= 0xefffd && (code & 0xffff) <= 0xfffd && !(code >= 0xe0000 && code <= 0xe0fff);
}
