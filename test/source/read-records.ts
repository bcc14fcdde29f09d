/** A whole table read in this thread, whatever its dialect. */
import { type CutOptions, cutBlocks } from "../../src/source/cut-blocks.ts";
import { defaultRecordBytes, readBlock } from "../../src/source/read-block.ts";
import type { OpenedSource, RecordHandler } from "../../src/source/source.ts";

export interface ReadOptions extends CutOptions {
  /** Asked between two blocks: true ends the reading. */
  readonly enough?: () => boolean;
}

/**
 * Hands every record of the table to `handler`, in order.
 *
 * @param columns cells a record should have
 * @returns the line ends read; the lines `handler` gets count from 0 at `dataStart`
 */
export function readRecords(
  source: Pick<OpenedSource, "utf8File" | "dataStart" | "dialect">,
  columns: number,
  handler: RecordHandler,
  options: ReadOptions = {},
): number {
  const { recordBytes = defaultRecordBytes, enough } = options;
  let line = 0;
  let rest = Buffer.alloc(0);
  for (const { bytes, final, parallel } of cutBlocks(source, options)) {
    const startLine = line;
    const block = parallel || rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const reading = readBlock(block.latin1Slice(), source.dialect, columns, recordBytes, final, {
      record: (cells, at) => handler.record(cells, startLine + at),
      fault: (at, reason, cells) => handler.fault(startLine + at, reason, cells),
    });
    line += reading.lines;
    rest = block.subarray(reading.consumed);
    if (enough?.()) break;
  }
  return line;
}
