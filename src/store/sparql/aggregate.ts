/** Aggregates (SPARQL 1.1, 18.5.1). An error among the values makes the result an error, except for COUNT and SAMPLE. */

import { text } from "../../table/sql-text.ts";
import type { Aggregation } from "./algebra-types.ts";
import { isHidden } from "./context.ts";
import { arithmetic, dynamicNumber } from "./expression/arithmetic.ts";
import { choose } from "./expression/branch.ts";
import { compileValue } from "./expression/expression.ts";
import { numberOf } from "./expression/parts.ts";
import { str } from "./expression/terms.ts";
import { orderClause, orderKeys } from "./order.ts";
import { materialise, type OrderKey, physical, type Scope } from "./relation.ts";
import { errorValue, isSingle, type PartName, partNames, presence, scalar, unsupported, type Value } from "./value.ts";

/** Columns of the grouped SELECT, and the value made of them afterwards. */
export interface Aggregate {
  readonly items: readonly string[];
  readonly finish: (scope: Scope) => Value;
}

export function compileAggregate(
  aggregate: Aggregation,
  keys: readonly string[],
  scope: Scope,
  order?: readonly OrderKey[],
): Aggregate {
  const { aggregator, distinct, expression } = aggregate;
  const name = scope.context.name();
  if (expression.subType === "wildcard") {
    return {
      items: [`${distinct ? countDistinctSolutions(scope) : "count(*)"} AS ${name}`],
      finish: () => scalar("integer", name, false),
    };
  }
  const value = materialise(compileValue(expression, scope), scope);
  if (aggregator === "count")
    return { items: [`${count(value, distinct)} AS ${name}`], finish: () => scalar("integer", name, false) };
  const first =
    distinct && aggregator !== "min" && aggregator !== "max" && aggregator !== "sample"
      ? firstOfEqual(value, keys, scope)
      : "";
  switch (aggregator) {
    case "sum":
      return sum(value, first, scope);
    case "avg":
      return average(value, first, scope);
    case "min":
    case "max":
      return extreme(aggregator, value, scope);
    case "sample":
      return sample(value, scope);
    case "group_concat":
      return groupConcat(value, aggregate.separator ?? " ", first, scope, order);
  }
  return unsupported(`aggregate ${String(aggregator)}`);
}

function countDistinctSolutions(scope: Scope): string {
  const visible = [...scope.columns].filter(([variable]) => !isHidden(variable));
  // The algebra names what stands between the steps of a path var0 …: no variable of the query, but not to be told apart.
  if (visible.some(([variable]) => /^var\d+$/.test(variable))) unsupported("COUNT(DISTINCT *) over a property path");
  const columns = [...new Set(visible.flatMap(([, value]) => physical(value)))];
  if (columns.length === 0) return "least(count(*), 1)";
  return `count(DISTINCT {${columns.map((sql) => `${sql}: ${sql}`).join(", ")}})`;
}

function count(value: Value, distinct: boolean): string {
  if (!distinct) return value.nullable ? `count(${presence(value)})` : "count(*)";
  if (isSingle(value)) return `count(DISTINCT ${value.sql})`;
  const identity =
    value.rep === "number"
      ? physical(value)
      : [value.parts.kind, value.parts.lexical, value.parts.datatype, value.parts.lang];
  return `count(DISTINCT {${identity.map((sql, position) => `k${position}: ${sql}`).join(", ")}}) FILTER (WHERE ${presence(value)} IS NOT NULL)`;
}

/** FILTER clause that leaves one of the equal terms of each group. */
function firstOfEqual(value: Value, keys: readonly string[], scope: Scope): string {
  const partition = [...keys, ...physical(value)].join(", ");
  return ` FILTER (WHERE ${scope.compute(`row_number() OVER (PARTITION BY ${partition})`)} = 1)`;
}

interface Sum {
  readonly items: readonly string[];
  /** NULL type: an error. */
  readonly finish: (scope: Scope) => { readonly total: Value; readonly count: string };
}

/** Exact values of more than 18 digits before the point are refused, so that no sum can overflow DuckDB's. */
function summed(value: Value, first: string, scope: Scope): Sum {
  const view = numberOf(value, scope);
  const { context } = scope;
  const [n, bad, dec, num, type] = [context.name(), context.name(), context.name(), context.name(), context.name()];
  const counted = `count(*)${first} AS ${n}`;
  if (view === undefined) {
    return {
      items: [counted],
      finish: () => ({ total: scalar("integer", `(CASE WHEN ${n} = 0 THEN 0 END)::HUGEINT`), count: n }),
    };
  }
  const failed = (test: string): string => `coalesce(bool_or(${test})${first}, false) AS ${bad}`;
  if (view.int !== undefined) {
    const items = [
      counted,
      failed(`${view.int} IS NULL OR abs((${view.int})::HUGEINT) >= 1000000000000000000::HUGEINT`),
      `sum(${view.int})${first} AS ${dec}`,
    ];
    return {
      items,
      finish: () => ({
        total: scalar("integer", `(CASE WHEN NOT ${bad} THEN coalesce(${dec}, 0) END)::HUGEINT`),
        count: n,
      }),
    };
  }
  const rowType = scope.compute(`(${view.type})::UTINYINT`);
  const rowDec = scope.compute(`(${view.dec})::DECIMAL(38,10)`);
  const rowNum = scope.compute(`(${view.num})::DOUBLE`);
  const small = `abs(${rowDec}) < 1000000000000000000::DECIMAL(38,10)`;
  const items = [
    counted,
    failed(
      `${rowType} IS NULL OR (${rowType} <= 5 AND NOT coalesce(${small}, false)) OR (${rowType} > 5 AND ${rowNum} IS NULL)`,
    ),
    `sum(CASE WHEN ${rowType} <= 5 AND ${small} THEN ${rowDec} END)${first} AS ${dec}`,
    `sum(${rowNum})${first} AS ${num}`,
    `max(${rowType})${first} AS ${type}`,
  ];
  const finish = (after: Scope): { total: Value; count: string } => {
    const found = after.compute(`(CASE WHEN NOT ${bad} THEN coalesce(${type}, 4) END)::UTINYINT`);
    return { total: dynamicNumber(found, `coalesce(${dec}, 0)`, num, after), count: n };
  };
  return { items, finish };
}

