/** N-Triples: one line a triple, every term checked before it is written. */
import { checkIri } from "./iri-check.ts";
import { namespaces } from "./namespaces.ts";
import { isBlankLabel, isLanguageTag, termText } from "./nquads.ts";
import type { Quad, Term } from "./term.ts";

const XSD_STRING = `${namespaces.xsd}string`;
const RDF_LANG_STRING = `${namespaces.rdf}langString`;

/** True when the term can be written as RDF: an absolute IRI (RFC 3987), well-formed Unicode, a language tag by its grammar. */
export function isWritableTerm(term: Term): boolean {
  if (/\p{Surrogate}/u.test(term.value)) return false;
  if (term.kind === "iri") return checkIri(term.value) === undefined;
  if (term.kind === "blank") return term.value.length > 0;
  if (term.language) return isLanguageTag(term.language);
  return term.datatype === undefined || (term.datatype !== RDF_LANG_STRING && checkIri(term.datatype) === undefined);
}

/**
 * True for a legal RDF triple of writable terms. CONSTRUCT leaves out every other one
 * (SPARQL 1.1 Query, 16.2: an illegal RDF construct is not included in the output).
 */
export function isWritableTriple({ subject, predicate, object }: Quad): boolean {
  return (
    subject.kind !== "literal" &&
    predicate.kind === "iri" &&
    isWritableTerm(subject) &&
    isWritableTerm(predicate) &&
    isWritableTerm(object)
  );
}

/** A blank node with a label that every syntax accepts; labels that none does are spelled in hexadecimal. */
export const blankLabel = (label: string): string =>
  isBlankLabel(label) ? `_:${label}` : `_:x${Buffer.from(label, "utf8").toString("hex")}`;

/** Datatype IRI that has to be written; undefined for plain and language-tagged strings. */
export const writtenDatatype = (term: Extract<Term, { kind: "literal" }>): string | undefined =>
  term.language || term.datatype === undefined || term.datatype === XSD_STRING ? undefined : term.datatype;

/** A term in N-Triples syntax. Throws ProblemError RDF-001 for a term that no RDF syntax can carry. */
export function ntriplesTerm(term: Term): string {
  if (term.kind === "blank") return blankLabel(term.value);
  // Stores name the datatype of every literal; termText takes rdf:langString only together with its language.
  return term.kind === "literal" && term.language === "" ? termText({ ...term, language: undefined }) : termText(term);
}

/** Triples as N-Triples, one string a batch; the graph of a quad is not written. */
export async function* writeNTriples(batches: AsyncIterable<readonly Quad[]>): AsyncGenerator<string> {
  for await (const batch of batches) {
    let text = "";
    for (const { subject, predicate, object } of batch)
      text += `${ntriplesTerm(subject)} ${ntriplesTerm(predicate)} ${ntriplesTerm(object)} .\n`;
    yield text;
  }
}
