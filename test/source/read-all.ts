/** Reading whole texts and files in tests: every event of a RecordHandler, in order, as plain data. */
import { fromUtf8Bytes } from "../../src/rdf/utf8-bytes.ts";
import { type CutOptions, cutBlocks } from "../../src/source/cut-blocks.ts";
import { type ReadingDialect, readBlock } from "../../src/source/read-block.ts";
import type { OpenedSource, RecordHandler } from "../../src/source/source.ts";

export type ReadEvent =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly fault: string; readonly found?: number };

export const plain: ReadingDialect = { delimiter: ",", quote: '"', lineEnding: "\n", plain: true };

function collector(events: ReadEvent[], startLine: number): RecordHandler {
  return {
    record: (cells, line) => events.push({ line: startLine + line, cells: cells.map(fromUtf8Bytes) }),
    fault: (line, reason) =>
      events.push(
        reason.kind === "cells"
          ? { line: startLine + line, fault: reason.kind, found: reason.found }
          : { line: startLine + line, fault: reason.kind },
      ),
  };
}

export function readText(text: string, columns: number, dialect = plain, recordBytes = 1 << 20) {
  const events: ReadEvent[] = [];
  const block = Buffer.from(text).latin1Slice();
  const reading = readBlock(block, dialect, columns, recordBytes, true, collector(events, 0));
  return { events, ...reading };
}

/** As the conversion reads: blocks, the bytes not consumed carried over where blocks are not parallel. */
export function readFile(
  source: Pick<OpenedSource, "utf8File" | "dataStart" | "dialect">,
  columns: number,
  options: Required<CutOptions>,
) {
  const events: ReadEvent[] = [];
  let line = 0;
  let rest = Buffer.alloc(0);
  for (const block of cutBlocks(source, options)) {
    const bytes = block.parallel ? block.bytes : Buffer.concat([rest, block.bytes]);
    const handler = collector(events, line);
    const reading = readBlock(bytes.latin1Slice(), source.dialect, columns, options.recordBytes, block.final, handler);
    line += reading.lines;
    rest = bytes.subarray(reading.consumed);
  }
  return { events, lines: line, rest: rest.length };
}
