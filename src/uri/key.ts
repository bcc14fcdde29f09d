/** Keys: what stands in a record's IRI after its prefix. */
import { hash } from "node:crypto";
import { encodeIriSegment } from "./iri-safe.ts";

/** The parts of a declared key (canonical forms of fields) as one path: percent-encoded, joined by "/". */
export function recordKey(parts: readonly string[]): string {
	return parts.length === 1
		? encodeIriSegment(parts[0]!)
		: parts.map(encodeIriSegment).join("/");
}

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * The key of a record that has none of its own: the first 130 bits of the SHA-256 of its parts, in base32 (RFC 4648, small
 * letters, 26 characters). Parts are NFC and each ends with U+001F; a part without a value is U+0000 alone, so that unknown
 * differs from every text. Two different records get one key with odds of n²/2^131: 10^-27 for a million records.
 */
export function contentKey(parts: readonly (string | undefined)[]): string {
	let text = "";
	for (const part of parts)
		text += `${part === undefined ? "\u0000" : part.normalize("NFC")}\u001f`;
	const digest = hash("sha256", text, "hex");
	let key = "";
	// 5 hexadecimal digits are 20 bits: four letters.
	for (let i = 0; i < 30; i += 5) {
		const bits = Number.parseInt(digest.slice(i, i + 5), 16);
		key +=
			alphabet[bits >> 15]! +
			alphabet[(bits >> 10) & 31]! +
			alphabet[(bits >> 5) & 31]! +
			alphabet[bits & 31]!;
	}
	const rest = Number.parseInt(digest.slice(30, 33), 16) >> 2;
	return key + alphabet[rest >> 5]! + alphabet[rest & 31]!;
}

/** The key of the n-th true repeat of a record, counted from 1: `…~2`, `…~3`. */
export const repeatedKey = (key: string, n: number): string =>
	n < 2 ? key : `${key}~${n}`;
