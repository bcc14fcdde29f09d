/** From the text of a query to its answer: in SQL when all of the query can be said in it, by Comunica otherwise. */
import type { Quad, Term } from "../rdf/term.ts";
import { answerWithComunica } from "./comunica/engine.ts";
import { construct } from "./construct.ts";
import { describe } from "./describe.ts";
import { type Operation, parseQuery } from "./parse-query.ts";
import type { PatternDataset } from "./pattern-sql.ts";
import type { QueryLimits } from "./query-fault.ts";
import { forSql, type NamedDataset, type QueryShape, shapeOf } from "./query-shape.ts";
import { compileQuery } from "./sparql/compile-query.ts";
import { type CompiledQuery, isUnsupported, type TermLookup, type Unsupported } from "./sparql/contract.ts";
import type { Store } from "./store.ts";
import { Watch } from "./watch.ts";

type Row = (Term | undefined)[];
type Rows = AsyncIterable<Row[]>;

/** How an answer was found, and why not in SQL. */
export interface Way {
  readonly way: "sql" | "comunica";
  readonly reason?: string;
  readonly sql?: string;
}

export type Answer =
  | (Way & { readonly kind: "bindings"; readonly variables: readonly string[]; readonly rows: Rows })
  | (Way & { readonly kind: "boolean"; readonly value: boolean })
  | (Way & { readonly kind: "quads"; readonly quads: AsyncIterable<Quad[]> });

export type CompileQuery = (
  algebra: Operation,
  options: { readonly lookup: TermLookup },
) => Promise<CompiledQuery | Unsupported>;

export interface AnswerOptions {
  /** Milliseconds that the whole answer may take, from now; then it fails with QRY-004. */
  readonly deadline?: number;
  /** What the store was opened with, for what a query is told that needs more. */
  readonly limits?: QueryLimits;
  /** Rows (or triples) after which the answer ends. */
  readonly limitRows?: number;
  /** For relative IRIs in the query. */
  readonly baseIri?: string;
  /** The protocol's dataset; it takes the place of FROM and FROM NAMED (SPARQL 1.1 Protocol, 2.1.4). */
  readonly dataset?: NamedDataset;
  /** The way to SQL; "none" answers all by Comunica, which tests compare. */
  readonly compile?: CompileQuery | "none";
}

/**
 * Answers a SPARQL 1.1 query over the store's default graph (all graphs but hidden ones) and its named graphs. Rows come while they are found: what fails
 * late is thrown by the iteration.
 * @throws ProblemError QRY-001 (syntax), QRY-002 (update), QRY-003 (wants the network), QRY-004 (deadline), QRY-005
 * (any other fault), QRY-006 (memory), QRY-007 (disk).
 */
export async function answer(store: Store, queryText: string, options: AnswerOptions = {}): Promise<Answer> {
  const query = parseQuery(queryText, options.baseIri);
  const shape = shapeOf(query.quadAlgebra, options.dataset);
  const watch = new Watch(store, options.deadline, options.limits);
  try {
    const dataset = await datasetIds(store, shape);
    const { solutions, way } = await solve(store, query, shape, dataset, options, watch);
    const limited = <T>(batches: AsyncIterable<T[]>): AsyncIterable<T[]> =>
      watch.over(limit(batches, options.limitRows));
    switch (shape.form) {
      case "select":
        return { kind: "bindings", variables: shape.variables, rows: limited(solutions), ...way };
      case "ask":
        return { kind: "boolean", value: await hasAny(watch.over(solutions)), ...way };
      case "construct":
        return { kind: "quads", quads: limited(construct(shape.template, solutions)), ...way };
      case "describe":
        return { kind: "quads", quads: limited(describeAll(store, shape.resources, solutions, dataset)), ...way };
    }
  } catch (error) {
    throw watch.explain(error);
  }
}

/** Solutions over `shape.variables`. */
async function solve(
  store: Store,
  query: ReturnType<typeof parseQuery>,
  shape: QueryShape,
  dataset: PatternDataset,
  options: AnswerOptions,
  watch: Watch,
): Promise<{ solutions: Rows; way: Way }> {
  const { compile = compileQuery } = options;
  let reason = "the SQL way is switched off";
  if (compile !== "none") {
    const algebra = forSql(query.algebra, options.dataset);
    const compiled = await compile(algebra, { lookup: (terms) => store.lookup(terms) });
    if (!isUnsupported(compiled)) {
      return { solutions: decoded(store, compiled, shape.variables), way: { way: "sql", sql: compiled.sql } };
    }
    reason = compiled.reason;
  }
  const solutions = answerWithComunica(store, shape.operation, shape.variables, {
    dataset,
    baseIri: options.baseIri,
    signal: watch.signal,
  });
  return { solutions, way: { way: "comunica", reason } };
}

/** Rows of a compiled query, with its columns in the wanted order. */
async function* decoded(
  store: Store,
  compiled: CompiledQuery,
  variables: readonly string[],
): AsyncGenerator<Row[], void, undefined> {
  const columns = variables.map((name) => compiled.variables.indexOf(name));
  const same = columns.length === compiled.variables.length && columns.every((column, position) => column === position);
  for await (const piece of store.stream(compiled.sql)) {
    const rows = compiled.decode(piece);
    yield same ? rows : rows.map((row) => columns.map((column) => row[column]));
  }
}

/** Ids of the graphs that the query names; graphs that the store does not have are empty. */
async function datasetIds(store: Store, { dataset }: QueryShape): Promise<PatternDataset> {
  if (dataset === undefined) return {};
  const ids = async (iris: readonly string[]): Promise<number[]> =>
    (await store.lookup(iris.map((value) => ({ kind: "iri", value })))).filter((id) => id !== undefined);
  return { default: await ids(dataset.default), named: await ids(dataset.named) };
}

async function* describeAll(
  store: Store,
  resources: readonly Term[],
  solutions: Rows,
  dataset: PatternDataset,
): AsyncGenerator<Quad[], void, undefined> {
  const done = new Set<string>();
  for await (const rows of withFirst([[...resources]], solutions)) {
    for (const term of rows.flat()) {
      if (term === undefined || term.kind === "literal" || done.has(`${term.kind} ${term.value}`)) continue;
      done.add(`${term.kind} ${term.value}`);
      yield await describe(store, term, dataset);
    }
  }
}

async function* withFirst(first: Row[], rest: Rows): AsyncGenerator<Row[], void, undefined> {
  yield first;
  yield* rest;
}

async function hasAny(solutions: Rows): Promise<boolean> {
  for await (const rows of solutions) if (rows.length > 0) return true;
  return false;
}

async function* limit<T>(
  batches: AsyncIterable<T[]>,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<T[], void, undefined> {
  let left = most;
  for await (const batch of batches) {
    if (batch.length < left) {
      left -= batch.length;
      yield batch;
      continue;
    }
    if (left > 0) yield batch.length === left ? batch : batch.slice(0, left);
    return;
  }
}
