/** What a resource's page shows, and what DESCRIBE gives. */
import { expand } from "../rdf/namespaces.ts";
import type { Quad, Term } from "../rdf/term.ts";
import type { Columns } from "../table/columns.ts";
import { text } from "../table/sql-text.ts";
import { isIn, type PatternDataset } from "./pattern-sql.ts";
import { termKind } from "./schema.ts";
import type { Store } from "./store.ts";

/** Properties that name a resource for people, the most telling first. */
export const labelProperties = [
  expand("rdfs", "label"),
  expand("skos", "prefLabel"),
  expand("dct", "title"),
  expand("schema", "name"),
  expand("foaf", "name"),
  expand("ic", "表記"),
] as const;

/**
 * Triples whose subject is the resource, or one of its own parts: an object whose IRI starts with the resource's IRI
 * and `#`, or a blank node, and theirs in turn. A resource that stands in no graph of the default graph (an older edition's)
 * is described from all graphs. Empty when the store has no such triple.
 */
export async function describe(store: Store, resource: Term, dataset?: PatternDataset): Promise<Quad[]> {
  const [start] = await store.lookup([resource]);
  let from = tableOf(dataset);
  const quads: Quad[] = [];
  const seen = new Set<number>();
  let level = start === undefined ? [] : [start];
  while (level.length > 0) {
    for (const id of level) seen.add(id);
    let triples = await triplesOf(store, level, from);
    if (triples.length === 0 && quads.length === 0 && dataset?.default === undefined) {
      from = allTriples;
      triples = await triplesOf(store, level, from);
    }
    quads.push(...(await toQuads(store, triples)));
    level = await partsAmong(
      store,
      resource,
      [...new Set(triples.map(([, , object]) => object))].filter((id) => !seen.has(id)),
    );
  }
  return quads;
}

/** Triples whose object is the resource, at most `limit` of them, by subject. */
export async function inverse(store: Store, resource: Term, limit: number): Promise<Quad[]> {
  const [id] = await store.lookup([resource]);
  if (id === undefined) return [];
  return toQuads(
    store,
    rowsOf(
      await store.columns(
        `SELECT s, p, o FROM ops WHERE o = ${id} ORDER BY s, p LIMIT ${Math.max(0, Math.trunc(limit))}`,
      ),
    ),
  );
}

/** Named graphs that have a triple with this subject. */
export async function graphsOf(store: Store, resource: Term): Promise<Term[]> {
  const [id] = await store.lookup([resource]);
  if (id === undefined) return [];
  const { values } = await store.columns(`SELECT DISTINCT g FROM quads WHERE s = ${id} AND g <> 0 ORDER BY g`);
  const ids = (values[0] ?? []) as number[];
  const terms = await store.termsOf(ids);
  return ids.flatMap((graph) => terms.get(graph) ?? []);
}

/**
 * Labels of resources by IRI: for each the labels of its most telling property, those in the wanted languages first,
 * in the order of `languages` (`ja` takes `ja-Latn` too; `""` is a label without language); resources without label are left out.
 * `graphs`: "all" looks outside the default graph too, which takes a pass over the quads.
 */
export async function labelsOf(
  store: Store,
  iris: readonly string[],
  languages: readonly string[],
  graphs: "default" | "all" = "default",
): Promise<Map<string, Term[]>> {
  const distinct = [...new Set(iris)];
  const properties = (await store.lookup(labelProperties.map((value) => ({ kind: "iri", value })))).map(
    (id, rank) => [id, rank] as const,
  );
  const ranks = new Map(properties.flatMap(([id, rank]) => (id === undefined ? [] : [[id, rank] as const])));
  const ids = await store.lookup(distinct.map((value) => ({ kind: "iri", value })));
  const known = ids.filter((id) => id !== undefined);
  if (known.length === 0 || ranks.size === 0) return new Map();
  const rows = rowsOf(
    await store.columns(
      `SELECT s, p, o FROM ${graphs === "all" ? allTriples : "spo"} WHERE s IN (${known.join(", ")}) AND p IN (${[...ranks.keys()].join(", ")})`,
    ),
  );
  const terms = await store.termsOf(rows.map(([, , object]) => object));
  const languageRank = (term: Term): number => {
    const tag = (term.kind === "literal" && term.language?.toLowerCase()) || "";
    const rank = languages.findIndex(
      (wanted) => tag === wanted.toLowerCase() || (wanted !== "" && tag.startsWith(`${wanted.toLowerCase()}-`)),
    );
    return rank < 0 ? languages.length : rank;
  };
  const labels = new Map<string, Term[]>();
  for (const [position, iri] of distinct.entries()) {
    const own = rows.filter(([subject]) => subject === ids[position]);
    const best = Math.min(...own.map(([, predicate]) => ranks.get(predicate) as number));
    const named = own
      .filter(([, predicate]) => ranks.get(predicate) === best)
      .flatMap(([, , object]) => terms.get(object) ?? []);
    const literals = named.filter((term) => term.kind === "literal").sort((a, b) => languageRank(a) - languageRank(b));
    if (literals.length > 0) labels.set(iri, literals);
  }
  return labels;
}

type Row = readonly [subject: number, predicate: number, object: number];

function rowsOf({ rowCount, values }: Columns): Row[] {
  return Array.from(
    { length: rowCount },
    (_, row) => [values[0]?.[row], values[1]?.[row], values[2]?.[row]] as unknown as Row,
  );
}

/** Triples of all graphs, those outside the default graph too. */
const allTriples = "(SELECT DISTINCT s, p, o FROM quads)";

const tableOf = (dataset: PatternDataset = {}): string =>
  dataset.default === undefined ? "spo" : `(SELECT DISTINCT s, p, o FROM quads WHERE ${isIn("g", dataset.default)})`;

async function triplesOf(store: Store, subjects: readonly number[], from: string): Promise<Row[]> {
  return rowsOf(await store.columns(`SELECT s, p, o FROM ${from} WHERE ${isIn("s", subjects)} ORDER BY s, p, o`));
}

async function toQuads(store: Store, rows: readonly Row[]): Promise<Quad[]> {
  const terms = await store.termsOf(rows.flat());
  const term = (id: number): Term => terms.get(id) as Term;
  return rows.map(([subject, predicate, object]) => ({
    subject: term(subject),
    predicate: term(predicate),
    object: term(object),
  }));
}

/** Those ids that are parts of the resource. */
async function partsAmong(store: Store, resource: Term, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const fragment =
    resource.kind === "iri"
      ? `OR (kind = ${termKind.iri} AND starts_with(lexical, ${text(`${resource.value}#`)}))`
      : "";
  const { values } = await store.columns(
    `SELECT id FROM terms WHERE id IN (${ids.join(", ")}) AND (kind = ${termKind.blank} ${fragment})`,
  );
  return (values[0] ?? []) as number[];
}
