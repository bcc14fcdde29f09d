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
const replaceable = new RegExp(
	`[${[...replacements.keys()].map((c) => (c === "-" ? "\\-" : c)).join("")}]`,
	"gu",
);
/** White space, zero-width characters, soft hyphens, byte order marks, joiners and variation selectors. */
const invisible = /(?:\s|\p{Default_Ignorable_Code_Point})+/gu;

/** 1: a code unit that folding leaves as it is, whatever stands beside it. */
const stable = new Uint8Array(0x10000);
for (const [from, to] of [
	[0x21, 0x40], // ASCII punctuation and digits
	[0x5b, 0x7e], // small letters and the rest
	[0x3041, 0x3096], // hiragana
	[0x30a1, 0x30fa], // katakana
	[0x4e00, 0x9fa5], // ideographs
]) {
	stable.fill(1, from, to! + 1);
}
for (const character of replacements.keys())
	if (character.length === 1) stable[character.charCodeAt(0)] = 0;
stable["-".charCodeAt(0)] = 1;
stable["~".charCodeAt(0)] = 1;

/**
 * The form in which headers, labels and names are compared: NFKC (full width, half-width kana, ligatures), variants
 * (台 → 臺, 邨 → 村, ヶ → ケ), one sign for every dash and long-vowel mark, no white space, lower case. Idempotent.
 */
export function fold(text: string): string {
	let i = 0;
	while (i < text.length && stable[text.charCodeAt(i)] === 1) i++;
	if (i === text.length) return text;
	return text
		.normalize("NFKC")
		.replace(invisible, "")
		.replace(replaceable, (character) => replacements.get(character)!)
		.toLowerCase()
		.normalize("NFKC");
}
