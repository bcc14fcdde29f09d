/** Between RDF/JS terms (n3, Comunica) and ours. */
import type * as RDF from "@rdfjs/types";
import { namespaces } from "./namespaces.ts";
import type { Quad, Term } from "./term.ts";

/** @throws TypeError for a quoted triple or a variable: the house stores RDF 1.1. */
export function termFromRdfJs(term: RDF.Term): Term {
  switch (term.termType) {
    case "NamedNode":
      return { kind: "iri", value: term.value };
    case "BlankNode":
      return { kind: "blank", value: term.value };
    case "Literal":
      if (term.language !== "") return { kind: "literal", value: term.value, language: term.language };
      if (term.datatype.value === `${namespaces.xsd}string`) return { kind: "literal", value: term.value };
      return { kind: "literal", value: term.value, datatype: term.datatype.value };
    default:
      throw new TypeError(`A ${term.termType} cannot stand in RDF 1.1 data.`);
  }
}

export function quadFromRdfJs(quad: RDF.Quad): Quad {
  const triple = {
    subject: termFromRdfJs(quad.subject),
    predicate: termFromRdfJs(quad.predicate),
    object: termFromRdfJs(quad.object),
  };
  return quad.graph.termType === "DefaultGraph" ? triple : { ...triple, graph: termFromRdfJs(quad.graph) };
}
