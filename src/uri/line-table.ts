/** A file of key lines in memory: its bytes, and where each line and its key begin and end. No object per line. */
import { ProblemError } from "../problem/problem.ts";

const tab = 0x09;
const newline = 0x0a;

export class LineTable {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** Where line i begins; `starts[count]` is the end of the file. */
  readonly starts: Uint32Array;
  /** Where the key of line i ends (its tab). */
  readonly keyEnds: Uint32Array;

  /**
   * @param from first byte of the first line
   * @param file for messages. A line without a tab throws a ProblemError (URI-011).
   */
  constructor(bytes: Uint8Array, from: number, file: string) {
    let starts = new Uint32Array(1024);
    let keyEnds = new Uint32Array(1024);
    let start = from;
    let count = 0;
    while (start < bytes.length) {
      let i = start;
      let byte = bytes[i];
      while (byte !== tab && byte !== newline && byte !== undefined) byte = bytes[++i];
      if (byte !== tab || i === start) throw damaged(file, `its record ${count + 1} has no key`);
      if (count + 1 === starts.length) {
        starts = grown(starts);
        keyEnds = grown(keyEnds);
      }
      starts[count] = start;
      keyEnds[count] = i;
      while (byte !== newline && byte !== undefined) byte = bytes[++i];
      start = i + 1;
      count++;
    }
    starts[count] = start;
    this.bytes = bytes;
    this.starts = starts;
    this.keyEnds = keyEnds;
    this.count = count;
  }

  /** Where line i ends: its line feed, or a carriage return before that. */
  lineEnd(i: number): number {
    const end = this.starts[i + 1]! - 1;
    return this.bytes[end - 1] === 0x0d ? end - 1 : end;
  }

  /** Column of a line as text; undefined if the line has no such column. */
  column(i: number, column: number): string | undefined {
    return Buffer.from(this.bytes.subarray(this.starts[i], this.lineEnd(i)))
      .toString("utf8")
      .split("\t")[column];
  }

  /** True when the fingerprints (second columns) of two lines are the same bytes. */
  sameMeaning(i: number, other: LineTable, j: number): boolean {
    let a = this.keyEnds[i]! + 1;
    let b = other.keyEnds[j]! + 1;
    const end = this.lineEnd(i);
    while (a < end && this.bytes[a] !== tab) if (this.bytes[a++] !== other.bytes[b++]) return false;
    return other.bytes[b] === tab;
  }

  /** True when line i ends with a column that says "withdrawn". */
  isWithdrawn(i: number): boolean {
    const end = this.lineEnd(i);
    // "\twithdrawn" is 10 bytes; a label that reads so stands in the third column, after the second tab.
    if (this.bytes[end - 10] !== tab || this.bytes[end - 1] !== 0x6e) return false;
    return this.column(i, 3) === "withdrawn";
  }
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Compares two ranges of bytes: negative, zero or positive. Keys in UTF-8 sort by code point. */
export function compareBytes(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
): number {
  const length = Math.min(aEnd - aStart, bEnd - bStart);
  for (let i = 0; i < length; i++) {
    const difference = a[aStart + i]! - b[bStart + i]!;
    if (difference !== 0) return difference;
  }
  return aEnd - aStart - (bEnd - bStart);
}

export function damaged(file: string, what: string): ProblemError {
  return new ProblemError({
    code: "URI-011",
    severity: "error",
    message: `The ledger cannot be read: ${what}.`,
    at: { file },
    advice: "Put back the version that git has; the ledger is written by the program only.",
  });
}
