/** Reads N-Quads with two independent parsers and states what they found in one comparable form. */
import { type Term as N3Term, Parser } from "n3";
import * as oxigraph from "oxigraph";

interface AnyTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

/** Kind, text, datatype and language of a term, so that two terms are the same exactly if these are. */
export function describeTerm(term: AnyTerm): string {
  if (term.termType !== "Literal") return `${term.termType} ${term.value}`;
  return JSON.stringify([term.value, term.datatype?.value ?? "", (term.language ?? "").toLowerCase()]);
}

export function readWithN3(document: string): string[] {
  return new Parser({ format: "N-Quads" })
    .parse(document)
    .map((quad) =>
      [quad.subject, quad.predicate, quad.object, quad.graph]
        .map((term: N3Term) => describeTerm(term as AnyTerm))
        .join(" | "),
    );
}

export function readWithOxigraph(document: string): string[] {
  const quads = oxigraph.parse(document, { format: "application/n-quads" }) as unknown as {
    subject: AnyTerm;
    predicate: AnyTerm;
    object: AnyTerm;
    graph: AnyTerm;
  }[];
  return quads.map((quad) => [quad.subject, quad.predicate, quad.object, quad.graph].map(describeTerm).join(" | "));
}
