/** Triple patterns over ids to one SQL statement (SPARQL 1.1 Query, 18.5, basic graph patterns and their joins). */
import { defaultGraphId, type SortOrder } from "./schema.ts";

/** A term by its id, or a variable by its name. */
export type PatternTerm = number | string;

export interface IdPattern {
  readonly subject: PatternTerm;
  readonly predicate: PatternTerm;
  readonly object: PatternTerm;
  /** Absent: the default graph. A variable ranges over the named graphs. */
  readonly graph?: PatternTerm;
}

/** What a query is asked over (SPARQL 1.1 Query, 13.2); undefined: the store's own default graph, and all named graphs. */
export interface PatternDataset {
  /** Graphs whose union is the default graph. */
  readonly default?: readonly number[];
  /** Graphs that GRAPH may name. */
  readonly named?: readonly number[];
}

/**
 * Selects one column for each of `variables`, in their order; with none, the column 1.
 * Solutions repeat as SPARQL's do: the default graph and each named graph are sets, so nothing else is made distinct.
 */
export function patternsSql(
  patterns: readonly IdPattern[],
  variables: readonly string[],
  dataset: PatternDataset = {},
): string {
  const columns = new Map<string, string>();
  const conditions: string[] = [];
  const tables = patterns.map((pattern, position) => {
    const alias = `t${position}`;
    for (const [column, term] of columnsOf(pattern)) {
      const name = `${alias}.${column}`;
      if (typeof term === "number") conditions.push(`${name} = ${term}`);
      else if (columns.has(term)) conditions.push(`${name} = ${columns.get(term)}`);
      else columns.set(term, name);
    }
    if (pattern.graph !== undefined)
      conditions.push(dataset.named ? isIn(`${alias}.g`, dataset.named) : `${alias}.g <> ${defaultGraphId}`);
    else if (dataset.default)
      return `(SELECT DISTINCT s, p, o FROM quads WHERE ${isIn("g", dataset.default)}) AS ${alias}`;
    return `${tableOf(pattern)} AS ${alias}`;
  });
  const selected = variables.map((variable) => columns.get(variable) ?? "NULL::INTEGER");
  return `SELECT ${selected.length === 0 ? "1" : selected.join(", ")}${tables.length === 0 ? "" : ` FROM ${tables.join(", ")}`}${
    conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`
  }`;
}

/** Variables of patterns, in the order of their first appearance. */
export const variablesOf = (patterns: readonly IdPattern[]): string[] => [
  ...new Set(
    patterns.flatMap((pattern) => columnsOf(pattern).flatMap(([, term]) => (typeof term === "string" ? [term] : []))),
  ),
];

/** A condition on a column of ids; nothing is in an empty list. */
export const isIn = (column: string, ids: readonly number[]): string =>
  ids.length === 0 ? "false" : `${column} IN (${ids.join(", ")})`;

function columnsOf(pattern: IdPattern): [column: string, term: PatternTerm][] {
  const triple: [string, PatternTerm][] = [
    ["s", pattern.subject],
    ["p", pattern.predicate],
    ["o", pattern.object],
  ];
  return pattern.graph === undefined ? triple : [["g", pattern.graph], ...triple];
}

/** The sort order whose first columns are constants: DuckDB then reads only the blocks that can match. */
function tableOf(pattern: IdPattern): SortOrder | "quads" {
  if (pattern.graph !== undefined) return "quads";
  if (typeof pattern.subject === "number") return "spo";
  if (typeof pattern.object === "number") return "ops";
  return typeof pattern.predicate === "number" ? "pso" : "spo";
}
