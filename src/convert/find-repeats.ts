/**
 * Finds repeats in a list of fingerprints on disk, in bounded memory: the list is read several times, and each time only
 * a part of all fingerprints (by their value) is held in a table.
 */
import { closeFile, openForReading, readAt, sizeOf } from "../safe/files.ts";
import { wordsOfPrint } from "./fingerprint.ts";

/** Fingerprints held at once: 24 bytes each in a table at most half full. */
const heldAtOnce = 1 << 19;
const wordsOfEntry = 6; // fingerprint (4), index of the first + 1, how many so far
const bytesOfPrint = wordsOfPrint * 4;

/**
 * Calls `found` for every fingerprint that an earlier one equals: its index in the list, the how-manieth it is (2, 3, …)
 * and the index of the first. Calls come in no order but that of each fingerprint's own repeats.
 * @returns the number of distinct fingerprints.
 */
export function findRepeats(
  file: string,
  found: (index: number, ordinal: number, first: number) => void,
  held = heldAtOnce,
): number {
  const count = sizeOf(file) / bytesOfPrint;
  const parts = Math.max(1, Math.ceil(count / held));
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, Math.ceil((count / parts) * 2.2))));
  const table = new Uint32Array(capacity * wordsOfEntry);
  const handle = openForReading(file);
  const words = new Uint32Array((1 << 14) * wordsOfPrint);
  let distinct = 0;
  /** Looks a fingerprint up, or adds it. */
  const visit = (at: number, index: number): void => {
    // The second word is not used for parting, so it spreads over the whole table.
    let entry = (words[at + 1]! & (capacity - 1)) * wordsOfEntry;
    while (table[entry + 4] !== 0) {
      if (
        table[entry] === words[at] &&
        table[entry + 1] === words[at + 1] &&
        table[entry + 2] === words[at + 2] &&
        table[entry + 3] === words[at + 3]
      ) {
        const ordinal = ++table[entry + 5]!;
        found(index, ordinal, table[entry + 4]! - 1);
        return;
      }
      entry += wordsOfEntry;
      if (entry === table.length) entry = 0;
    }
    distinct++;
    for (let i = 0; i < 4; i++) table[entry + i] = words[at + i]!;
    table[entry + 4] = index + 1;
    table[entry + 5] = 1;
  };
  try {
    for (let part = 0; part < parts; part++) {
      table.fill(0);
      for (let index = 0; index < count; ) {
        const prints = readPrints(handle, words, index);
        const end = prints * wordsOfPrint;
        for (let at = 0; at < end; at += wordsOfPrint, index++) {
          if (parts === 1 || words[at]! % parts === part) visit(at, index);
        }
      }
    }
  } finally {
    closeFile(handle);
  }
  return distinct;
}

/** The place that was noted with one fingerprint of the list. */
export function placeOfPrint(handle: number, index: number): number {
  const words = new Uint32Array(1);
  readAt(handle, new Uint8Array(words.buffer), 0, 4, index * bytesOfPrint + 16);
  return words[0]!;
}

/** Fills `words` from the fingerprint `index` on; returns how many fingerprints there were. */
function readPrints(handle: number, words: Uint32Array, index: number): number {
  const bytes = new Uint8Array(words.buffer);
  let done = 0;
  while (done < bytes.length) {
    const read = readAt(handle, bytes, done, bytes.length - done, index * bytesOfPrint + done);
    if (read === 0) break;
    done += read;
  }
  const prints = Math.floor(done / bytesOfPrint);
  if (prints === 0) throw new Error("The list of fingerprints is shorter than it was.");
  return prints;
}
