/**
 * How likely a character is in a table of a language, as a logarithm: the sum over a decoding says how likely it is that
 * somebody wrote this. All decodings read the same bytes, so the sums can be compared as they are.
 */
import { japanese, simplified, traditional } from "./common-characters.ts";
import type { FoundEncoding } from "./encoding-names.ts";

const weight = {
  letterOrDigit: -3.5,
  punctuation: -4.5,
  /** Second bytes of Big5 and Shift_JIS that a wrong decoding leaves behind as ASCII. */
  rareAscii: -8,
  control: -20,
  common: -6,
  kana: -5.5,
  foreignKana: -13,
  fullWidth: -7,
  /** The character set's first level (or plane): in use, but not frequent. */
  known: -9.5,
  rare: -13,
  otherScript: -13,
  latin: -9,
  privateUse: -30,
  replacement: -40,
} as const;

/** Half-width katakana are whole words of them, or the sign of a wrong decoding. */
export const halfWidthInRun = -5;
export const halfWidthAlone = -11;

/** At most this: a character that tables of the language hardly ever hold. */
export const unlikely = weight.rare;

const tables = new Map<FoundEncoding, Float32Array>();

/** Weight of every UTF-16 code unit for what an encoding is used for. */
export function weightsFor(encoding: FoundEncoding): Float32Array {
  let table = tables.get(encoding);
  if (table === undefined) {
    table = makeWeights(encoding);
    tables.set(encoding, table);
  }
  return table;
}

function makeWeights(encoding: FoundEncoding): Float32Array {
  const table = new Float32Array(0x10000).fill(weight.otherScript);
  const fill = (from: number, to: number, value: number) => table.fill(value, from, to + 1);
  const chinese = encoding === "big5" || encoding === "gb18030";
  fill(0x00, 0x1f, weight.control);
  for (const code of [0x09, 0x0a, 0x0d]) table[code] = weight.letterOrDigit;
  fill(0x20, 0x7e, weight.punctuation);
  for (const character of "@[\\]^`{|}~") table[character.charCodeAt(0)] = weight.rareAscii;
  fill(0x30, 0x39, weight.letterOrDigit);
  fill(0x41, 0x5a, weight.letterOrDigit);
  fill(0x61, 0x7a, weight.letterOrDigit);
  fill(0x7f, 0x9f, weight.control);
  fill(0xa0, 0x24f, weight.latin);
  fill(0x2010, 0x2026, weight.fullWidth);
  fill(0x2190, 0x266f, -10);
  fill(0x3000, 0x303f, weight.fullWidth);
  fill(0x3041, 0x30ff, chinese ? weight.foreignKana : weight.kana);
  fill(0x3100, 0x312f, weight.rare);
  fill(0x3400, 0x9fff, weight.rare);
  fill(0xd800, 0xdfff, -9);
  fill(0xe000, 0xf8ff, weight.privateUse);
  fill(0xf900, 0xfaff, weight.rare);
  fill(0xff01, 0xff60, weight.fullWidth);
  fill(0xff61, 0xff65, halfWidthAlone);
  fill(0xff66, 0xff9f, halfWidthInRun);
  table[0xfeff] = weight.rare;
  table[0xfffd] = weight.replacement;
  for (const list of listsOf(encoding)) {
    for (const character of levelOne(list)) table[character.charCodeAt(0)] = weight.known;
  }
  for (const list of listsOf(encoding)) {
    for (const character of commonOf[list]) table[character.charCodeAt(0)] = weight.common;
  }
  return table;
}

const commonOf = { big5: traditional, shift_jis: japanese, gb18030: simplified } as const;
type National = keyof typeof commonOf;

function listsOf(encoding: FoundEncoding): readonly National[] {
  if (encoding === "big5" || encoding === "gb18030") return [encoding];
  return encoding === "shift_jis" || encoding === "euc-jp" ? ["shift_jis"] : ["big5", "shift_jis", "gb18030"];
}

/** The ideographs a national standard counts as in general use: its first level, a range of lead bytes. */
function levelOne(national: National): string {
  const [first, last] = { big5: [0xa4, 0xc6], shift_jis: [0x88, 0x97], gb18030: [0xb0, 0xd7] }[national] as [
    number,
    number,
  ];
  const [low, high] = national === "gb18030" ? [0xa1, 0xfe] : [0x40, 0xfc];
  const bytes: number[] = [];
  for (let lead = first; lead <= last; lead++)
    for (let trail = low; trail <= high; trail++) bytes.push(lead, trail, 0x0a);
  return new TextDecoder(national).decode(Uint8Array.from(bytes)).replaceAll(/[^\u4e00-\u9fff]/g, "");
}
