/**
 * UTF-8 bytes held as a one-byte V8 string: every byte is one character U+0000 to U+00FF ("latin1").
 * UTF-8 input passes through a conversion without being decoded or encoded (ARCHITECTURE.md, "Why it is fast").
 *
 * The type is opaque and deliberately not a `string`: `.trim()` on such a string would eat the byte 0xA0 out of 堠.
 */
declare const utf8: unique symbol;
export interface Utf8Bytes {
  readonly [utf8]: true;
}

/** Characters to bytes. Lone surrogates become U+FFFD, as everywhere in UTF-8. */
export function toUtf8Bytes(text: string): Utf8Bytes {
  return Buffer.from(text, "utf8").latin1Slice() as unknown as Utf8Bytes;
}

/** Bytes to characters. */
export function fromUtf8Bytes(bytes: Utf8Bytes): string {
  const latin1 = bytes as unknown as string;
  return isAscii(latin1) ? latin1 : Buffer.from(latin1, "latin1").utf8Slice();
}

/** The one-byte string itself, for code that works on bytes (tokenizer, escaping, output). */
export function latin1Of(bytes: Utf8Bytes): string {
  return bytes as unknown as string;
}

/** States that a one-byte string holds UTF-8 bytes. The caller answers for it. */
export function bytesOfLatin1(latin1: string): Utf8Bytes {
  return latin1 as unknown as Utf8Bytes;
}

function isAscii(latin1: string): boolean {
  for (let i = 0; i < latin1.length; i++) if (latin1.charCodeAt(i) > 0x7f) return false;
  return true;
}
