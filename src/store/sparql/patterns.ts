/** Basic graph patterns: one scan a triple pattern, joined on integer columns. */

import { defaultGraphId, type SortOrder } from "../schema.ts";
import type { Pattern } from "./algebra-types.ts";
import type { Context, Dataset } from "./context.ts";
import { join } from "./join.ts";
import type { Environment, Relation } from "./relation.ts";
import type { IdValue, Value } from "./value.ts";

type Position = "s" | "p" | "o" | "g";

export const column = (sql: string, nullable = false): IdValue => ({ rep: "id", sql, nullable, foreign: false });

/** The one empty solution. */
export const unit = (context: Context): Relation => ({
  from: `(SELECT 1 AS ${context.name()}) AS ${context.name("q")}`,
  columns: new Map(),
  joined: new Map(),
});

export function compileBgp(patterns: readonly Pattern[], environment: Environment): Relation {
  if (patterns.length === 0) return unit(environment.context);
  const rest = patterns.map((pattern) => compilePattern(pattern, environment));
  let joined = rest.shift() as Relation;
  while (rest.length > 0) {
    // A pattern that shares a variable first: the others would multiply.
    const connected = rest.findIndex((relation) =>
      [...relation.columns.keys()].some((variable) => joined.columns.has(variable)),
    );
    const [next] = rest.splice(Math.max(connected, 0), 1);
    joined = join(joined, next as Relation, environment);
  }
  return joined;
}

function compilePattern(pattern: Pattern, { context, dataset }: Environment): Relation {
  const terms = [
    ["s", pattern.subject],
    ["p", pattern.predicate],
    ["o", pattern.object],
  ] as const;
  const columns = new Map<string, Value>();
  const conditions: string[] = [];
  const items: string[] = [];
  const at = new Map<string, Position>();
  const bind = (variable: string, position: Position): void => {
    const first = at.get(variable);
    if (first !== undefined) {
      conditions.push(`${first} = ${position}`);
      return;
    }
    at.set(variable, position);
    const name = context.name();
    items.push(`${position} AS ${name}`);
    columns.set(variable, column(name));
  };
  for (const [position, term] of terms) {
    if (term.termType === "Variable") bind(term.value, position);
    else if (term.termType === "BlankNode") bind(`_:${term.value}`, position);
    else {
      const id = context.storedId(term);
      conditions.push(id === undefined ? "false" : `${position} = ${id}`);
    }
  }
  if (dataset.graph !== undefined && "variable" in dataset.graph) bind(dataset.graph.variable, "g");
  const bound = new Set(
    terms
      .filter(([, term]) => term.termType !== "Variable" && term.termType !== "BlankNode")
      .map(([position]) => position),
  );
  const table = sourceOf(dataset, bound, conditions);
  if (items.length === 0) items.push(`1 AS ${context.name()}`);
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
  return {
    from: `(SELECT ${items.join(", ")} FROM ${table}${where}) AS ${context.name("q")}`,
    columns,
    joined: new Map(),
  };
}

/** Table of the active graph; conditions on the graph are added. */
export function sourceOf(dataset: Dataset, bound: ReadonlySet<string>, conditions: string[]): string {
  const { graph } = dataset;
  if (graph === undefined) return defaultSource(dataset, bound);
  if ("variable" in graph) {
    conditions.push(dataset.named === undefined ? `g <> ${defaultGraphId}` : oneOf("g", dataset.named));
    return "quads";
  }
  const isThere = graph.id !== undefined && (dataset.named === undefined || dataset.named.includes(graph.id));
  conditions.push(isThere ? `g = ${graph.id}` : "false");
  return "quads";
}

function defaultSource({ default: graphs }: Dataset, bound: ReadonlySet<string>): string {
  if (graphs === undefined) return sortOrder(bound);
  const distinct = graphs.length > 1 ? "DISTINCT " : "";
  return `(SELECT ${distinct}s, p, o FROM quads WHERE ${oneOf("g", graphs)})`;
}

const oneOf = (name: string, ids: readonly number[]): string =>
  ids.length === 0 ? "false" : `${name} IN (${ids.join(", ")})`;

/** The order whose leading columns are bound: DuckDB then skips the row groups without them. */
function sortOrder(bound: ReadonlySet<string>): SortOrder {
  if (bound.has("s")) return "spo";
  return bound.has("o") ? "ops" : "pso";
}
