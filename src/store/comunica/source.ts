/**
 * The store as a source of Comunica: patterns and joins of patterns, never expressions.
 * (Offered more, Comunica 5.4 pushes filters onto patterns that lack their variables, and rows are lost.)
 */

import type { BindingsStream, FragmentSelectorShape, IQuerySource, MetadataBindings } from "@comunica/types";
import type { Algebra } from "@comunica/utils-algebra";
import { BindingsFactory } from "@comunica/utils-bindings-factory";
import type * as RDF from "@rdfjs/types";
import { BufferedIterator } from "asynciterator";
import { DataFactory } from "rdf-data-factory";
import { termFromRdfJs } from "../../rdf/rdfjs.ts";
import type { Term } from "../../rdf/term.ts";
import type { IdPattern, PatternDataset, PatternTerm } from "../pattern-sql.ts";
import type { Store } from "../store.ts";

type Row = readonly (Term | undefined)[];

const factory = new DataFactory();

export class StoreSource implements IQuerySource {
  readonly referenceValue = "store";
  readonly #store: Store;
  readonly #dataset: PatternDataset;
  readonly #signal: AbortSignal | undefined;
  readonly #bindings = new BindingsFactory(factory, {});
  readonly #open = new Set<SolutionIterator>();
  readonly #shape: FragmentSelectorShape;

  constructor(
    store: Store,
    { dataset, signal }: { readonly dataset?: PatternDataset; readonly signal?: AbortSignal },
    algebra: { createPattern(s: RDF.Term, p: RDF.Term, o: RDF.Term): Algebra.Pattern; joinType: string },
  ) {
    this.#store = store;
    this.#dataset = dataset ?? {};
    this.#signal = signal;
    const [s, p, o] = ["s", "p", "o"].map((name) => factory.variable(name)) as [
      RDF.Variable,
      RDF.Variable,
      RDF.Variable,
    ];
    this.#shape = {
      type: "disjunction",
      children: [
        {
          type: "operation",
          operation: { operationType: "pattern", pattern: algebra.createPattern(s, p, o) },
          variablesOptional: [s, p, o],
        },
        { type: "operation", operation: { operationType: "type", type: algebra.joinType as Algebra.Types } },
      ],
    };
  }

  async getSelectorShape(): Promise<FragmentSelectorShape> {
    return this.#shape;
  }

  async getFilterFactor(): Promise<number> {
    return 1;
  }

  queryBindings(operation: Algebra.Operation): BindingsStream {
    const wanted = patternsOf(operation);
    const named = new Set(
      wanted.flatMap((pattern) =>
        termsOf(pattern)
          .filter((term) => term.termType === "Variable")
          .map((term) => term.value),
      ),
    );
    const variables = [...named];
    const toIds = once(() => this.#toIds(wanted));
    const rows = this.#rows(toIds, variables);
    const iterator = new SolutionIterator(rows, (row) => this.#binding(variables, row));
    this.#open.add(iterator);
    iterator.once("end", () => this.#open.delete(iterator));
    this.#describe(toIds, variables).then(
      (metadata) => iterator.setProperty("metadata", metadata),
      (error: Error) => iterator.destroy(error),
    );
    return iterator as unknown as BindingsStream;
  }

  queryQuads(): never {
    throw new Error("the store answers patterns, not CONSTRUCT");
  }

  queryBoolean(): never {
    throw new Error("the store answers patterns, not ASK");
  }

  queryVoid(): never {
    throw new Error("the store is never changed");
  }

  toString(): string {
    return "StoreSource";
  }

  /** Ends what Comunica left open, so that DuckDB's connections come back. */
  close(): void {
    for (const iterator of this.#open) iterator.destroy();
    this.#open.clear();
  }

  async *#rows(
    toIds: () => Promise<IdPattern[] | undefined>,
    variables: readonly string[],
  ): AsyncGenerator<readonly Row[], void, undefined> {
    const patterns = await toIds();
    if (patterns === undefined) return;
    for await (const rows of this.#store.solutions(patterns, variables, this.#dataset)) {
      this.#signal?.throwIfAborted();
      yield rows;
    }
  }

  /** A single pattern is counted; a join is guessed to give no more than its smallest pattern. */
  async #describe(
    toIds: () => Promise<IdPattern[] | undefined>,
    variables: readonly string[],
  ): Promise<MetadataBindings> {
    const patterns = (await toIds()) ?? [];
    const known = await toIds();
    const counts = await Promise.all(patterns.map((pattern) => this.#store.count([pattern], this.#dataset)));
    const value = known === undefined ? 0 : counts.length === 0 ? 1 : Math.min(...counts);
    return {
      state: alwaysValid,
      cardinality: { type: counts.length <= 1 ? "exact" : "estimate", value },
      variables: variables.map((name) => ({ variable: factory.variable(name), canBeUndef: false })),
      requestTime: 0,
    };
  }

  /** Undefined: a constant is not in the store, so there are no solutions. */
  async #toIds(wanted: readonly Algebra.Pattern[]): Promise<IdPattern[] | undefined> {
    const constants = wanted.flatMap((pattern) => termsOf(pattern).filter((term) => term.termType !== "Variable"));
    const ids = await this.#store.lookup(constants.map((term) => termFromRdfJs(term)));
    if (ids.includes(undefined)) return undefined;
    let next = 0;
    const place = (term: RDF.Term): PatternTerm =>
      term.termType === "Variable" ? term.value : (ids[next++] as number);
    // The order of the terms is that of termsOf.
    return wanted.map(({ subject, predicate, object, graph }) => ({
      subject: place(subject),
      predicate: place(predicate),
      object: place(object),
      ...(graph.termType === "DefaultGraph" ? {} : { graph: place(graph) }),
    }));
  }

  #binding(variables: readonly string[], row: Row): RDF.Bindings {
    return this.#bindings.bindings(
      variables.map((name, column) => [factory.variable(name), toRdfJs(row[column] as Term)]),
    );
  }
}

