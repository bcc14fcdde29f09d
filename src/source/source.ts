/** The contract of the source room: bytes as a city publishes them → records of UTF-8 cells. */
import type { Problem } from "../problem/problem.ts";
import type { Utf8Bytes } from "../rdf/utf8-bytes.ts";

/** How to read one table; every key is optional and overrides what was found. Names follow the CSVW dialect. */
export interface SourceSpec {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly comment?: string;
  /** Rows of header cells; any of a column's header cells names it. Default 1. */
  readonly headerRows?: number;
  /** Rows before the header that are no table. Default 0. */
  readonly skipRows?: number;
}

/** A table opened: its encoding and dialect known, its bytes available as UTF-8. */
export interface OpenedSource {
  /** As messages name it (relative to where the user stands). */
  readonly file: string;
  /** UTF-8 on disk: the file itself, or its transcription in the run's scratch folder. */
  readonly utf8File: string;
  readonly encoding: EncodingFinding;
  readonly dialect: Dialect;
  /** Header cells column by column: `names[3]` are all header cells of column 3, first row first; newlines folded. */
  readonly names: readonly (readonly string[])[];
  /** Byte offset in `utf8File` of the first data record, and the line it stands on. */
  readonly dataStart: number;
  readonly dataStartLine: number;
  /** Size of `utf8File` in bytes. */
  readonly size: number;
  /** What a person should know: bytes that could not be decoded, duplicate headers, … */
  readonly problems: readonly Problem[];
}
export interface EncodingFinding {
  /** WHATWG name: utf-8, big5, shift_jis, euc-jp, gb18030, utf-16le, utf-16be. */
  readonly name: string;
  readonly bom: boolean;
  readonly how: "declared" | "found";
}
export interface Dialect {
  readonly delimiter: string;
  /** Empty: no quoting. */
  readonly quote: string;
  readonly comment?: string;
  readonly lineEnding: "\n" | "\r\n" | "\r";
  /** True: the RFC 4180 tokenizer can read it in blocks. False: csv-parse reads it in one pass. */
  readonly plain: boolean;
  readonly how: "declared" | "found";
}

/** Receives records in order. `cells` is reused between calls: copy what you keep. */
export interface RecordHandler {
  /**
   * Extra cells are a fault even when they are empty: a delimiter that is not quoted moves every cell behind it by one,
   * and where the last cell is empty only the number of cells tells. (Tables with private columns.)
   */
  readonly exact?: boolean;
  /** `line` counts from 0 at the start of the block; the caller adds where the block begins. */
  record(cells: readonly Utf8Bytes[], line: number): void;
  /** A record that cannot be read: wrong number of cells, unclosed quote, over the cap. */
  fault(line: number, reason: RecordFault, cells: readonly Utf8Bytes[] | undefined): void;
}
export type RecordFault =
  | { readonly kind: "cells"; readonly expected: number; readonly found: number }
  | { readonly kind: "unclosed-quote" }
  | { readonly kind: "too-long"; readonly limit: number };
