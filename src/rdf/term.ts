/** RDF terms as plain data, in characters (not bytes). Blank node labels come without `_:`. */
export type Term =
  | { readonly kind: "iri"; readonly value: string }
  | { readonly kind: "blank"; readonly value: string }
  | { readonly kind: "literal"; readonly value: string; readonly datatype?: string; readonly language?: string };

export const iri = (value: string): Term => ({ kind: "iri", value });
export const literal = (value: string, datatype?: string, language?: string): Term => ({
  kind: "literal",
  value,
  ...(datatype === undefined ? {} : { datatype }),
  ...(language === undefined ? {} : { language }),
});

export interface Quad {
  readonly subject: Term;
  readonly predicate: Term;
  readonly object: Term;
  /** Absent: the default graph. */
  readonly graph?: Term;
}