function sum(value: Value, first: string, scope: Scope): Aggregate {
  const parts = summed(value, first, scope);
  return { items: parts.items, finish: (after) => parts.finish(after).total };
}

/** Sum by count; of nothing the integer 0. */
function average(value: Value, first: string, scope: Scope): Aggregate {
  const parts = summed(value, first, scope);
  const finish = (after: Scope): Value => {
    const { total, count: n } = parts.finish(after);
    const mean = arithmetic("/", total, scalar("integer", n, false), after);
    return choose(
      [
        { condition: `${n} = 0`, value: scalar("integer", "0::HUGEINT", false) },
        { condition: `${n} > 0`, value: mean },
      ],
      after,
    );
  };
  return { items: parts.items, finish };
}

/** MIN and MAX by the order of ORDER BY. */
function extreme(name: "min" | "max", value: Value, scope: Scope): Aggregate {
  const bad = scope.context.name();
  const failed = value.nullable
    ? [`coalesce(bool_or(${presence(value)} IS NULL), true) AS ${bad}`]
    : [`false AS ${bad}`];
  if (isSingle(value) && value.rep !== "id") {
    const column = scope.context.name();
    return {
      items: [...failed, `${name}(${value.sql}) AS ${column}`],
      finish: () => scalar(value.rep, `(CASE WHEN NOT ${bad} THEN ${column} END)`),
    };
  }
  const keys = orderKeys(value, scope).map((sql, position) => `k${position}: ${sql}`);
  const picked = picks(value, (sql) => `arg_${name}(${sql}, {${keys.join(", ")}})`, scope);
  return {
    items: [...failed, ...picked.items],
    finish: () => picked.value((sql) => `(CASE WHEN NOT ${bad} THEN ${sql} END)`),
  };
}

function sample(value: Value, scope: Scope): Aggregate {
  const picked = picks(
    value,
    (sql) => `any_value(${sql})${!isSingle(value) ? ` FILTER (WHERE ${presence(value)} IS NOT NULL)` : ""}`,
    scope,
  );
  return { items: picked.items, finish: () => picked.value((sql) => sql) };
}

/** One row's value out of each group. The parts of a computed term are taken together. */
function picks(
  value: Value,
  aggregate: (sql: string) => string,
  scope: Scope,
): { items: string[]; value: (guard: (sql: string) => string) => Value } {
  const name = scope.context.name();
  if (isSingle(value)) {
    const items = [`${aggregate(value.sql)} AS ${name}`];
    return { items, value: (guard) => ({ ...value, sql: guard(name), nullable: true }) };
  }
  const fields = value.rep === "number" ? { type: value.type, dec: value.dec, num: value.num } : value.parts;
  const names = Object.keys(fields);
  const row = `{${names.map((field) => `${field}: ${fields[field as keyof typeof fields]}`).join(", ")}}`;
  const items = [`${aggregate(row)} AS ${name}`];
  const guarded = (guard: (sql: string) => string, wanted: readonly string[]): Record<string, string> =>
    Object.fromEntries(wanted.map((field) => [field, guard(`${name}.${field}`)]));
  if (value.rep === "number")
    return { items, value: (guard) => ({ ...value, ...guarded(guard, names), nullable: true }) };
  return {
    items,
    value: (guard) => ({ rep: "term", parts: guarded(guard, partNames) as Record<PartName, string>, nullable: true }),
  };
}

/** The texts (STR) of the values, in the order of a sub-select's ORDER BY, else by code point. */
function groupConcat(
  value: Value,
  separator: string,
  first: string,
  scope: Scope,
  order?: readonly OrderKey[],
): Aggregate {
  const texts = str(value, scope);
  if (texts.rep !== "string") return { items: [], finish: () => errorValue };
  const lexical = scope.compute(texts.sql);
  const [bad, joined] = [scope.context.name(), scope.context.name()];
  const sorted = order === undefined || order.length === 0 ? ` ORDER BY ${lexical}` : orderClause(order);
  const items = [
    `coalesce(bool_or(${lexical} IS NULL)${first}, false) AS ${bad}`,
    `string_agg(${lexical}, ${text(separator)}${sorted})${first} AS ${joined}`,
  ];
  return { items, finish: () => scalar("string", `(CASE WHEN NOT ${bad} THEN coalesce(${joined}, '') END)`) };
}
