/**
 * Lines of the keys file (src/uri/key-line.ts) as bytes: a million records a second get theirs without a string being made
 * for any of them.
 */
import { fold } from "../function/fold.ts";
import { labelLimit, ledgerLabel } from "../uri/key-line.ts";

/** 1: folding leaves this character as it is, whatever stands beside it. Only ranges without combining marks are asked. */
const stable = new Uint8Array(0x10000);
for (const [from, to] of [
  [0x21, 0x40],
  [0x5b, 0x7e],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x4e00, 0x9fa5],
] as const) {
  for (let code = from; code <= to; code++) {
    const character = String.fromCharCode(code);
    if (fold(character) === character) stable[code] = 1;
  }
}
const hexDigits = Buffer.from("0123456789abcdef", "latin1");

/**
 * Fingerprint of what a key means: 32 bits (FNV-1a over the folded text's UTF-16 code units, then mixed). The UTF-8 text in
 * `bytes[start, end)` is decoded while it is hashed; only text that folding changes goes the long way.
 */
export function fingerprintMeaning(bytes: Buffer, start: number, end: number): number {
  let h = 0x811c9dc5;
  for (let i = start; i < end; ) {
    let code = bytes[i]!;
    if (code < 0x80) i++;
    else if (code >= 0xe0 && code < 0xf0) {
      code = ((code & 15) << 12) | ((bytes[i + 1]! & 63) << 6) | (bytes[i + 2]! & 63);
      i += 3;
    } else code = 0;
    if (stable[code] === 0) return fingerprintText(fold(bytes.utf8Slice(start, end)));
    h = Math.imul(h ^ code, 0x01000193);
  }
  return mix(h);
}

function fingerprintText(folded: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < folded.length; i++) h = Math.imul(h ^ folded.charCodeAt(i), 0x01000193);
  return mix(h);
}

function mix(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Writes 8 hexadecimal digits; returns where they end. */
export function writeHex(word: number, into: Uint8Array, at: number): number {
  for (let shift = 28; shift >= 0; shift -= 4) into[at++] = hexDigits[(word >>> shift) & 15]!;
  return at;
}

/** Where the label that was written at `start` to `end` ends once it is one cell of one line. */
export function settleLabel(bytes: Buffer, start: number, end: number): number {
  let plain = end - start <= labelLimit;
  for (let i = start; plain && i < end; i++) {
    const byte = bytes[i]!;
    plain = byte >= 0x20 && byte !== 0x7f;
  }
  return plain ? end : start + bytes.latin1Write(ledgerLabel(bytes.latin1Slice(start, end)), start);
}

/**
 * Hash of a set of lines that does not depend on their order: 64-bit hashes are summed in two lanes of 32 bits, so that
 * blocks can be hashed apart. Two different sets meet with odds of 2^-64. (The mixing is that of cyrb53, public domain.)
 */
export class SetHash {
  private high = 0;
  private low = 0;

  add(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    let a = 0x9e3779b9 ^ length;
    let b = 0x85ebca6b ^ length;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      a = Math.imul(a ^ byte, 0x9e3779b1);
      b = Math.imul(b ^ byte, 0x5f356495);
    }
    a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
    b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
    this.high = (this.high + a) >>> 0;
    this.low = (this.low + b) >>> 0;
  }

  /** Adds what another has summed. */
  merge(hex: string): void {
    this.high = (this.high + Number.parseInt(hex.slice(0, 8), 16)) >>> 0;
    this.low = (this.low + Number.parseInt(hex.slice(8), 16)) >>> 0;
  }

  /** 16 hexadecimal digits. */
  hex(): string {
    return this.high.toString(16).padStart(8, "0") + this.low.toString(16).padStart(8, "0");
  }

  /** The same; the sum begins again. */
  take(): string {
    const hex = this.hex();
    this.high = 0;
    this.low = 0;
    return hex;
  }
}
