/** A fingerprint of a set of lines that does not depend on their order: equal sets have equal fingerprints. */

/**
 * Sums 64-bit hashes of lines, in two lanes of 32 bits. Lines may be one-byte strings of UTF-8 bytes or characters, but all
 * of one dataset the same. Blocks are hashed apart and merged. Two different sets meet with odds of 2^-64.
 */
export class KeySetHash {
	#high = 0;
	#low = 0;

	/** Adds one line of the keys file, without its line end. */
	add(line: string): void {
		// Two multiplicative lanes over the same characters, mixed at the end (the scheme of cyrb53, public domain).
		let a = 0x9e3779b9 ^ line.length;
		let b = 0x85ebca6b ^ line.length;
		for (let i = 0; i < line.length; i++) {
			const code = line.charCodeAt(i);
			a = Math.imul(a ^ code, 0x9e3779b1);
			b = Math.imul(b ^ code, 0x5f356495);
		}
		a =
			Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^
			Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
		b =
			Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^
			Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
		this.#high = (this.#high + a) >>> 0;
		this.#low = (this.#low + b) >>> 0;
	}

	/** Adds what another hash (or its hexadecimal form, as a worker sends it) has summed. */
	merge(other: KeySetHash | string): void {
		const hex = typeof other === "string" ? other : other.hex();
		this.#high = (this.#high + Number.parseInt(hex.slice(0, 8), 16)) >>> 0;
		this.#low = (this.#low + Number.parseInt(hex.slice(8), 16)) >>> 0;
	}

	/** 16 hexadecimal digits. */
	hex(): string {
		return (
			this.#high.toString(16).padStart(8, "0") +
			this.#low.toString(16).padStart(8, "0")
		);
	}
}
