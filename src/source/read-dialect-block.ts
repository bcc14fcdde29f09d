/**
 * The second reader: csv-parse, for every dialect that is not plain (comment lines, another quote, a delimiter outside
 * ASCII, lines that end in CR). Same contract and same rules as read-block.ts, slower.
 */
import { CsvError, parse } from "csv-parse/sync";
import type { BlockReading, ReadingDialect } from "./block-reading.ts";
import { csvParseOptions, markBytes } from "./csv-parse-options.ts";
import { lastLineEnd, lineAfter } from "./line-ends.ts";
import { RecordGate } from "./record-gate.ts";
import type { RecordHandler } from "./source.ts";

/** @see readBlock, which calls this for dialects that are not plain. */
export function readDialectBlock(
  block: string,
  dialect: ReadingDialect,
  columns: number,
  recordBytes: number,
  final: boolean,
  handler: RecordHandler,
): BlockReading {
  const gate = new RecordGate(columns, handler);
  const lines = new LineCount(block, dialect);
  const text = final ? block : block.substring(0, lastLineEnd(block, dialect));
  let position = 0;
  while (position < text.length) {
    const reading = readUntilFault(text, position, dialect, recordBytes, (cells, start) =>
      gate.pass(cells, lines.before(start)),
    );
    position = reading.end;
    if (reading.fault === undefined) break;
    const mayGoOn = !final && block.length - position < recordBytes + 2;
    if (reading.fault === "unclosed-quote" && mayGoOn) break;
    const line = lines.before(position);
    handler.fault(
      line,
      reading.fault === "too-long" ? { kind: "too-long", limit: recordBytes } : { kind: "unclosed-quote" },
      undefined,
    );
    position = lineAfter(text, position, dialect);
  }
  return { consumed: position, lines: lines.before(position) };
}

interface Reading {
  /** Behind what was read; with a fault, where the record begins that could not be read. */
  readonly end: number;
  readonly fault?: "unclosed-quote" | "too-long";
}

/** Thrown out of csv-parse, whose own limit counts the bytes of the cells only. */
class RecordTooLong extends Error {}

function readUntilFault(
  text: string,
  from: number,
  dialect: ReadingDialect,
  recordBytes: number,
  record: (cells: string[], start: number) => void,
): Reading {
  let last = from;
  try {
    parse(Buffer.from(from === 0 ? text : text.substring(from), "latin1"), {
      ...csvParseOptions(dialect, recordBytes),
      on_record: (cells: string[], info) => {
        const start = skipBlank(text, last, dialect);
        const end = from + info.bytes;
        if (withoutLineEnd(text, end, dialect) - start > recordBytes) throw new RecordTooLong();
        last = end;
        record(cells, start);
        return null;
      },
    });
    return { end: text.length };
  } catch (error) {
    const fault =
      error instanceof RecordTooLong || (error instanceof CsvError && error.code === "CSV_MAX_RECORD_SIZE")
        ? "too-long"
        : error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED"
          ? "unclosed-quote"
          : undefined;
    if (fault === undefined) throw error;
    return { end: skipBlank(text, last, dialect), fault };
  }
}

/** Behind the comment and blank lines that stand before the next record: csv-parse does not say where it begins. */
function skipBlank(text: string, from: number, dialect: ReadingDialect): number {
  const comment = dialect.comment === undefined ? undefined : markBytes(dialect.comment);
  let position = from;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === 10 || (code === 13 && (dialect.lineEnding === "\r" || text.charCodeAt(position + 1) === 10)))
      position++;
    else if (comment !== undefined && text.startsWith(comment, position)) position = lineAfter(text, position, dialect);
    else break;
  }
  return position;
}

function withoutLineEnd(text: string, end: number, { lineEnding }: ReadingDialect): number {
  const feed = text.charCodeAt(end - 1) === 10 ? end - 1 : end;
  const endsInReturn = text.charCodeAt(feed - 1) === 13 && (feed < end || lineEnding === "\r");
  return endsInReturn ? feed - 1 : feed;
}

/** Counts line ends, going forward. */
class LineCount {
  private readonly text: string;
  private readonly dialect: ReadingDialect;
  private position = 0;
  private lines = 0;

  constructor(text: string, dialect: ReadingDialect) {
    this.text = text;
    this.dialect = dialect;
  }

  before(position: number): number {
    while (this.position < position) {
      const next = lineAfter(this.text, this.position, this.dialect);
      const ended = this.endsLine(next);
      if (next > position || !ended) break;
      this.position = next;
      this.lines++;
    }
    return this.lines;
  }

  private endsLine(next: number): boolean {
    const code = this.text.charCodeAt(next - 1);
    return code === 10 || (code === 13 && this.dialect.lineEnding === "\r");
  }
}
