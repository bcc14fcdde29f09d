/** The key of a record that the table gives no key. */
import { hash } from "node:crypto";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * The key of a record that has none of its own: the first 130 bits of the SHA-256 of its parts, in base32 (RFC 4648, small
 * letters, 26 characters). Parts are NFC and stand as netstrings (`4:text,`, length in UTF-16 code units), a part without a
 * value as `-,`, so that no two lists of parts read the same. Two different records get one key with odds of n²/2^131:
 * 10^-27 for a million records.
 */
export function contentKey(parts: readonly (string | undefined)[]): string {
  let text = "";
  for (const part of parts) {
    const normal = part?.normalize("NFC");
    text += normal === undefined ? "-," : `${normal.length}:${normal},`;
  }
  const digest = hash("sha256", text, "hex");
  let key = "";
  // 5 hexadecimal digits are 20 bits: four letters.
  for (let i = 0; i < 30; i += 5) {
    const bits = Number.parseInt(digest.slice(i, i + 5), 16);
    key += alphabet[bits >> 15]! + alphabet[(bits >> 10) & 31]! + alphabet[(bits >> 5) & 31]! + alphabet[bits & 31]!;
  }
  const rest = Number.parseInt(digest.slice(30, 33), 16) >> 2;
  return key + alphabet[rest >> 5]! + alphabet[rest & 31]!;
}
