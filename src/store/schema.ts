/**
 * The tables of a store file (ARCHITECTURE.md, "The store"). Ids are dense integers from 1, given in the order of the
 * terms' N-Triples text: literals, then IRIs, then blank nodes; a subject and its `#` fragments lie side by side.
 */
export const schemaVersion = "1";

/** In `quads`: no named graph. There is no term with this id. */
export const defaultGraphId = 0;

export const termKind = { iri: 0, blank: 1, literal: 2 } as const;

/**
 * The value space a literal belongs to; `none` also for ill-typed literals.
 * `instant` may be NULL in families 8 and 9 when the value is valid but finer than a microsecond or outside DuckDB's years.
 */
export const family = {
  none: 0,
  string: 1,
  languageString: 2,
  boolean: 3,
  integer: 4,
  decimal: 5,
  float: 6,
  double: 7,
  dateTime: 8,
  date: 9,
  time: 10,
} as const;

export type SortOrder = "pso" | "spo" | "ops";
