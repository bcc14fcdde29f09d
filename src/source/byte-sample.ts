/** A sample of a file's bytes: enough of its start and a look at the rest. */
import { isAscii } from "node:buffer";
import { closeFile, openForReading, readAt, sizeOf } from "../safe/files.ts";

const firstBytes = 256 << 10;
const laterBytes = 32 << 10;
const laterPieces = 4;

/**
 * The first 256 KB, and 32 KB at four later places from line end to line end. A file that is ASCII in all of these is
 * searched for the first other byte, so that one Big5 name in a million rows of numbers is not missed.
 */
export function sampleBytes(file: string): Buffer[] {
  const size = sizeOf(file);
  const handle = openForReading(file);
  try {
    const piece = (from: number, length: number): Buffer => {
      const buffer = Buffer.alloc(Math.min(length, Math.max(0, size - from)));
      return buffer.subarray(0, readAt(handle, buffer, 0, buffer.length, from));
    };
    const pieces = [piece(0, firstBytes)];
    const rest = size - firstBytes;
    for (let i = 1; i <= laterPieces && rest > 0; i++) {
      pieces.push(wholeLines(piece(firstBytes + Math.floor((rest * (i - 0.5)) / laterPieces), laterBytes)));
    }
    if (pieces.every((one) => isAscii(one))) {
      for (let from = firstBytes; from < size; from += 1 << 20) {
        const found = piece(from, (1 << 20) + 1024);
        if (!isAscii(found)) {
          pieces.push(wholeLines(found));
          break;
        }
      }
    }
    return pieces;
  } finally {
    closeFile(handle);
  }
}

/** A line end is one byte in every encoding that has no NUL bytes, and never the second half of a character. */
function wholeLines(bytes: Buffer): Buffer {
  const end = bytes.includes(10) ? 10 : 13;
  const first = bytes.indexOf(end);
  return first === -1 ? Buffer.alloc(0) : bytes.subarray(first + 1, bytes.lastIndexOf(end) + 1);
}
