/**
 * The lines of the keys file, which a run writes in row order, and of the ledger, which keeps them sorted by key:
 *
 *     key ⇥ fingerprint of what it means ⇥ label            (ledger: ⇥ withdrawn, when the resource is no longer there)
 *
 * Keys are percent-encoded and hold no tab or line end; labels are escaped.
 */

/** Longest label that the ledger keeps, in characters (bytes of a one-byte string). */
export const labelLimit = 120;

const escapes: Readonly<Record<string, string>> = {
	"\\": "\\\\",
	"\t": "\\t",
	"\n": "\\n",
	"\r": "\\r",
};
const special = /[\\\t\n\r]/g;
/** Other control characters say nothing to a reader, and NUL would make git take the file for binary. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** One line, without its end. Label and key may be characters or one-byte strings of UTF-8 (all ASCII is the same in both). */
export function keyLine(
	key: string,
	fingerprint: string,
	label: string,
): string {
	return `${key}\t${fingerprint}\t${escapeLabel(label)}`;
}

export function escapeLabel(label: string): string {
	let text = label;
	if (text.length > labelLimit) {
		let end = labelLimit;
		// Not within a character: neither in a surrogate pair nor in the bytes of a UTF-8 sequence.
		while (end > labelLimit - 4 && isContinuation(text.charCodeAt(end))) end--;
		text = text.slice(0, end);
	}
	return text
		.replace(controls, " ")
		.replace(special, (character) => escapes[character]!);
}

export function unescapeLabel(text: string): string {
	return text.replace(/\\(.)/g, (_, character: string) => {
		return character === "t"
			? "\t"
			: character === "n"
				? "\n"
				: character === "r"
					? "\r"
					: character;
	});
}

const isContinuation = (code: number): boolean =>
	(code & 0xffc0) === 0x80 || (code & 0xfc00) === 0xdc00;

/** Fingerprint of what a key means: 32 bits (FNV-1a, then mixed) of a folded text, as 8 hexadecimal digits. */
export function meaningFingerprint(folded: string): string {
	let h = 0x811c9dc5;
	for (let i = 0; i < folded.length; i++)
		h = Math.imul(h ^ folded.charCodeAt(i), 0x01000193);
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return ((h ^ (h >>> 16)) >>> 0).toString(16).padStart(8, "0");
}
