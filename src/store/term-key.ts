import { namespaces } from "../rdf/namespaces.ts";
import type { Term } from "../rdf/term.ts";

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r" };

/**
 * The text whose hash stands in `lookup`: canonical N-Triples, which escapes `\`, `"`, LF and CR only,
 * and has language tags in lower case (RDF 1.1 Concepts, 3.3).
 * Also for terms that no RDF syntax could carry: those are never found. Two terms are the same when this text is.
 */
export function termKey(term: Term): string {
  if (term.kind === "iri") return `<${term.value}>`;
  if (term.kind === "blank") return `_:${term.value}`;
  const lexical = /[\\"\n\r]/.test(term.value)
    ? term.value.replace(/[\\"\n\r]/g, (character) => escapes[character] as string)
    : term.value;
  if (term.language) return `"${lexical}"@${term.language.toLowerCase()}`;
  const plain = term.datatype === undefined || term.datatype === `${namespaces.xsd}string`;
  return plain ? `"${lexical}"` : `"${lexical}"^^<${term.datatype}>`;
}
