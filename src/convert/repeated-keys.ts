/** Which records have the key of an earlier one, and what each block has to know of it. */
import { closeFile, openForReading } from "../safe/files.ts";
import { findRepeats, placeOfPrint } from "./find-repeats.ts";

/** A key that an earlier row has: the row is rejected, or becomes `~ordinal`. */
export interface RepeatedKey {
  /** The how-manieth key of the block, from 0. */
  readonly index: number;
  /** 2 for the second record of this key, … */
  readonly ordinal: number;
  /** Where the first record of this key is, for the message. */
  readonly first: string;
}

/** Where the blocks of a pass begin in the list of keys. */
export interface KeyRanges {
  /** Index of the first key of each block, in order. */
  readonly blocks: readonly number[];
  /** Index of the first key of each source, in order, with the source's name. */
  readonly sources: readonly { readonly start: number; readonly file: string }[];
}

/** Numbers kept of each repeat: its index in the list of keys, the how-manieth it is, the index and the line of the first. */
const numbersEach = 4;

/** 16 bytes for each repeat: a table whose rows all share one key is no reason to run out of memory. */
export class RepeatedKeys {
  readonly count: number;
  readonly distinct: number;
  /** By index. */
  private numbers = new Uint32Array(64 * numbersEach);
  private readonly ranges: KeyRanges;

  /** @param prints the list of key fingerprints, in the order of the records (fingerprint.ts). */
  constructor(prints: string, ranges: KeyRanges) {
    this.ranges = ranges;
    let count = 0;
    this.distinct = findRepeats(prints, (index, ordinal, first) => {
      if ((count + 1) * numbersEach > this.numbers.length) {
        const larger = new Uint32Array(this.numbers.length * 2);
        larger.set(this.numbers);
        this.numbers = larger;
      }
      this.numbers.set([index, ordinal, first, 0], count++ * numbersEach);
    });
    this.count = count;
    this.numbers = sorted(this.numbers, count);
    if (count > 0) this.noteLines(prints);
  }

  /** What a block has to know; `block` counts all blocks of the pass from 0. */
  ofBlock(block: number): RepeatedKey[] {
    const start = this.ranges.blocks[block] ?? 0;
    const end = this.ranges.blocks[block + 1] ?? Number.POSITIVE_INFINITY;
    const repeated: RepeatedKey[] = [];
    for (let i = this.lowerBound(start); i < this.count; i++) {
      const [index, ordinal, first, line] = this.numbers.subarray(i * numbersEach, (i + 1) * numbersEach);
      if (index! >= end) break;
      repeated.push({ index: index! - start, ordinal: ordinal!, first: this.place(first!, line!) });
    }
    return repeated;
  }

  private lowerBound(index: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.numbers[middle * numbersEach]! < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The lines stand in the list of fingerprints, which the next pass writes anew. */
  private noteLines(prints: string): void {
    const handle = openForReading(prints);
    try {
      let [known, line] = [-1, 0];
      for (let at = 0; at < this.numbers.length; at += numbersEach) {
        const first = this.numbers[at + 2]!;
        if (first !== known) [known, line] = [first, placeOfPrint(handle, first)];
        this.numbers[at + 3] = line;
      }
    } finally {
      closeFile(handle);
    }
  }

  private place(first: number, line: number): string {
    const { sources } = this.ranges;
    if (sources.length <= 1) return `line ${line}`;
    return `line ${line} of ${sources.findLast((source) => source.start <= first)?.file}`;
  }
}

/** The repeats in the order of the records; they are found in that order within each part of the list only. */
function sorted(numbers: Uint32Array, count: number): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  order.sort((one, other) => numbers[one * numbersEach]! - numbers[other * numbersEach]!);
  const result = new Uint32Array(count * numbersEach);
  order.forEach((from, to) => {
    result.set(numbers.subarray(from * numbersEach, (from + 1) * numbersEach), to * numbersEach);
  });
  return result;
}
