/**
 * The IRI-safe form of a value in an IRI template (RML-Core, R2RML §7.3): everything outside iunreserved of RFC 3987 is
 * percent-encoded; 東京 stays 東京.
 */
import type { Utf8Bytes } from "./utf8-bytes.ts";
import { bytesOfLatin1, fromUtf8Bytes, latin1Of, toUtf8Bytes } from "./utf8-bytes.ts";

const safe = /^[A-Za-z0-9\-._~]*$/;
const unsafeAscii = /[\x00-\x2c\x2f:-@[-^`{-}\x7f]/g;
/** Beyond ASCII: not ucschar. */
const unsafeBeyond =
  /[\u{80}-\u{9F}\u{D800}-\u{F8FF}\u{FDD0}-\u{FDEF}\u{FFF0}-\u{FFFF}\u{1FFFE}\u{1FFFF}\u{2FFFE}\u{2FFFF}\u{3FFFE}\u{3FFFF}\u{4FFFE}\u{4FFFF}\u{5FFFE}\u{5FFFF}\u{6FFFE}\u{6FFFF}\u{7FFFE}\u{7FFFF}\u{8FFFE}\u{8FFFF}\u{9FFFE}\u{9FFFF}\u{AFFFE}\u{AFFFF}\u{BFFFE}\u{BFFFF}\u{CFFFE}\u{CFFFF}\u{DFFFE}-\u{E0FFF}\u{EFFFE}-\u{10FFFF}]/gu;

/** Percent-encodes a value for an IRI template. Plain ASCII comes back as it is. */
export function encodeTemplateValue(bytes: Utf8Bytes): Utf8Bytes {
  const latin1 = latin1Of(bytes);
  if (safe.test(latin1)) return bytes;
  const ascii = latin1.replace(unsafeAscii, percent);
  if (!/[\x80-\xff]/.test(ascii)) return bytesOfLatin1(ascii);
  return toUtf8Bytes(fromUtf8Bytes(bytesOfLatin1(ascii)).replace(unsafeBeyond, percentOfCharacter));
}

const percent = (byte: string): string => "%" + byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");

function percentOfCharacter(character: string): string {
  return Buffer.from(character, "utf8")
    .latin1Slice()
    .replace(/[\x00-\xff]/g, percent);
}
