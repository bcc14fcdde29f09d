/**
 * The tokenizer: records out of a block of bytes, by RFC 4180. The hottest code of the house.
 *
 * The block is a one-byte string ("latin1"), so nothing is decoded: cells are slices of it. A record without quotes is
 * cut by searching for line end and delimiter, which V8 does with memchr; a record with quotes goes to
 * quoted-record.ts. Dialects that are not plain go to csv-parse (read-dialect-block.ts) under the same contract.
 */
import type { Utf8Bytes } from "../rdf/utf8-bytes.ts";
import type { BlockReading, ReadingDialect } from "./block-reading.ts";
import { needsMore, readQuotedRecord, unclosedQuote } from "./quoted-record.ts";
import { readDialectBlock } from "./read-dialect-block.ts";
import { RecordGate } from "./record-gate.ts";
import type { RecordHandler } from "./source.ts";

export { type BlockReading, defaultRecordBytes, type ReadingDialect } from "./block-reading.ts";

/**
 * Reads all whole records of a block and hands them to `handler` in order.
 *
 * Records end at LF or CRLF outside quotes, whichever comes. Records whose cells are all empty (blank lines, `,,,`) are
 * skipped. Extra cells are accepted when they are empty (trailing commas); missing ones and others are a fault. A record
 * over the limit or with an unclosed quote is a fault that costs its first line: reading resumes at the next one.
 *
 * @param block bytes as a one-byte string, beginning at a record
 * @param columns cells a record should have; `handler.record` always gets this many
 * @param recordBytes limit of a record without its line end
 * @param final nothing follows this block in the file, or it holds whole records only
 */
export function readBlock(
  block: string,
  dialect: ReadingDialect,
  columns: number,
  recordBytes: number,
  final: boolean,
  handler: RecordHandler,
): BlockReading {
  if (!dialect.plain) return readDialectBlock(block, dialect, columns, recordBytes, final, handler);
  const { delimiter, quote } = dialect;
  const { length } = block;
  const lastColumn = columns - 1;
  const gate = new RecordGate(columns, handler);
  const cells = new Array<string>(columns).fill("");
  const record = cells as unknown as readonly Utf8Bytes[];
  let position = 0;
  let line = 0;
  /** The next delimiter and the next quote at or behind the place at hand; the block's length if there is none. */
  let nextDelimiter = indexOrLength(block, delimiter, 0);
  let nextQuote = quote === "" ? length : indexOrLength(block, quote, 0);

  while (position < length) {
    const feed = block.indexOf("\n", position);
    if (feed === -1 && !final) break;
    const lineEnd = feed === -1 ? length : feed;

    if (nextQuote < lineEnd) {
      const list: string[] = [];
      const next = readQuotedRecord(block, position, dialect, recordBytes, final, list);
      if (next === needsMore) break;
      const startLine = line;
      if (next < 0) {
        handler.fault(
          startLine,
          next === unclosedQuote ? { kind: "unclosed-quote" } : { kind: "too-long", limit: recordBytes },
          undefined,
        );
        position = Math.min(length, lineEnd + 1);
        if (feed !== -1) line++;
      } else {
        gate.pass(list, startLine);
        line += countFeeds(block, position, next);
        position = next;
      }
      if (nextQuote < position) nextQuote = indexOrLength(block, quote, position);
      if (nextDelimiter < position) nextDelimiter = indexOrLength(block, delimiter, position);
      continue;
    }

    // `lineEnd - 1` is never before `position`: an empty line has no CR of its own to look at.
    const end = feed > position && block.charCodeAt(feed - 1) === 13 ? feed - 1 : lineEnd;
    if (end - position > recordBytes) {
      handler.fault(line, { kind: "too-long", limit: recordBytes }, undefined);
    } else if (end > position) {
      let column = 0;
      let from = position;
      while (column < lastColumn && nextDelimiter < end) {
        cells[column++] = block.substring(from, nextDelimiter);
        from = nextDelimiter + 1;
        nextDelimiter = indexOrLength(block, delimiter, from);
      }
      if (column === lastColumn && nextDelimiter >= end) {
        // As many bytes as delimiters: all cells are empty.
        if (end - position !== lastColumn) {
          cells[column] = block.substring(from, end);
          handler.record(record, line);
        }
      } else {
        gate.pass(block.substring(position, end).split(delimiter), line);
      }
    }
    position = lineEnd + 1;
    if (feed !== -1) line++;
    if (nextDelimiter < position) nextDelimiter = indexOrLength(block, delimiter, position);
  }
  return { consumed: Math.min(position, length), lines: line };
}

function indexOrLength(block: string, what: string, from: number): number {
  const found = block.indexOf(what, from);
  return found === -1 ? block.length : found;
}

function countFeeds(block: string, from: number, to: number): number {
  let count = 0;
  for (let feed = block.indexOf("\n", from); feed !== -1 && feed < to; feed = block.indexOf("\n", feed + 1)) count++;
  return count;
}
