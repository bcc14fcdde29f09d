/**
 * The row at hand: what the compiled closures of a plan read and write. One object is reused for all rows, because an
 * object a row would cost more than the row. All texts are one-byte UTF-8 strings (src/rdf/utf8-bytes.ts).
 */
import type { Minted } from "../function/value-function.ts";
import type { Severity } from "../problem/problem.ts";

/** One output of an expression: no value, one, or several. */
export type Value = undefined | string | readonly string[];

export interface Row {
  cells: readonly string[];
  /** Outputs of all expressions, by slot. */
  readonly values: Value[];
  /** The block holds nothing that needs escaping, so cells can be written as they are. */
  clean: boolean;
  /** The block holds U+FFFD somewhere, so every cell has to be looked at. */
  undecodable: boolean;
  /** Set when the whole record cannot be used. */
  reject: string | undefined;
  rejectCode: string;
  /** Quads written for this row so far. */
  quads: number;
  /** Lines written for this row by maps that may repeat one another. */
  readonly seen: Set<string>;
  /** Rows so far: terms that several maps share are built once a row. */
  number: number;
  report(problem: RowProblem): void;
  mint(concept: MintedConcept): void;
}

/** Something about a value of this row; the block adds the line. Texts are in characters. */
export interface RowProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly advice?: string;
  readonly value?: string;
  readonly header?: string;
  readonly field?: string;
}

/** A concept that a function made because the vocabulary has none (unknown: mint). */
export type MintedConcept = Minted;
