/**
 * One form for texts that people take to be the same: 台北 and 臺北, `都道府県コ―ド` and `都道府県コード`, `料金（基本）` and
 * `料金(基本)`. For comparing headers, labels and meanings; never for output.
 */

/** Variants of one character, as they occur in headers and place names; NFKC knows nothing of them. */
const variants: Readonly<Record<string, string>> = {
  台: "臺",
  坮: "臺",
  邨: "村",
  髙: "高",
  﨑: "崎",
  嵜: "崎",
  舘: "館",
  峯: "峰",
  衞: "衛",
  恒: "恆",
  巿: "市",
  ヶ: "ケ",
  ヵ: "カ",
};
/** What stands for a long vowel or a dash: one sign for all, because sources mix them up. */
const dashes = "-‐‑‒–—―−─━ー";
const waves = "~∼〜～";
const dots = "·‧•・";
const quotes: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
};

const replacements = new Map<string, string>([
  ...Object.entries(variants),
  ...[...dashes].map((dash): [string, string] => [dash, "-"]),
  ...[...waves].map((wave): [string, string] => [wave, "~"]),
  ...[...dots].map((dot): [string, string] => [dot, "・"]),
  ...Object.entries(quotes),
]);
const replaceable = new RegExp(`[${[...replacements.keys()].map((c) => (c === "-" ? "\\-" : c)).join("")}]`, "gu");
/** White space, zero-width characters, soft hyphens, byte order marks, joiners and variation selectors. */
const invisible = /(?:\s|\p{Default_Ignorable_Code_Point})+/gu;

const removed = 0xffff;
/**
 * What a code unit folds to by itself: another one, `removed`, or 0 where its neighbours matter (combining marks, half-width
 * kana, surrogates) and for all that is rare. Folding a label of ordinary letters costs one look a character.
 */
const direct = new Uint16Array(0x10000);
for (const [from, to] of [
  [0x21, 0x7e], // ASCII
  [0x3041, 0x3096], // hiragana
  [0x30a1, 0x30fa], // katakana
  [0x4e00, 0x9fa5], // ideographs
] as const) {
  for (let code = from; code <= to; code++) direct[code] = code;
}
for (const [from, to] of replacements) if (from.length === 1) direct[from.charCodeAt(0)] = to.charCodeAt(0);
for (let code = 0x41; code <= 0x5a; code++) direct[code] = code + 0x20;
// Full-width ASCII stands in the order of ASCII.
for (let code = 0x21; code <= 0x7e; code++) direct[code + 0xfee0] = direct[code]!;
direct[0x20] = removed;
direct[0x3000] = removed;

/**
 * The form in which headers, labels and names are compared: NFKC (full width, half-width kana, ligatures), variants
 * (台 → 臺, 邨 → 村, ヶ → ケ), one sign for every dash and long-vowel mark, no white space, lower case. Idempotent.
 */
export function fold(text: string): string {
  let folded = "";
  let done = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const to = direct[code]!;
    if (to === code) continue;
    if (to === 0) return foldAny(text);
    folded += text.slice(done, i);
    if (to !== removed) folded += String.fromCharCode(to);
    done = i + 1;
  }
  return done === 0 ? text : folded + text.slice(done);
}

function foldAny(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKC")
    .replace(invisible, "")
    .replace(replaceable, (character) => replacements.get(character)!)
    .normalize("NFKC"); // ヶ + ゙ became ケ + ゙, which is ゲ
}