/** Batches of rows as an iterator of bindings, read no faster than wanted. */
class SolutionIterator extends BufferedIterator<RDF.Bindings> {
  readonly #batches: AsyncGenerator<readonly Row[], void, undefined>;
  readonly #toBinding: (row: Row) => RDF.Bindings;
  #batch: readonly Row[] = [];
  #next = 0;

  constructor(batches: AsyncGenerator<readonly Row[], void, undefined>, toBinding: (row: Row) => RDF.Bindings) {
    super({ autoStart: false, maxBufferSize: 64 });
    this.#batches = batches;
    this.#toBinding = toBinding;
  }

  override _read(count: number, done: () => void): void {
    this.#fill(count).then(done, (error: Error) => this.destroy(error));
  }

  async #fill(count: number): Promise<void> {
    for (let left = count; left > 0; left--) {
      while (this.#next >= this.#batch.length) {
        const { value, done } = await this.#batches.next();
        if (done === true) {
          this.close();
          return;
        }
        this.#batch = value;
        this.#next = 0;
      }
      this._push(this.#toBinding(this.#batch[this.#next++] as Row));
    }
  }

  protected override _destroy(_cause: Error | undefined, callback: (error?: Error) => void): void {
    this.#batches.return().then(() => callback(), callback);
  }
}

function patternsOf(operation: Algebra.Operation): Algebra.Pattern[] {
  if (operation.type === "pattern") return [operation as Algebra.Pattern];
  if (operation.type === "join") return (operation as Algebra.Join).input.flatMap(patternsOf);
  throw new Error(`the store was asked for the operation ${operation.type}`);
}

const termsOf = (pattern: Algebra.Pattern): RDF.Term[] => {
  const triple = [pattern.subject, pattern.predicate, pattern.object];
  return pattern.graph.termType === "DefaultGraph" ? triple : [...triple, pattern.graph];
};

export function toRdfJs(term: Term): RDF.NamedNode | RDF.BlankNode | RDF.Literal {
  if (term.kind === "iri") return factory.namedNode(term.value);
  if (term.kind === "blank") return factory.blankNode(term.value);
  return factory.literal(
    term.value,
    term.language ?? (term.datatype === undefined ? undefined : factory.namedNode(term.datatype)),
  );
}

/** The store never changes while it is open. */
const alwaysValid = { valid: true, invalidate: () => {}, addInvalidateListener: () => {} };

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
