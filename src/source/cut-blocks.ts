/**
 * A table cut into blocks of whole records, so that every block can be read by itself, in any thread.
 *
 * Where a cut may be is found by following the quotes exactly as the tokenizer does (quoted-record.ts), not by counting
 * them: a stray quote moves no cut, and plain files need no second, sequential way. Cuts depend on the bytes alone.
 */
import { isUtf8 } from "node:buffer";
import { closeFile, openForReading, readAt } from "../safe/files.ts";
import { defaultRecordBytes } from "./block-reading.ts";
import { lastBoundary } from "./last-boundary.ts";
import { lastLineEnd, lineAfter } from "./line-ends.ts";
import type { Dialect, OpenedSource } from "./source.ts";

export interface Block {
  /** UTF-8, in memory of its own (it can be transferred to a thread). */
  readonly bytes: Buffer<ArrayBuffer>;
  /** What `readBlock` must be told: true for a block of whole records, and for the table's last block. */
  readonly final: boolean;
  /**
   * True for plain dialects: whole records. False: the block may end within a record; it must be read after the one
   * before, with the bytes that one did not consume in front of it.
   */
  readonly parallel: boolean;
}

export interface CutOptions {
  /** Size aimed at; a block is longer only to hold one record. Default 4 MB. */
  readonly blockBytes?: number;
  /** The limit that `readBlock` will be given: the two must agree. Default 1 MB. */
  readonly recordBytes?: number;
}

/**
 * The records of a table, from `dataStart` to the end of `utf8File`. Bytes that are not UTF-8 are replaced by U+FFFD
 * (`replacementBytes`). A line longer than the limit is cut short, so that memory stays bounded; it is a fault anyway.
 * A table without records gives no block.
 */
export function* cutBlocks(
  source: Pick<OpenedSource, "utf8File" | "dataStart" | "dialect">,
  options: CutOptions = {},
): Generator<Block, void> {
  const { blockBytes = 4 << 20, recordBytes = defaultRecordBytes } = options;
  const { dialect } = source;
  const handle = openForReading(source.utf8File);
  try {
    let carried = Buffer.alloc(0);
    /** Within a line that was cut short: its rest is left out. */
    let skipping = false;
    for (let position = source.dataStart; ; ) {
      const room = Math.max(blockBytes - carried.length, blockBytes >> 4, 1);
      const piece = Buffer.from(new ArrayBuffer(carried.length + room));
      carried.copy(piece);
      const read = readAt(handle, piece, carried.length, room, position);
      position += read;
      const bytes = piece.subarray(0, carried.length + read);
      if (skipping && read > 0) {
        const next = endOfLine(bytes.latin1Slice(), dialect);
        skipping = next === -1;
        carried = skipping ? trailingReturn(bytes) : Buffer.from(bytes.subarray(next));
        continue;
      }
      if (read === 0) {
        // Of a dialect that is not plain, the consumer may still hold the beginning of a record.
        const last = skipping ? Buffer.alloc(0) : bytes;
        if (last.length > 0 || !dialect.plain) yield blockOf(last, true, dialect);
        return;
      }
      const latin1 = bytes.latin1Slice();
      const cut = dialect.plain ? lastBoundary(latin1, dialect, recordBytes) : lastLineEnd(latin1, dialect);
      if (cut > 0) {
        carried = Buffer.from(bytes.subarray(cut));
        yield blockOf(bytes.subarray(0, cut), dialect.plain, dialect);
      } else if (bytes.length > recordBytes + 2) {
        carried = trailingReturn(bytes);
        skipping = true;
        const short = Buffer.concat([bytes.subarray(0, recordBytes + 2), Buffer.from("\n")]);
        yield blockOf(short, dialect.plain, dialect);
      } else {
        carried = bytes;
      }
    }
  } finally {
    closeFile(handle);
  }
}

/** Behind the first line end; -1 if there is none, or only a CR that may be half of one. */
function endOfLine(text: string, { lineEnding }: Dialect): number {
  const next = lineAfter(text, 0, { lineEnding });
  const last = text.charCodeAt(next - 1);
  return last === 10 || (last === 13 && lineEnding === "\r" && next < text.length) ? next : -1;
}

const trailingReturn = (bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> =>
  bytes[bytes.length - 1] === 13 ? Buffer.from("\r") : Buffer.alloc(0);

function blockOf(bytes: Buffer<ArrayBuffer>, final: boolean, dialect: Dialect): Block {
  return { bytes: isUtf8(bytes) ? bytes : Buffer.from(bytes.utf8Slice()), final, parallel: dialect.plain };
}
