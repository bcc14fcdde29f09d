/** Writes a ledger in one pass: the old lines and the new ones, merged by key, in pieces of 1 MB. */
import { closeFile, openForReading, openForWriting, readAt, writeAll } from "../safe/files.ts";
import type { LedgerHeader } from "./ledger-header.ts";
import { headerLine } from "./ledger-header.ts";
import type { LineTable } from "./line-table.ts";
import { compareBytes } from "./line-table.ts";

export interface LedgerMerge {
  readonly old: LineTable;
  /** Lines of `old` that this run stands for; the others are copied. */
  readonly from: number;
  readonly to: number;
  /** Row + 1 that has this line's key, or 0. */
  readonly rowOf: Uint32Array;
  readonly keys: LineTable;
  /** Rows without a line, sorted by key. */
  readonly added: Uint32Array;
  /** Whether lines without a row are withdrawn. */
  readonly withdraw: boolean;
}

export function writeLedger(target: string, header: LedgerHeader, merge: LedgerMerge): void {
  const { old, keys, added } = merge;
  const prefix = Buffer.from(header.keyPrefix, "utf8");
  const withdrawn = Buffer.from("\twithdrawn", "utf8");
  const writer = new PieceWriter(target);
  const writeRow = (row: number): void => {
    if (prefix.length > 0) writer.write(prefix, 0, prefix.length);
    writer.write(keys.bytes, keys.starts[row]!, keys.lineEnd(row));
    writer.endLine();
  };
  const writeLine = (line: number, gone: boolean): void => {
    writer.write(old.bytes, old.starts[line]!, old.lineEnd(line));
    if (gone) writer.write(withdrawn, 0, withdrawn.length);
    writer.endLine();
  };

  try {
    const first = Buffer.from(headerLine(header), "utf8");
    writer.write(first, 0, first.length);
    let next = 0;
    for (let line = 0; line < merge.from; line++) writeLine(line, false);
    for (let line = merge.from; line < merge.to; line++) {
      const start = old.starts[line]! + prefix.length;
      while (next < added.length) {
        const row = added[next]!;
        const order = compareBytes(
          keys.bytes,
          keys.starts[row]!,
          keys.keyEnds[row]!,
          old.bytes,
          start,
          old.keyEnds[line]!,
        );
        if (order > 0) break;
        writeRow(row);
        next++;
      }
      const row = merge.rowOf[line]! - 1;
      if (row >= 0) writeRow(row);
      else writeLine(line, merge.withdraw && !old.isWithdrawn(line));
    }
    while (next < added.length) writeRow(added[next++]!);
    for (let line = merge.to; line < old.count; line++) writeLine(line, false);
  } finally {
    writer.close();
  }
}

/** The ledger as it is, at another place. */
export function copyLedger(ledger: string, target: string): void {
  const from = openForReading(ledger);
  const writer = new PieceWriter(target);
  const piece = Buffer.allocUnsafe(1 << 20);
  try {
    let position = 0;
    for (
      let read = readAt(from, piece, 0, piece.length, 0);
      read > 0;
      read = readAt(from, piece, 0, piece.length, position)
    ) {
      writer.write(piece, 0, read);
      position += read;
    }
  } finally {
    closeFile(from);
    writer.close();
  }
}

class PieceWriter {
  readonly #handle: number;
  readonly #piece = Buffer.allocUnsafe(1 << 20);
  #used = 0;

  constructor(file: string) {
    this.#handle = openForWriting(file);
  }

  write(bytes: Uint8Array, start: number, end: number): void {
    if (this.#used + end - start > this.#piece.length) this.#flush();
    if (end - start > this.#piece.length) {
      writeAll(this.#handle, bytes.subarray(start, end));
      return;
    }
    this.#piece.set(bytes.subarray(start, end), this.#used);
    this.#used += end - start;
  }

  endLine(): void {
    if (this.#used === this.#piece.length) this.#flush();
    this.#piece[this.#used++] = 0x0a;
  }

  close(): void {
    try {
      this.#flush();
    } finally {
      closeFile(this.#handle);
    }
  }

  #flush(): void {
    if (this.#used > 0) writeAll(this.#handle, this.#piece.subarray(0, this.#used));
    this.#used = 0;
  }
}
