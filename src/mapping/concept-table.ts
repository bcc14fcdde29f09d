/** Concept schemes as the tables that the functions `concept` and `flags` look texts up in. */
import type { FieldSpecDocument } from "../config/dataset-schema.ts";
import { fold } from "../function/fold.ts";
import { lastSegment, NameTable } from "../function/name-table.ts";
import { nearest } from "../problem/nearest.ts";
import type { Concept, ConceptScheme, Field } from "../vocabulary/vocabulary.ts";
import type { AlignContext } from "./align-context.ts";
import { type DocumentPath, suggestion } from "./problem-list.ts";

/** The scheme that a field's texts are looked up in: the mapping's, else the model's. Problem MAP-019 if there is none. */
export function schemeOf(
  field: Field,
  spec: FieldSpecDocument,
  path: DocumentPath,
  context: AlignContext,
): ConceptScheme | undefined {
  const { vocabulary, problems } = context;
  const name = spec.scheme ?? field.scheme;
  const at = spec.scheme === undefined ? path : [...path, "scheme"];
  if (name === undefined) {
    problems.add("MAP-019", at, `Nothing says which scheme the concepts of "${field.name}" are from.`, {
      advice: "Say scheme: …",
    });
    return undefined;
  }
  const found = vocabulary.schemes.get(name) ?? [...vocabulary.schemes.values()].find((scheme) => scheme.iri === name);
  if (found === undefined) {
    const known = [...vocabulary.schemes.keys()];
    problems.add("MAP-019", at, `There is no concept scheme "${name}".`, {
      advice: suggestion(nearest(name, known), known, "schemes"),
    });
  }
  return found;
}

/** A concept by one of its names, its notation, the last segment of its IRI, or its IRI. Problem MAP-020 if none or several. */
export function conceptOf(
  name: string,
  field: Field,
  spec: FieldSpecDocument,
  path: DocumentPath,
  context: AlignContext,
): Concept | undefined {
  const scheme = schemeOf(field, spec, path, context);
  if (scheme === undefined) return undefined;
  const found = new NameTable(scheme.concepts).find(name);
  if (found.length === 1) return found[0];
  const known = scheme.concepts.map((concept) => concept.notations[0] ?? lastSegment(concept.iri));
  const guess = nearest(name, [...known, ...scheme.concepts.flatMap((concept) => concept.names)], fold);
  const message =
    found.length === 0
      ? `"${name}" is not a concept of the scheme "${scheme.key}".`
      : `"${name}" names several concepts of the scheme "${scheme.key}".`;
  const advice =
    found.length === 0
      ? suggestion(guess, known, "concepts")
      : `Say which: ${found.map((concept) => lastSegment(concept.iri)).join(", ")}.`;
  context.problems.add("MAP-020", path, message, { advice });
  return undefined;
}

export const conceptTable = (scheme: ConceptScheme): { iri: string; names: readonly string[] }[] =>
  scheme.concepts.map(({ iri, names }) => ({ iri, names }));
