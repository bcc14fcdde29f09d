/** Lines of a block: they end in LF or CRLF, and in CR only where the table's lines do. */
import type { ReadingDialect } from "./block-reading.ts";

/** Where the line after the one at `from` begins. */
export function lineAfter(text: string, from: number, dialect: Pick<ReadingDialect, "lineEnding">): number {
  const feed = text.indexOf("\n", from);
  const after = feed === -1 ? text.length : feed + 1;
  if (dialect.lineEnding !== "\r") return after;
  const carriage = text.indexOf("\r", from);
  return carriage === -1 || (feed !== -1 && carriage >= feed - 1) ? after : carriage + 1;
}

/** Behind the last line end of which the block shows all: a CR at its very end may be half of a CRLF. */
export function lastLineEnd(block: string, dialect: Pick<ReadingDialect, "lineEnding">): number {
  const feed = block.lastIndexOf("\n");
  if (dialect.lineEnding !== "\r" || block.length < 2) return feed + 1;
  return Math.max(feed, block.lastIndexOf("\r", block.length - 2)) + 1;
}
