/** How a table is written: delimiter, quote and line ends, found on its beginning; what is declared is not looked for. */

import type { ReadingDialect } from "./block-reading.ts";
import { firstRecords } from "./first-records.ts";
import type { Dialect, SourceSpec } from "./source.ts";

/** Of delimiters that fit equally the first is taken. */
const delimiters = [",", "\t", ";", "|"];
const lookedAt = 200;

/** @param head the beginning of the table in UTF-8, as a one-byte string */
export function findDialect(head: string, spec: SourceSpec): Dialect {
  const quote = spec.quote ?? findQuote(head);
  const lineEnding = findLineEnding(head, quote);
  const sample = lineEnding === "\r" ? head.replaceAll("\r", "\n") : head;
  const delimiter = spec.delimiter ?? findDelimiter(sample, quote, spec.comment);
  return {
    delimiter,
    quote,
    ...(spec.comment === undefined ? {} : { comment: spec.comment }),
    lineEnding,
    plain:
      isPlainMark(delimiter) &&
      (quote === "" || (isPlainMark(quote) && quote !== delimiter)) &&
      spec.comment === undefined &&
      lineEnding !== "\r",
    how: spec.delimiter === undefined ? "found" : "declared",
  };
}

/** One byte that is no part of a character or line end. */
const isPlainMark = (mark: string): boolean => /^[\t\x20-\x7e]$/.test(mark);

/** `'` only when cells stand in it and none in `"`: an apostrophe at one end of a cell is text. */
function findQuote(head: string): string {
  if (head.includes('"')) return '"';
  const between = "[,\\t;|]";
  const quoted =
    head.match(new RegExp(`(?<=^|[\\r\\n]|${between})'[^'\\r\\n]*'(?=${between}|[\\r\\n]|$)`, "g"))?.length ?? 0;
  const lines = head.split(/[\r\n]+/).length;
  return quoted >= 2 && quoted >= lines / 2 ? "'" : '"';
}

/** The most frequent one outside quotes; LF when there is none. */
function findLineEnding(head: string, quote: string): Dialect["lineEnding"] {
  const counts = { "\r\n": 0, "\n": 0, "\r": 0 };
  let quoted = false;
  for (let i = 0; i < head.length; i++) {
    const character = head[i];
    if (character === quote) quoted = !quoted;
    else if (quoted) continue;
    else if (character === "\n") counts["\n"]++;
    else if (character === "\r") {
      if (head[i + 1] === "\n") {
        counts["\r\n"]++;
        i++;
      } else if (i + 1 < head.length) counts["\r"]++;
    }
  }
  if (counts["\r"] > counts["\n"] + counts["\r\n"]) return "\r";
  return counts["\r\n"] > counts["\n"] ? "\r\n" : "\n";
}

/** The delimiter that gives most records the same number of cells, more than one; of such the one with more cells. */
function findDelimiter(sample: string, quote: string, comment: string | undefined): string {
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of delimiters) {
    if (delimiter === quote) continue;
    const dialect: ReadingDialect = { delimiter, quote, lineEnding: "\n", plain: true };
    const counts = firstRecords(sample, dialect, lookedAt, sample.length, true)
      .filter(({ cells }) => cells.some((cell) => cell !== "") && !(comment && cells[0]!.startsWith(comment)))
      .map(({ cells }) => cells.length);
    const usual = mostFrequent(counts.filter((count) => count > 1));
    if (usual === undefined) continue;
    const share = counts.filter((count) => count === usual).length / counts.length;
    const score = share + Math.min(usual, 20) / 100;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0];
}
