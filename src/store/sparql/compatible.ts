/** Compatibility of two solutions in one variable (SPARQL 1.1, 18.1.3), by term identity. */

import { choose } from "./expression/branch.ts";
import { partsOf } from "./expression/parts.ts";
import type { Relation, Scope } from "./relation.ts";
import { isSingle, presence, type Value } from "./value.ts";

export const boundTest = (value: Value): string => `${presence(value)} IS NOT NULL`;
const unboundTest = (value: Value): string => `${presence(value)} IS NULL`;

/** Both are bound to the same term. Values in different representations are joined with their terms in their scopes. */
export function sameBound(left: Value, right: Value, leftScope: Scope, rightScope: Scope): string {
  if (isSingle(left) && isSingle(right) && left.rep === right.rep) return `${left.sql} = ${right.sql}`;
  const a = partsOf(left, leftScope);
  const b = partsOf(right, rightScope);
  const same = (name: "datatype" | "lang"): string => `${a[name]} IS NOT DISTINCT FROM ${b[name]}`;
  return `(${a.kind} = ${b.kind} AND ${a.lexical} = ${b.lexical} AND ${same("datatype")} AND ${same("lang")})`;
}

/** The same, or at least one of them is unbound. */
export function compatible(left: Value, right: Value, leftScope: Scope, rightScope: Scope): string {
  const unbound = [left, right].filter((value) => value.nullable).map(unboundTest);
  const same = sameBound(left, right, leftScope, rightScope);
  return unbound.length === 0 ? same : `(${[same, ...unbound].join(" OR ")})`;
}

export const shared = (left: Relation, right: Relation): string[] =>
  [...left.columns.keys()].filter((variable) => right.columns.has(variable));

/** The columns of a join: shared variables from the side that has them. `optional`: the right side may not be there. */
export function mergeColumns(
  left: ReadonlyMap<string, Value>,
  right: ReadonlyMap<string, Value>,
  scope: Scope,
  optional: boolean,
): Map<string, Value> {
  const columns = new Map(left);
  for (const [variable, value] of right) {
    const own = left.get(variable);
    const other = optional ? { ...value, nullable: true } : value;
    if (own === undefined) columns.set(variable, other);
    else if (own.nullable)
      columns.set(variable, other.nullable ? choose([{ value: own }, { value: other }], scope) : other);
  }
  return columns;
}
