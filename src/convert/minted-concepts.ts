/** Concepts that functions made because the vocabulary has none: each is written once, at the end. */
import { expand } from "../rdf/namespaces.ts";
import { quadLine } from "../rdf/nquads.ts";
import { iri, literal } from "../rdf/term.ts";
import type { MintedConcept } from "./row.ts";

/** Three quads for each concept, sorted by IRI. */
export function mintedConceptLines(concepts: Iterable<MintedConcept>, dataset: string): string[] {
  const graph = iri(dataset);
  const sorted = [...concepts].sort((one, other) => (one.iri < other.iri ? -1 : 1));
  return sorted.flatMap(({ iri: concept, label, scheme }) => {
    const subject = iri(concept);
    return [
      quadLine({ subject, predicate: iri(expand("rdf", "type")), object: iri(expand("skos", "Concept")), graph }),
      quadLine({ subject, predicate: iri(expand("skos", "prefLabel")), object: literal(label), graph }),
      quadLine({ subject, predicate: iri(expand("skos", "inScheme")), object: iri(scheme), graph }),
    ];
  });
}
