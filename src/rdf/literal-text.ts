/**
 * Escaping of literals, N-Triples §2.4 and N-Quads grammar (STRING_LITERAL_QUOTE). Tab, line feed, carriage return, quote
 * and backslash take their short form; every other C0 control, DEL and C1 takes \uXXXX. Nothing else is touched, so a
 * line of output is one quad and a tab always stands between two terms.
 */
import type { Utf8Bytes } from "./utf8-bytes.ts";
import { bytesOfLatin1, latin1Of } from "./utf8-bytes.ts";

// C1 controls (U+0080 to U+009F) are the bytes C2 80 to C2 9F.
const needsEscape = /["\\\x00-\x1f\x7f]|\xc2[\x80-\x9f]/;
const escapedBytes = /["\\\x00-\x1f\x7f]|\xc2[\x80-\x9f]/g;
const escapedCharacters = /["\\\x00-\x1f\x7f-\x9f]/g;

const short: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\" };

/** Escapes the text of a literal; most cells come back as they are. */
export function escapeLiteral(bytes: Utf8Bytes): Utf8Bytes {
  const latin1 = latin1Of(bytes);
  return needsEscape.test(latin1) ? bytesOfLatin1(latin1.replace(escapedBytes, escapeOne)) : bytes;
}

/** True if nothing in a whole block can need escaping but the record separators themselves: then cells are not looked at. */
export function nothingToEscape(block: Utf8Bytes): boolean {
  return !/["\\\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|\xc2[\x80-\x9f]/.test(latin1Of(block));
}

/** The same on characters, for text that is not in a conversion. */
export function escapeLiteralText(text: string): string {
  return text.replace(escapedCharacters, escapeOne);
}

function escapeOne(match: string): string {
  // The code point of C2 xx is xx.
  return (
    short[match] ??
    "\\u" +
      match
        .charCodeAt(match.length - 1)
        .toString(16)
        .toUpperCase()
        .padStart(4, "0")
  );
}
