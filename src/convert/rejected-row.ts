/** Rows that could not be used, as rejected.csv shows them: line, reason, and the cells that were read. */
import type { RecordFault } from "../source/source.ts";

export interface RejectedRow {
  /** From 0 at the start of the block. */
  readonly line: number;
  readonly code: string;
  readonly reason: string;
  /** The cells as CSV in bytes, beginning with a comma; empty when none can be shown. */
  readonly cells: string;
}

/** One field of CSV (RFC 4180). */
export const csvField = (text: string): string =>
  /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;

export const csvCells = (cells: readonly string[]): string => cells.map((cell) => "," + csvField(cell)).join("");

/** Why a record could not be read, with its code. */
export function describeFault(fault: RecordFault): {
  readonly code: string;
  readonly reason: string;
  readonly advice: string;
} {
  switch (fault.kind) {
    case "cells":
      return {
        code: "CNV-010",
        reason: `The record has ${fault.found} cells, ${fault.expected} were expected.`,
        advice: "Look for a delimiter that is not quoted, or a line break inside a cell.",
      };
    case "unclosed-quote":
      return {
        code: "CNV-011",
        reason: "A quote is opened and not closed.",
        advice: "Close the quote, or write a quote inside a cell twice.",
      };
    case "too-long":
      return {
        code: "CNV-012",
        reason: `The record is longer than ${fault.limit} bytes.`,
        advice: "Look for a quote that is not closed, or raise limits.recordBytes.",
      };
  }
}
