/** JSON-LD 1.1 in flattened, expanded form: full IRIs, no context to fetch, one node object for neighbouring triples of a subject. */
import { namespaces } from "./namespaces.ts";
import { blankLabel, isWritableTerm, writtenDatatype } from "./ntriples.ts";
import type { Quad, Term } from "./term.ts";

const RDF_TYPE = `${namespaces.rdf}type`;

type JsonValue = { "@id": string } | { "@value": string; "@type"?: string; "@language"?: string };

function nodeId(term: Term): string {
  if (!isWritableTerm(term)) throw new Error(`Not a writable RDF term: ${JSON.stringify(term)}`);
  return term.kind === "blank" ? blankLabel(term.value) : term.value;
}

function valueObject(term: Term): JsonValue {
  if (term.kind !== "literal") return { "@id": nodeId(term) };
  if (!isWritableTerm(term)) throw new Error(`Not a writable RDF term: ${JSON.stringify(term)}`);
  if (term.language) return { "@value": term.value, "@language": term.language };
  const datatype = writtenDatatype(term);
  return datatype === undefined ? { "@value": term.value } : { "@value": term.value, "@type": datatype };
}

/** Node objects of neighbouring triples with one subject. */
function nodeObjects(quads: readonly Quad[]): object[] {
  const nodes: Map<string, string | (string | JsonValue)[]>[] = [];
  let node: Map<string, string | (string | JsonValue)[]> | undefined;
  for (const { subject, predicate, object } of quads) {
    const id = nodeId(subject);
    if (node === undefined || node.get("@id") !== id) {
      node = new Map([["@id", id]]);
      nodes.push(node);
    }
    const type = predicate.value === RDF_TYPE && object.kind !== "literal";
    const key = type ? "@type" : nodeId(predicate);
    const values = (node.get(key) as (string | JsonValue)[] | undefined) ?? [];
    values.push(type ? nodeId(object) : valueObject(object));
    node.set(key, values);
  }
  // fromEntries defines own properties, so that no key can reach a prototype.
  return nodes.map((entries) => Object.fromEntries(entries));
}

/** Triples as a JSON-LD array, one string a batch; the graph of a quad is not written. Throws for a term that no RDF syntax can carry. */
export async function* writeJsonLd(batches: AsyncIterable<readonly Quad[]>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const batch of batches) {
    let text = "";
    for (const node of nodeObjects(batch)) {
      text += separator + JSON.stringify(node);
      separator = ",\n";
    }
    yield text;
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}
