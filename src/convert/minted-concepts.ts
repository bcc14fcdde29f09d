/** Concepts that functions made because the vocabulary has none: each is written once, at the end, and so is its scheme. */
import { expand } from "../rdf/namespaces.ts";
import { quadLine } from "../rdf/nquads.ts";
import { iri, literal, type Term } from "../rdf/term.ts";
import type { MintedConcept } from "./row.ts";

/**
 * The quads of the schemes, then those of the concepts, each sorted by IRI. A scheme is the city's own: the shared one is
 * only pointed to, because a city does not add to what all have agreed on. @spec SKOS Reference §4 (concept schemes)
 */
export function mintedConceptLines(concepts: Iterable<MintedConcept>, dataset: string): string[] {
  const graph = iri(dataset);
  const sorted = [...concepts].sort((one, other) => (one.iri < other.iri ? -1 : 1));
  const schemes = [...new Map(sorted.map((concept) => [concept.scheme, concept])).values()];
  schemes.sort((one, other) => (one.scheme < other.scheme ? -1 : 1));
  const line = (subject: string, predicate: string, object: Term): string =>
    quadLine({ subject: iri(subject), predicate: iri(predicate), object, graph });
  return [
    ...schemes.flatMap(({ scheme, schemeLabel, sharedScheme, language }) => [
      line(scheme, expand("rdf", "type"), iri(expand("skos", "ConceptScheme"))),
      ...labels(schemeLabel, language).map(([predicate, label]) => line(scheme, predicate, label)),
      ...(sharedScheme === undefined ? [] : [line(scheme, expand("rdfs", "seeAlso"), iri(sharedScheme))]),
    ]),
    ...sorted.flatMap(({ iri: concept, label, scheme, language }) => [
      line(concept, expand("rdf", "type"), iri(expand("skos", "Concept"))),
      ...labels(label, language).map(([predicate, text]) => line(concept, predicate, text)),
      line(concept, expand("skos", "inScheme"), iri(scheme)),
      line(concept, expand("skos", "topConceptOf"), iri(scheme)),
    ]),
  ];
}

/** The card's label is rdfs:label everywhere. */
const labels = (text: string | undefined, language: string | undefined): [string, Term][] =>
  text === undefined
    ? []
    : [expand("skos", "prefLabel"), expand("rdfs", "label")].map((predicate) => [
        predicate,
        literal(text, undefined, language),
      ]);
