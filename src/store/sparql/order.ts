/**
 * ORDER BY (SPARQL 1.1, 15.1): unbound, blank nodes, IRIs, literals. What the specification leaves open is: literals in
 * the order numbers, strings, language strings, booleans, dateTimes, dates, times, others; numbers by value (NaN last),
 * texts by code point, dates by instant (without a zone as if in UTC), others by lexical form, then language and datatype.
 */

import { family } from "../schema.ts";
import type { Expression, OperatorExpression } from "./algebra-types.ts";
import { secondsOfDay } from "./expression/compare.ts";
import { compileValue } from "./expression/expression.ts";
import { partsOf } from "./expression/parts.ts";
import { type Environment, type OrderKey, type Relation, Scope } from "./relation.ts";
import type { Value } from "./value.ts";

/** SQL expressions whose order, one after the other, is that of the values; equal values have equal keys. */
export function orderKeys(value: Value, scope: Scope): string[] {
  if (value.rep === "number")
    return [value.num, `(CASE WHEN ${value.type} IS NOT NULL THEN ${lostDigits(value.dec, value.num)} END)`];
  if (value.rep !== "id" && value.rep !== "term") return [value.sql];
  const parts = partsOf(value, scope);
  const numeric = `${parts.family} BETWEEN 4 AND 7`;
  const rank = `(CASE WHEN ${parts.kind} IS NULL THEN 0 WHEN ${parts.kind} = 1 THEN 1 WHEN ${parts.kind} = 0 THEN 2
    WHEN ${numeric} THEN 3 WHEN ${parts.family} = ${family.none} THEN 20 ELSE 10 + ${parts.family} END)`;
  const byText = `(${parts.kind} <> 2 OR ${parts.family} IN (${family.none}, ${family.string}, ${family.languageString}))`;
  const number = `(CASE WHEN ${numeric} OR ${parts.family} = ${family.boolean} THEN ${parts.num}
    WHEN ${parts.family} = ${family.time} THEN (${secondsOfDay(parts.lexical)})::DOUBLE END)`;
  const remainder = `(CASE WHEN ${numeric} THEN ${lostDigits(parts.dec, parts.num)} END)`;
  return [
    rank,
    number,
    remainder,
    parts.instant,
    `(CASE WHEN ${byText} THEN ${parts.lexical} END)`,
    `(CASE WHEN ${byText} THEN coalesce(${parts.lang}, '') || ' ' || coalesce(${parts.datatype}, '') END)`,
  ];
}

/** What the double has lost of a long decimal; nothing for numbers that a double holds, so that 1 and 1.0e0 are equal. */
const lostDigits = (dec: string, num: string): string =>
  `coalesce(TRY(${dec} - TRY_CAST(${num} AS DECIMAL(38,10))), 0)`;

export function orderBy(input: Relation, expressions: readonly Expression[], environment: Environment): Relation {
  const scope = new Scope(environment, input);
  const order: OrderKey[] = [];
  for (const expression of expressions) {
    const { descending, inner } = direction(expression);
    for (const sql of orderKeys(compileValue(inner, scope), scope)) order.push({ sql: scope.compute(sql), descending });
  }
  // A later ORDER BY is never nested in the same group: an earlier order has no meaning any more.
  return scope.relation(input.columns, order);
}

function direction(expression: Expression): { descending: boolean; inner: Expression } {
  const { operator, args } = expression as Partial<OperatorExpression>;
  const [inner] = args ?? [];
  if (expression.subType === "operator" && inner !== undefined && (operator === "desc" || operator === "asc")) {
    return { descending: operator === "desc", inner };
  }
  return { descending: false, inner: expression };
}

export const orderClause = (order: readonly OrderKey[] | undefined): string =>
  order === undefined || order.length === 0
    ? ""
    : ` ORDER BY ${order.map(({ sql, descending }) => `${sql} ${descending ? "DESC NULLS LAST" : "ASC NULLS FIRST"}`).join(", ")}`;
