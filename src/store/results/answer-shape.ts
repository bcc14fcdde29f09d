/** The shape of an answer as the writers take it: rows or triples in batches, so that nothing large is held in memory. */
import type { Quad, Term } from "../../rdf/term.ts";

/** Solutions of one row: a term for each variable, in the order of `variables`; undefined is unbound. */
export type Row = readonly (Term | undefined)[];

export interface BindingsAnswer {
  readonly kind: "bindings";
  readonly variables: readonly string[];
  readonly rows: AsyncIterable<readonly Row[]>;
}
export interface BooleanAnswer {
  readonly kind: "boolean";
  readonly value: boolean;
}
export interface QuadsAnswer {
  readonly kind: "quads";
  readonly quads: AsyncIterable<readonly Quad[]>;
}
export type WritableAnswer = BindingsAnswer | BooleanAnswer | QuadsAnswer;
