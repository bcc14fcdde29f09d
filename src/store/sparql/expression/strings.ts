/** Functions on strings (SPARQL 1.1, 17.4.3). Positions and lengths are code points. */
import type { Scope } from "../relation.ts";
import { errorValue, scalar, unsupported, type Value } from "../value.ts";
import { numberOf, type TextView, textLike, textOf, textTerm } from "./parts.ts";

export function strlen(value: Value, scope: Scope): Value {
  const view = textOf(value, scope);
  return view === undefined ? errorValue : scalar("integer", `length(${view.lexical})`);
}

const tests = { contains: "contains", strstarts: "starts_with", strends: "ends_with" } as const;

export function textTest(name: keyof typeof tests, left: Value, right: Value, scope: Scope): Value {
  const a = textOf(left, scope);
  const b = textOf(right, scope);
  if (a === undefined || b === undefined) return errorValue;
  return scalar("boolean", compatible(a, b, `${tests[name]}(${a.lexical}, ${b.lexical})`));
}

/** Argument compatibility (17.4.3.1.2): the second has no language, or that of the first. */
function compatible(a: TextView, b: TextView, sql: string): string {
  if (b.lang === undefined) return sql;
  const same = a.lang === undefined ? "false" : `lower(${a.lang}) = lower(${b.lang})`;
  return `(CASE WHEN ${b.lang} IS NULL OR ${same} THEN ${sql} END)`;
}

export function substr(value: Value, start: Value, length: Value | undefined, scope: Scope): Value {
  const view = textOf(value, scope);
  const first = wholeNumber(start, scope);
  const count = length === undefined ? undefined : wholeNumber(length, scope);
  if (view === undefined || first === undefined || (length !== undefined && count === undefined)) return errorValue;
  const from = `greatest(${first}, 1)`;
  // Without the checks greatest and least would pass over NULL, which is an error here.
  const sql =
    count === undefined
      ? `CASE WHEN ${first} IS NOT NULL THEN substring(${view.lexical}, ${from}) END`
      : `CASE WHEN ${first} IS NOT NULL AND ${count} IS NOT NULL THEN substring(${view.lexical}, ${from}, greatest(${first} + ${count} - ${from}, 0)) END`;
  return textLike(view, `(${sql})`, scope);
}

/** xsd:integer as a BIGINT no larger than any string is long. */
function wholeNumber(value: Value, scope: Scope): string | undefined {
  const number = numberOf(value, scope);
  if (number === undefined) return undefined;
  const bounded = (sql: string): string =>
    `(CASE WHEN ${sql} > 2000000000 THEN 2000000000 WHEN ${sql} < -2000000000 THEN -2000000000 ELSE ${sql} END)::BIGINT`;
  if (number.int !== undefined) return bounded(number.int);
  if (typeof number.type === "number") return undefined;
  return scope.compute(`CASE WHEN ${number.type} = 4 THEN ${bounded(number.dec)} END`);
}

export function concat(values: readonly Value[], scope: Scope): Value {
  const views = values.map((value) => textOf(value, scope));
  if (views.length === 0) return scalar("string", "''", false);
  if (views.some((view) => view === undefined)) return errorValue;
  const known = views as TextView[];
  const joined = known.map((view) => view.lexical).join(" || ");
  const langs = known.map((view) => view.lang);
  if (langs.some((lang) => lang === undefined)) return scalar("string", `(${joined})`);
  const lexical = scope.compute(`(${joined})`);
  const [first, ...others] = langs as string[];
  const same = ["true", ...others.map((lang) => `lower(${lang}) = lower(${first})`)].join(" AND ");
  return textTerm(lexical, scope.compute(`CASE WHEN ${lexical} IS NOT NULL AND ${same} THEN ${first} END`));
}

/** What stands before or after the first occurrence; without one the empty string, without language. */
export function around(side: "strbefore" | "strafter", left: Value, right: Value, scope: Scope): Value {
  const a = textOf(left, scope);
  const b = textOf(right, scope);
  if (a === undefined || b === undefined) return errorValue;
  const part =
    side === "strbefore"
      ? `left(${a.lexical}, strpos(${a.lexical}, ${b.lexical}) - 1)`
      : `substring(${a.lexical}, strpos(${a.lexical}, ${b.lexical}) + length(${b.lexical}))`;
  const all = side === "strbefore" ? "''" : a.lexical;
  const found = `CASE WHEN ${b.lexical} = '' THEN ${all} WHEN contains(${a.lexical}, ${b.lexical}) THEN ${part} WHEN ${a.lexical} IS NOT NULL AND ${b.lexical} IS NOT NULL THEN '' END`;
  const result = compatible(a, b, `(CASE WHEN ${a.lexical} IS NOT NULL THEN ${found} END)`);
  if (a.lang === undefined) return scalar("string", result);
  const lexical = scope.compute(result);
  return textTerm(
    lexical,
    scope.compute(`CASE WHEN ${lexical} IS NOT NULL AND contains(${a.lexical}, ${b.lexical}) THEN ${a.lang} END`),
  );
}

/** Basic filtering of RFC 4647; both arguments are plain strings. */
export function langMatches(tag: Value, range: Value, scope: Scope): Value {
  const a = plain(tag, scope);
  const b = plain(range, scope);
  if (a === undefined || b === undefined) return errorValue;
  return scalar(
    "boolean",
    `(CASE WHEN ${b} = '*' THEN ${a} <> '' ELSE lower(${a}) = lower(${b}) OR (${a} <> '' AND starts_with(lower(${a}), lower(${b}) || '-')) END)`,
  );
}

function plain(value: Value, scope: Scope): string | undefined {
  const view = textOf(value, scope);
  if (view === undefined) return undefined;
  return view.lang === undefined ? view.lexical : `(CASE WHEN ${view.lang} IS NULL THEN ${view.lexical} END)`;
}

/** A constant plain string; anything else cannot be compiled. */
export function constantText(value: Value, what: string): string {
  if (value.rep === "id" && value.constant?.kind === 2 && value.constant.lang === undefined)
    return value.constant.lexical;
  return unsupported(`${what} that is not a constant string`);
}
