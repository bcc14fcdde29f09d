/**
 * One record that holds quotes, by RFC 4180 and this rule for what RFC 4180 forbids:
 *
 * - A cell is quoted only if its first byte is the quote. A quote inside any other cell is a plain character.
 * - In a quoted cell `""` is one quote; the first single quote closes the cell.
 * - If something else than a delimiter or a line end follows the closing quote, the cell was not quoted properly: it
 *   keeps both quotes, and the rest up to the next delimiter or line end belongs to it (`"a"b` is the text `"a"b`).
 *
 * csv-parse with `relax_quotes` reads the same; property tests hold the two together.
 */

/** The record goes on behind the end of the block. */
export const needsMore = -1;
/** A quote was opened and not closed within the limit. */
export const unclosedQuote = -2;
/** The record does not end within the limit. */
export const tooLong = -3;

const lineFeed = 10;
const carriageReturn = 13;

/** How a plain dialect separates and quotes: one ASCII character each; an empty quote means no quoting. */
export interface PlainMarks {
  readonly delimiter: string;
  readonly quote: string;
}

/**
 * Reads the record that begins at `start` and appends its cells to `cells`.
 *
 * @param block bytes as a one-byte string
 * @param limit bytes a record may have, its line end not counted
 * @param final nothing follows the block: its end ends the record
 * @returns where the next record begins, or `needsMore`, `unclosedQuote`, `tooLong`
 */
export function readQuotedRecord(
  block: string,
  start: number,
  marks: PlainMarks,
  limit: number,
  final: boolean,
  cells: string[],
): number {
  const { delimiter, quote } = marks;
  const delimiterCode = delimiter.charCodeAt(0);
  const quoteCode = quote.charCodeAt(0);
  const { length } = block;
  // A record of `limit` bytes ends at the latest with the CRLF behind them.
  const horizon = start + limit + 2;
  const known = final || length >= horizon;
  let position = start;
  for (;;) {
    let text = "";
    if (block.charCodeAt(position) === quoteCode) {
      let escaped = false;
      let close = block.indexOf(quote, position + 1);
      while (close !== -1 && block.charCodeAt(close + 1) === quoteCode) {
        escaped = true;
        close = block.indexOf(quote, close + 2);
      }
      if (close === -1 || close >= start + limit) return known ? unclosedQuote : needsMore;
      if (!final && lookAheadMissing(block, close)) return needsMore;
      const inner = block.substring(position + 1, close);
      text = escaped ? inner.replaceAll(quote + quote, quote) : inner;
      position = close + 1;
      if (position >= length) {
        cells.push(text);
        return length;
      }
      const next = block.charCodeAt(position);
      const lineEnd =
        next === lineFeed || (next === carriageReturn && block.charCodeAt(position + 1) === lineFeed) ? position : -1;
      if (next === delimiterCode || lineEnd !== -1) {
        cells.push(text);
        if (lineEnd === -1) {
          position++;
          continue;
        }
        if (lineEnd - start > limit) return tooLong;
        return lineEnd + (next === lineFeed ? 1 : 2);
      }
      text = quote + text + quote;
    }
    const rest = position;
    const last = Math.min(length, horizon);
    let code = -1;
    for (; position < last; position++) {
      code = block.charCodeAt(position);
      if (code === delimiterCode || code === lineFeed) break;
    }
    if (position < last && code === delimiterCode) {
      cells.push(text + block.substring(rest, position));
      position++;
      continue;
    }
    if (position < last) {
      const end = position > rest && block.charCodeAt(position - 1) === carriageReturn ? position - 1 : position;
      if (end - start > limit) return tooLong;
      cells.push(text + block.substring(rest, end));
      return position + 1;
    }
    if (final && length - start <= limit) {
      cells.push(text + block.substring(rest, length));
      return length;
    }
    return known ? tooLong : needsMore;
  }
}

/** What follows the quote decides what it means: a second quote, or a line end of two bytes, may not be in the block yet. */
function lookAheadMissing(block: string, close: number): boolean {
  return close + 1 >= block.length || (close + 2 >= block.length && block.charCodeAt(close + 1) === carriageReturn);
}
