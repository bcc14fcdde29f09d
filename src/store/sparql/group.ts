/** GROUP BY with its aggregates, DISTINCT and LIMIT: what makes other rows of the solutions. */

import { compileAggregate } from "./aggregate.ts";
import type { Group } from "./algebra-types.ts";
import { isHidden } from "./context.ts";
import { orderClause } from "./order.ts";
import { type Environment, materialise, physical, type Relation, Scope } from "./relation.ts";
import type { Value } from "./value.ts";

/** Groups by term identity: on ids as far as the values come from the store. */
export function group(input: Relation, { variables, aggregates }: Group, environment: Environment): Relation {
  const scope = new Scope(environment, input);
  const keys = new Map<string, Value>();
  for (const { value: variable } of variables) {
    const value = input.columns.get(variable);
    if (value !== undefined) keys.set(variable, value);
  }
  const keyColumns = [...new Set([...keys.values()].flatMap(physical))];
  const compiled = aggregates.map((aggregate) => ({
    variable: aggregate.variable.value,
    aggregate: compileAggregate(aggregate, keyColumns, scope, input.order),
  }));
  const { context } = environment;
  const items = [...keyColumns, ...compiled.flatMap(({ aggregate }) => aggregate.items)];
  if (items.length === 0) items.push(`count(*) AS ${context.name()}`);
  // GROUP BY a variable that is never bound: one group when there is any solution, none otherwise.
  const noKey = variables.length > 0 && keyColumns.length === 0 ? " HAVING count(*) > 0" : "";
  const by = keyColumns.length === 0 ? noKey : ` GROUP BY ${keyColumns.join(", ")}`;
  const from = `(SELECT ${items.join(", ")} FROM ${scope.from}${by}) AS ${context.name("q")}`;
  const after = new Scope(environment, { from, columns: keys, joined: new Map() });
  const columns = new Map(keys);
  for (const { variable, aggregate } of compiled) columns.set(variable, materialise(aggregate.finish(after), after));
  return after.relation(columns);
}

export function project(input: Relation, variables: readonly { readonly value: string }[]): Relation {
  const columns = new Map<string, Value>();
  for (const { value: variable } of variables) {
    const value = input.columns.get(variable);
    if (value !== undefined) columns.set(variable, value);
  }
  // In EXISTS inside GRAPH ?g the graph's hidden variable is needed outside; sub-selects there are refused before.
  return { ...input, columns };
}

export function distinct(input: Relation, environment: Environment): Relation {
  const { context } = environment;
  const visible = new Map([...input.columns].filter(([variable]) => !isHidden(variable)));
  const items = [...new Set([...visible.values()].flatMap(physical))];
  if (items.length === 0) {
    return {
      from: `(SELECT 1 AS ${context.name()} FROM ${input.from} LIMIT 1) AS ${context.name("q")}`,
      columns: visible,
      joined: new Map(),
    };
  }
  const columns = items.join(", ");
  if (input.order === undefined || input.order.length === 0) {
    return {
      from: `(SELECT DISTINCT ${columns} FROM ${input.from}) AS ${context.name("q")}`,
      columns: visible,
      joined: new Map(),
    };
  }
  const [position, lowest] = [context.name(), context.name()];
  const numbered = `(SELECT ${columns}, row_number() OVER (${orderClause(input.order).trim()}) AS ${position} FROM ${input.from}) AS ${context.name("q")}`;
  const from = `(SELECT ${columns}, min(${position}) AS ${lowest} FROM ${numbered} GROUP BY ${columns}) AS ${context.name("q")}`;
  return { from, columns: visible, joined: new Map(), order: [{ sql: lowest, descending: false }] };
}

export function slice(input: Relation, start: number, length: number | undefined, environment: Environment): Relation {
  const { context } = environment;
  const limit = `${length === undefined ? "" : ` LIMIT ${length}`}${start === 0 ? "" : ` OFFSET ${start}`}`;
  const cut = `(SELECT * FROM ${input.from}${orderClause(input.order)}${limit}) AS ${context.name("q")}`;
  if (input.order === undefined || input.order.length === 0) return { ...input, from: cut };
  const position = context.name();
  const from = `(SELECT *, row_number() OVER () AS ${position} FROM ${cut}) AS ${context.name("q")}`;
  return { ...input, from, order: [{ sql: position, descending: false }] };
}
