/** The first rows of a table as text: for previews. */
import { fromUtf8Bytes } from "../../src/rdf/utf8-bytes.ts";
import type { OpenedSource } from "../../src/source/source.ts";
import { readRecords } from "./read-records.ts";

export interface InspectedRow {
  /** Line of the file where the record starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The first `count` records that can be read, decoded. The cells of private columns are empty. */
export function inspectRows(
  source: OpenedSource,
  count: number,
  privateColumns: readonly number[] = [],
): InspectedRow[] {
  const rows: InspectedRow[] = [];
  const blanked = new Set(privateColumns);
  readRecords(
    source,
    source.names.length,
    {
      record: (cells, line) => {
        if (rows.length === count) return;
        const texts = cells.map((cell, column) => (blanked.has(column) ? "" : fromUtf8Bytes(cell)));
        rows.push({ line: source.dataStartLine + line, cells: texts });
      },
      fault: () => {},
    },
    { blockBytes: 128 << 10, enough: () => rows.length >= count },
  );
  return rows;
}
