/** The text of a cell, on bytes: trimmed as `String.prototype.trim` trims, without decoding. */

/** U+FFFD in UTF-8: what stands in a cell for a byte that could not be decoded. */
export const replacementCharacter = "\xef\xbf\xbd";

/** Trims white space of Unicode and byte order marks at both ends. */
export function trimCell(cell: string): string {
  const length = cell.length;
  if (length === 0) return cell;
  let start = 0;
  for (let size = spaceAt(cell, 0); size > 0; size = spaceAt(cell, start)) start += size;
  if (start >= length) return "";
  let end = length;
  for (let size = spaceBefore(cell, end); size > 0; size = spaceBefore(cell, end)) end -= size;
  return start === 0 && end === length ? cell : cell.slice(start, end);
}

/** Number of bytes of the white space that begins here, 0 if none does. */
function spaceAt(cell: string, at: number): number {
  const byte = cell.charCodeAt(at);
  if (byte <= 0x20) return isAsciiSpace(byte) ? 1 : 0;
  if (byte === 0xc2) return cell.charCodeAt(at + 1) === 0xa0 ? 2 : 0;
  if (byte === 0xe1 || byte === 0xe2 || byte === 0xe3 || byte === 0xef) {
    return isWideSpace(byte, cell.charCodeAt(at + 1), cell.charCodeAt(at + 2)) ? 3 : 0;
  }
  return 0;
}

function spaceBefore(cell: string, end: number): number {
  const byte = cell.charCodeAt(end - 1);
  if (byte < 0x80) return isAsciiSpace(byte) ? 1 : 0;
  if (byte === 0xa0 && cell.charCodeAt(end - 2) === 0xc2) return 2;
  return end >= 3 && isWideSpace(cell.charCodeAt(end - 3), cell.charCodeAt(end - 2), byte) ? 3 : 0;
}

const isAsciiSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF. */
function isWideSpace(first: number, second: number, third: number): boolean {
  if (first === 0xe3) return second === 0x80 && third === 0x80;
  if (first === 0xe2) {
    if (second === 0x80) return third <= 0x8a || third === 0xa8 || third === 0xa9 || third === 0xaf;
    return second === 0x81 && third === 0x9f;
  }
  return (first === 0xef && second === 0xbb && third === 0xbf) || (first === 0xe1 && second === 0x9a && third === 0x80);
}
