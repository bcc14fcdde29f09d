/** Where a block of a plain table may be cut. */
import type { PlainMarks } from "./quoted-record.ts";

/**
 * Behind the last record that ends in the block, as `readBlock` finds it with the same limit; 0 if none ends. A record
 * that can only be a fault ends, as there, with its first line. Goes from quote to quote instead of from cell to cell.
 *
 * @param block bytes as a one-byte string, beginning at a record; more may follow
 * @param limit bytes a record may have, its line end not counted
 */
export function lastBoundary(block: string, { delimiter, quote }: PlainMarks, limit: number): number {
  if (quote === "") return block.lastIndexOf("\n") + 1;
  const { length } = block;
  const delimiterCode = delimiter.charCodeAt(0);
  const quoteCode = quote.charCodeAt(0);
  /** Where the record at hand begins, which is the boundary found so far; `position` is in it, outside quotes. */
  let record = 0;
  let position = 0;
  let feed = -1;
  /** Where the record at hand is a fault and reading resumes; -1 if that line does not end in the block. */
  const afterFirstLine = () => block.indexOf("\n", record) + 1 || -1;

  for (;;) {
    const opening = indexOrLength(block, quote, position);
    if (feed < position) feed = indexOrLength(block, "\n", position);
    let fault = false;
    if (feed < opening) {
      const end = block.charCodeAt(feed - 1) === 13 ? feed - 1 : feed;
      fault = end - record > limit;
      if (!fault) {
        if (opening === length) return block.lastIndexOf("\n") + 1;
        while (feed < opening) {
          record = feed + 1;
          feed = indexOrLength(block, "\n", record);
        }
        position = record;
      }
    } else if (opening === length) {
      if (length - record < limit + 2) return record;
      fault = true;
    }
    if (!fault) {
      if (opening !== record && block.charCodeAt(opening - 1) !== delimiterCode) {
        position = opening + 1;
        continue;
      }
      let close = block.indexOf(quote, opening + 1);
      while (close !== -1 && block.charCodeAt(close + 1) === quoteCode) close = block.indexOf(quote, close + 2);
      if (close !== -1 && close - record < limit) {
        position = close + 1;
        continue;
      }
      if (close === -1 && length - record < limit + 2) return record;
    }
    const next = afterFirstLine();
    if (next === -1) return record;
    record = next;
    position = next;
    feed = -1;
  }
}

function indexOrLength(block: string, what: string, from: number): number {
  const found = block.indexOf(what, from);
  return found === -1 ? block.length : found;
}
