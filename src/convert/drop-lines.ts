/** Leaves out lines of a finished file that repeat an earlier line. */
import { closeFile, openForReading, openForWriting, readAt, writeAll } from "../safe/files.ts";

/** One bit for each line of a file: set for lines that are left out. */
export class DroppedLines {
  private readonly bits: Uint8Array;
  count = 0;

  constructor(lines: number) {
    this.bits = new Uint8Array(Math.ceil(lines / 8));
  }
  add(line: number): void {
    this.bits[line >> 3]! |= 1 << (line & 7);
    this.count++;
  }
  has(line: number): boolean {
    return (this.bits[line >> 3]! & (1 << (line & 7))) !== 0;
  }
}

/** Copies `from` to `to` without the dropped lines; returns the bytes written. */
export function copyWithoutLines(from: string, to: string, dropped: DroppedLines): number {
  const source = openForReading(from);
  const target = openForWriting(to);
  const piece = Buffer.allocUnsafe(1 << 20);
  let line = 0;
  let written = 0;
  let position = 0;
  const keep = (start: number, end: number): void => {
    if (end <= start) return;
    writeAll(target, piece.subarray(start, end));
    written += end - start;
  };
  try {
    for (
      let read = readAt(source, piece, 0, piece.length, 0);
      read > 0;
      read = readAt(source, piece, 0, piece.length, position)
    ) {
      position += read;
      // Runs of kept lines are written in one go; a line may go on in the next piece.
      let start = 0;
      for (let at = 0; at < read; ) {
        const end = piece.subarray(0, read).indexOf(0x0a, at);
        const next = end === -1 ? read : end + 1;
        if (dropped.has(line)) {
          keep(start, at);
          start = next;
        }
        at = next;
        if (end !== -1) line++;
      }
      keep(start, read);
    }
  } finally {
    closeFile(source);
    closeFile(target);
  }
  return written;
}
