import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyWithoutLines, DroppedLines } from "../../src/convert/drop-lines.ts";
import { findRepeats } from "../../src/convert/find-repeats.ts";
import { PrintList } from "../../src/convert/fingerprint.ts";
import { fingerprintMeaning, SetHash, settleLabel } from "../../src/convert/key-bytes.ts";
import { fold } from "../../src/function/fold.ts";
import { ledgerLabel } from "../../src/uri/key-line.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tsunagi-repeats-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("repeats among fingerprints on disk", () => {
  it("are those that a Map finds, however few are held at once", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 200 }),
        fc.constantFrom(1, 7, 1000),
        (keys, held) => {
          const list = new PrintList();
          for (const key of keys) {
            const bytes = Buffer.from(`key ${key}`);
            list.add(bytes, 0, bytes.length, 0);
          }
          const file = join(folder, "prints");
          writeFileSync(file, new Uint8Array(list.take().buffer));
          const found: number[][] = [];
          const distinct = findRepeats(file, (index, ordinal, first) => found.push([index, ordinal, first]), held);

          const seen = new Map<number, { first: number; count: number }>();
          const expected: number[][] = [];
          keys.forEach((key, index) => {
            const known = seen.get(key);
            if (known === undefined) seen.set(key, { first: index, count: 1 });
            else expected.push([index, ++known.count, known.first]);
          });
          expect(found.sort((a, b) => a[0]! - b[0]!)).toEqual(expected);
          expect(distinct).toBe(seen.size);
        },
      ),
    );
  });
});

describe("dropping lines", () => {
  it("leaves out exactly the lines marked, over piece borders too", () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `${i} ${"x".repeat(i % 100)}\n`);
    const dropped = new DroppedLines(lines.length);
    const isDropped = (i: number): boolean => i % 7 === 0 || (i > 9000 && i < 9500);
    for (let i = 0; i < lines.length; i++) if (isDropped(i)) dropped.add(i);
    writeFileSync(join(folder, "all"), lines.join(""));
    const bytes = copyWithoutLines(join(folder, "all"), join(folder, "kept"), dropped);
    const kept = lines.filter((_, i) => !isDropped(i)).join("");
    expect(readFileSync(join(folder, "kept"), "utf8") === kept).toBe(true);
    expect(bytes).toBe(kept.length);
  });
});

describe("key lines as bytes", () => {
  const meaningOf = (text: string): number => {
    const bytes = Buffer.from(`..${text}..`);
    return fingerprintMeaning(bytes, 2, bytes.length - 2);
  };
  it("fingerprint what a text means: its folded form", () => {
    const unit = fc.constantFrom(..."台臺ヶケー―-a AＡ\n゛がﾊﾞ髙〜~", "\u{20000}", "é", "e\u0301");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), fc.string({ unit, maxLength: 8 }), (one, other) => {
        expect(meaningOf(one) === meaningOf(other)).toBe(fold(one) === fold(other));
      }),
      { numRuns: 3000 },
    );
  });
  it("keep labels on one line and short", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("\t", "\n", "a", "あ", "\u{20000}", "\u007f"), maxLength: 140 }),
        (label) => {
          const bytes = Buffer.from(label);
          const end = settleLabel(bytes, 0, bytes.length);
          expect(bytes.latin1Slice(0, end)).toBe(ledgerLabel(Buffer.from(label).latin1Slice()));
          expect(bytes.utf8Slice(0, end)).not.toMatch(/[\t\n\ufffd]/);
        },
      ),
    );
  });
  it("hash a set, whatever the order and however it is cut", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 20 }), fc.nat(20), (lines, cut) => {
        const hashOf = (some: readonly string[]): SetHash => {
          const hash = new SetHash();
          for (const line of some) hash.add(Buffer.from(line), 0, Buffer.byteLength(line));
          return hash;
        };
        const whole = hashOf(lines).hex();
        const parts = hashOf(lines.slice(cut).reverse());
        parts.merge(hashOf(lines.slice(0, cut)).hex());
        expect(parts.hex()).toBe(whole);
        if (lines.length > 0) expect(hashOf(lines.slice(1)).hex()).not.toBe(whole);
      }),
    );
  });
});
