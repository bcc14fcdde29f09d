/**
 * 128-bit fingerprints of byte strings (the public-domain mixing known as cyrb128), for finding repeats among millions of
 * lines and keys without keeping them. Not for secrets.
 */

/** Words of a record in a fingerprint list: four of the fingerprint, one that says where it was. */
export const wordsOfPrint = 5;

/** Writes the fingerprint of bytes `start` to `end` into four words. */
export function fingerprintBytes(bytes: Uint8Array, start: number, end: number, into: Uint32Array, at: number): void {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    h1 = h2 ^ Math.imul(h1 ^ byte, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ byte, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ byte, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ byte, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  into[at] = h1 ^ h2 ^ h3 ^ h4;
  into[at + 1] = h2 ^ h1;
  into[at + 2] = h3 ^ h1;
  into[at + 3] = h4 ^ h1;
}

/** A list of fingerprints that grows as rows pass. */
export class PrintList {
  words = new Uint32Array(1024 * wordsOfPrint);
  length = 0;

  add(bytes: Uint8Array, start: number, end: number, place: number): void {
    if (this.length + wordsOfPrint > this.words.length) {
      const larger = new Uint32Array(this.words.length * 2);
      larger.set(this.words);
      this.words = larger;
    }
    fingerprintBytes(bytes, start, end, this.words, this.length);
    this.words[this.length + 4] = place;
    this.length += wordsOfPrint;
  }

  /** The list so far, as a buffer of its own; the list is empty afterwards. */
  take(): Uint32Array<ArrayBuffer> {
    const taken = this.words.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}
