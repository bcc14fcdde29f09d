import { isWritableTriple } from "../rdf/ntriples.ts";
import type { Quad, Term } from "../rdf/term.ts";
import { termKey } from "./term-key.ts";

/** A term of a template: a term, or the place of a variable in a row. Blank nodes are made anew for each row. */
export type TemplateTerm = Term | { readonly kind: "variable"; readonly column: number };
export type TemplateTriple = readonly [subject: TemplateTerm, predicate: TemplateTerm, object: TemplateTerm];

const mostRemembered = 100_000;

/**
 * Triples of CONSTRUCT (SPARQL 1.1 Query, 16.2): one set for each row; those with an unbound variable or that RDF does
 * not allow are left out. Repeated triples are left out as far as the last 100,000 tell.
 */
export async function* construct(
  template: readonly TemplateTriple[],
  batches: AsyncIterable<readonly (readonly (Term | undefined)[])[]>,
): AsyncGenerator<Quad[], void, undefined> {
  let solution = 0;
  const given = new Set<string>();
  for await (const rows of batches) {
    const quads: Quad[] = [];
    for (const row of rows) {
      solution++;
      for (const triple of template) {
        const [subject, predicate, object] = triple.map((term) => instantiate(term, row, solution));
        if (subject === undefined || predicate === undefined || object === undefined) continue;
        const quad = { subject, predicate, object };
        const key = `${termKey(subject)} ${termKey(predicate)} ${termKey(object)}`;
        if (given.has(key) || !isWritableTriple(quad)) continue;
        if (given.size >= mostRemembered) given.clear();
        given.add(key);
        quads.push(quad);
      }
    }
    if (quads.length > 0) yield quads;
  }
}

function instantiate(term: TemplateTerm, row: readonly (Term | undefined)[], solution: number): Term | undefined {
  if (term.kind === "variable") return row[term.column];
  return term.kind === "blank" ? { kind: "blank", value: `${term.value}.s${solution}` } : term;
}
