/** Answers by Comunica what SQL does not answer exactly. Loaded only when such a query comes: it is large. */
import type { QueryEngine } from "@comunica/query-sparql";
import { ProblemError } from "../../problem/problem.ts";
import { termFromRdfJs } from "../../rdf/rdfjs.ts";
import type { Term } from "../../rdf/term.ts";
import type { Operation } from "../parse-query.ts";
import type { PatternDataset } from "../pattern-sql.ts";
import type { Store } from "../store.ts";

type Row = (Term | undefined)[];

export interface ComunicaOptions {
  readonly dataset?: PatternDataset;
  readonly baseIri?: string;
  readonly signal?: AbortSignal;
}

const rowsInBatch = 512;

interface Loaded {
  readonly engine: QueryEngine;
  readonly source: typeof import("./source.ts");
  readonly algebra: typeof import("@comunica/utils-algebra");
  readonly data: typeof import("rdf-data-factory");
}
let loading: Promise<Loaded> | undefined;

/** Imports Comunica, once in a process. */
async function load(): Promise<Loaded> {
  const [{ QueryEngine }, source, algebra, data] = await Promise.all([
    import("@comunica/query-sparql"),
    import("./source.ts"),
    import("@comunica/utils-algebra"),
    import("rdf-data-factory"),
  ]);
  compareByCodePoint();
  return { engine: new QueryEngine(), source, algebra, data };
}

/**
 * Solutions of a query's operation (without FROM, CONSTRUCT, DESCRIBE or ASK around it), in batches.
 * Nothing is fetched: SERVICE and the like fail with QRY-003.
 */
export async function* answerWithComunica(
  store: Store,
  operation: Operation,
  variables: readonly string[],
  options: ComunicaOptions = {},
): AsyncGenerator<Row[], void, undefined> {
  loading ??= load();
  const { engine, source, algebra, data } = await loading;
  const factory = new algebra.AlgebraFactory(new data.DataFactory());
  const own = new source.StoreSource(store, options, {
    createPattern: (s, p, o) => factory.createPattern(s, p, o),
    joinType: algebra.Algebra.Types.JOIN,
  });
  const context = {
    "@comunica/bus-query-operation:querySources": [{ source: own }],
    "@comunica/bus-query-operation:unionDefaultGraph": true,
    fetch: refuseToFetch,
    ...(options.baseIri === undefined ? {} : { baseIRI: options.baseIri }),
  };
  const spellings = await store.languageSpellings();
  try {
    const stream = await engine.queryBindings(operation as never, context as never);
    try {
      let rows: Row[] = [];
      for await (const bindings of stream) {
        options.signal?.throwIfAborted();
        rows.push(variables.map((name) => toTerm(bindings.get(name), spellings)));
        if (rows.length < rowsInBatch) continue;
        yield rows;
        rows = [];
      }
      if (rows.length > 0) yield rows;
    } finally {
      stream.destroy();
    }
  } finally {
    own.close();
  }
}

/** RDF/JS factories write language tags in lower case; the data's own spelling is given back. */
function toTerm(
  term: Parameters<typeof termFromRdfJs>[0] | undefined,
  spellings: ReadonlyMap<string, string>,
): Term | undefined {
  if (term === undefined) return undefined;
  const plain = termFromRdfJs(term);
  if (plain.kind !== "literal" || plain.language === undefined) return plain;
  return { ...plain, language: spellings.get(plain.language) ?? plain.language };
}

const refuseToFetch = async (input: unknown): Promise<never> => {
  const address = input instanceof Request ? input.url : String(input);
  throw new ProblemError({
    code: "QRY-003",
    severity: "error",
    message: `the query wants to read ${address}, and this endpoint fetches nothing from elsewhere`,
    advice: "leave out SERVICE, or ask the other endpoint yourself",
  });
};

/**
 * Comunica compares strings with `localeCompare`, which takes "é" in two spellings for equal and "a" for less than "B".
 * SPARQL compares code points (17.3, 15.1). There is no setting, so this process compares all strings so.
 */
function compareByCodePoint(): void {
  String.prototype.localeCompare = function (this: string, other: string): number {
    const [left, right] = [String(this), String(other)];
    if (left === right) return 0;
    let position = 0;
    while (left.charCodeAt(position) === right.charCodeAt(position)) position++;
    const [a, b] = [left.charCodeAt(position), right.charCodeAt(position)];
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) ? -1 : 1;
    // Surrogates stand for characters beyond U+FFFF, so they come after U+E000 to U+FFFF.
    const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
    return rank(a) < rank(b) ? -1 : 1;
  };
}
