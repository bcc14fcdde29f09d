import type { Term } from "../../rdf/term.ts";
import type { Columns } from "../../table/columns.ts";
import type { Pattern } from "./algebra-types.ts";

/** Gives the store's id of each term, in the same order; undefined: the store has no such term. */
export type TermLookup = (terms: Term[]) => Promise<(number | undefined)[]>;

/** A solution: the terms of `variables` in their order; undefined is unbound. */
export type Row = (Term | undefined)[];

/**
 * A whole query as ONE SQL statement over the tables of the store (ARCHITECTURE.md, "The store").
 * Run `sql` with `Database.stream` and give its pieces, in their order, to `decode`.
 */
export interface CompiledQuery {
  /**
   * select: every decoded row is a solution. ask: the answer is true when any row comes.
   * construct: rows are the solutions over the variables of `template` (instantiate it per row).
   * describe: rows are the solutions over the described variables.
   */
  readonly form: "select" | "ask" | "construct" | "describe";
  readonly sql: string;
  /** Values of the statement's `$1 …`; at present every constant is written into `sql`, so this is empty. */
  readonly parameters: readonly (string | number)[];
  readonly variables: readonly string[];
  /** construct only: the triples to make of each row. */
  readonly template?: readonly Pattern[];
  /** Turns one piece of the answer into rows. Equal terms are the same object, as far as its bounded cache reaches. */
  decode(columns: Columns): Row[];
}

/** The query is not exactly answerable in SQL: Comunica answers it. */
export interface Unsupported {
  readonly unsupported: true;
  /** What could not be compiled, as words: `property path *`, `function md5`. */
  readonly reason: string;
}

export const isUnsupported = (result: CompiledQuery | Unsupported): result is Unsupported => "unsupported" in result;
