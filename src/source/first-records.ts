/** The first records of a table, in one go: for finding the dialect and reading the header. */
import { parse } from "csv-parse/sync";
import type { ReadingDialect } from "./block-reading.ts";
import { csvParseOptions } from "./csv-parse-options.ts";
import { lineAfter } from "./line-ends.ts";
import { readQuotedRecord } from "./quoted-record.ts";

export interface FirstRecord {
  /** Cells as bytes in one-byte strings. */
  readonly cells: string[];
  /** Behind the record's line end. */
  readonly end: number;
}

/**
 * Up to `count` records from the start of `head`; blank lines are records of one empty cell. Stops before a record that
 * cannot be read or is not all there. Comment lines are skipped.
 *
 * @param head bytes of the file's beginning as a one-byte string
 * @param whole `head` is the whole file
 */
export function firstRecords(
  head: string,
  dialect: ReadingDialect,
  count: number,
  limit: number,
  whole: boolean,
): FirstRecord[] {
  return dialect.plain
    ? plainRecords(head, dialect, count, limit, whole)
    : dialectRecords(head, dialect, count, limit, whole);
}

function plainRecords(
  head: string,
  dialect: ReadingDialect,
  count: number,
  limit: number,
  whole: boolean,
): FirstRecord[] {
  const records: FirstRecord[] = [];
  for (let start = 0; records.length < count && start < head.length; ) {
    const cells: string[] = [];
    const end = readQuotedRecord(head, start, dialect, limit, whole, cells);
    if (end < 0) break;
    records.push({ cells, end });
    start = end;
  }
  return records;
}

function dialectRecords(
  head: string,
  dialect: ReadingDialect,
  count: number,
  limit: number,
  whole: boolean,
): FirstRecord[] {
  const records: FirstRecord[] = [];
  try {
    parse(Buffer.from(head, "latin1"), {
      ...csvParseOptions(dialect, limit),
      skip_empty_lines: false,
      on_record: (cells: string[], { bytes }) => {
        if (records.length === count) throw new Enough();
        records.push({ cells, end: bytes });
        return null;
      },
    });
  } catch {
    return records; // enough, or a record that cannot be read
  }
  // The last one ends with the sample; whether it ends there in the file is not known.
  const last = records.at(-1);
  const before = records.at(-2)?.end ?? 0;
  if (!whole && last !== undefined && lineAfter(head, before, dialect) === head.length) records.pop();
  return records;
}

class Enough extends Error {}
