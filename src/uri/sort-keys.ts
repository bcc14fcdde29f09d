/** Sorts lines by their keys' bytes, by index. */
import type { LineTable } from "./line-table.ts";
import { compareBytes } from "./line-table.ts";

/** Below this many lines, insertion is the fastest. */
const few = 12;
/** Three bytes of the key above 29 bits of position: together an exact integer in a double. */
const shift = 2 ** 29;

/**
 * Sorts line numbers by key, in place; equal keys keep their order. Keys are cut into pieces of three bytes, which the
 * engine's own sort of doubles puts in order (radix sort by most significant digit, with digits of 24 bits).
 */
export function sortByKey(table: LineTable, lines: Uint32Array): void {
  if (!isSorted(table, lines))
    sortRange(table, lines, new Float64Array(lines.length), new Uint32Array(lines.length), 0, lines.length, 0);
}

function isSorted(table: LineTable, lines: Uint32Array): boolean {
  for (let i = 1; i < lines.length; i++) if (compareKeys(table, lines[i - 1]!, lines[i]!, 0) > 0) return false;
  return true;
}

function sortRange(
  table: LineTable,
  lines: Uint32Array,
  digits: Float64Array,
  before: Uint32Array,
  from: number,
  to: number,
  depth: number,
): void {
  if (to - from <= few) {
    insertionSort(table, lines, from, to, depth);
    return;
  }
  const { bytes, starts, keyEnds } = table;
  for (let i = from; i < to; i++) {
    const line = lines[i]!;
    const end = keyEnds[line]!;
    const at = starts[line]! + depth;
    // Keys hold no zero byte, so that zero can stand for "ended".
    const digit =
      at + 2 < end
        ? (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
        : ((at < end ? bytes[at]! : 0) << 16) | ((at + 1 < end ? bytes[at + 1]! : 0) << 8);
    before[i] = line;
    digits[i] = digit * shift + (i - from);
  }
  digits.subarray(from, to).sort();
  for (let i = from; i < to; i++) lines[i] = before[from + (digits[i]! % shift)]!;

  for (let start = from; start < to; ) {
    const digit = Math.floor(digits[start]! / shift);
    let end = start + 1;
    while (end < to && Math.floor(digits[end]! / shift) === digit) end++;
    if (end - start > 1 && (digit & 0xff) !== 0) sortRange(table, lines, digits, before, start, end, depth + 3);
    start = end;
  }
}

function insertionSort(table: LineTable, lines: Uint32Array, from: number, to: number, depth: number): void {
  for (let i = from + 1; i < to; i++) {
    const line = lines[i]!;
    let j = i;
    while (j > from && compareKeys(table, lines[j - 1]!, line, depth) > 0) {
      lines[j] = lines[j - 1]!;
      j--;
    }
    lines[j] = line;
  }
}

/** Compares the keys of two lines of one table from a byte on that both have reached. */
export function compareKeys(table: LineTable, i: number, j: number, depth: number): number {
  const { bytes, starts, keyEnds } = table;
  return compareBytes(bytes, starts[i]! + depth, keyEnds[i]!, bytes, starts[j]! + depth, keyEnds[j]!);
}
