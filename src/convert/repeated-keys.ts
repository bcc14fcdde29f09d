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

export class RepeatedKeys {
  readonly count: number;
  readonly distinct: number;
  private readonly sorted: { index: number; ordinal: number; first: string }[] = [];
  private readonly ranges: KeyRanges;

  /** @param prints the list of key fingerprints, in the order of the records (fingerprint.ts). */
  constructor(prints: string, ranges: KeyRanges) {
    this.ranges = ranges;
    const found: { index: number; ordinal: number; first: number }[] = [];
    this.distinct = findRepeats(prints, (index, ordinal, first) => found.push({ index, ordinal, first }));
    this.count = found.length;
    if (found.length === 0) return;
    found.sort((one, other) => one.index - other.index);
    const handle = openForReading(prints);
    try {
      for (const { index, ordinal, first } of found)
        this.sorted.push({ index, ordinal, first: this.place(handle, first) });
    } finally {
      closeFile(handle);
    }
  }

  /** What a block has to know; `block` counts all blocks of the pass from 0. */
  ofBlock(block: number): RepeatedKey[] {
    const start = this.ranges.blocks[block] ?? 0;
    const end = this.ranges.blocks[block + 1] ?? Number.POSITIVE_INFINITY;
    const repeated: RepeatedKey[] = [];
    for (let i = this.lowerBound(start); i < this.sorted.length && this.sorted[i]!.index < end; i++) {
      const { index, ordinal, first } = this.sorted[i]!;
      repeated.push({ index: index - start, ordinal, first });
    }
    return repeated;
  }

  private lowerBound(index: number): number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]!.index < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private place(handle: number, index: number): string {
    const line = placeOfPrint(handle, index);
    const { sources } = this.ranges;
    if (sources.length <= 1) return `line ${line}`;
    return `line ${line} of ${sources.findLast((source) => source.start <= index)?.file}`;
  }
}
