import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodingNamed } from "../../src/source/encoding-names.ts";
import { findEncoding } from "../../src/source/find-encoding.ts";
import { encode, type TestEncoding } from "./encoders.ts";
import { chinaServices, japanAed, japanHalfWidth, japanKanji, taiwanTheft } from "./generated-tables.ts";

const cities = join(import.meta.dirname, "../../../shared/data/cities");

describe("encoding", () => {
  test.each([
    ["Taiwanese thefts", "big5", taiwanTheft],
    ["Taiwanese thefts", "utf-16le", taiwanTheft],
    ["Taiwanese thefts", "utf-16be", taiwanTheft],
    ["Taiwanese thefts", "utf-8", taiwanTheft],
    ["Japanese AEDs", "shift_jis", japanAed],
    ["Japanese AEDs", "euc-jp", japanAed],
    ["Japanese AEDs", "utf-16le", japanAed],
    ["Japanese AEDs", "utf-8", japanAed],
    ["Japanese without kana", "shift_jis", japanKanji],
    ["Japanese without kana", "euc-jp", japanKanji],
    ["Japanese with half-width kana", "shift_jis", japanHalfWidth],
    ["Japanese with half-width kana", "euc-jp", japanHalfWidth],
    ["Chinese services", "gb18030", chinaServices],
    ["Chinese services", "utf-16be", chinaServices],
  ] as const)("%s in %s: found on 20 rows, on 3, and on a header alone", (_, encoding, rows) => {
    for (const [count, numRuns] of [
      [20, 40],
      [3, 100],
      [0, 1],
    ] as const) {
      fc.assert(
        fc.property(rows(count), (table) => {
          const bytes = encode(table, encoding);
          expect(bytes, "the encoding has all characters").toBeDefined();
          expect(findEncoding([bytes!]).name).toBe(encoding);
        }),
        { numRuns },
      );
    }
  });

  test("byte order marks are believed", () => {
    const mark = (encoding: TestEncoding) =>
      encoding === "gb18030" ? Buffer.from([0x84, 0x31, 0x95, 0x33]) : encode("\ufeff", encoding)!;
    for (const name of ["utf-8", "utf-16le", "utf-16be", "gb18030"] as const) {
      expect(findEncoding([Buffer.concat([mark(name), encode("a,b\n", name)!])])).toMatchObject({ name, bom: true });
    }
  });

  test("ASCII is UTF-8, and so is a file with a few broken bytes in it", () => {
    expect(findEncoding([Buffer.from("a,b\n1,2\n")])).toEqual({ name: "utf-8", bom: false, unlikelyShare: 0 });
    const broken = Buffer.concat([
      Buffer.from("名称,住所\n市役所本館,静岡県焼津市"),
      Buffer.from([0xe6, 0x9c]),
      Buffer.from("\n受付,玄関\n"),
    ]);
    const found = findEncoding([broken]);
    expect(found.name).toBe("utf-8");
    expect(found.unlikelyShare).toBeGreaterThan(0);
  });

  test("a sample may end in the middle of a character", () => {
    fc.assert(
      fc.property(taiwanTheft(5), fc.integer({ min: 60, max: 200 }), (table, length) => {
        for (const encoding of ["utf-8", "big5"] as const) {
          expect(findEncoding([encode(table, encoding)!.subarray(0, length)]).name).toBe(encoding);
        }
      }),
    );
  });

  test("names people use are understood", () => {
    const names = ["CP932", "Windows-31J", "sjis", "Shift-JIS", "UTF8", "utf-8-sig", "eucJP", "GBK", "cp950", "UTF-16"];
    expect(names.map(encodingNamed)).toEqual([
      "shift_jis",
      "shift_jis",
      "shift_jis",
      "shift_jis",
      "utf-8",
      "utf-8",
      "euc-jp",
      "gb18030",
      "big5",
      "utf-16le",
    ]);
    expect(encodingNamed("klingon")).toBeUndefined();
  });
});

/** Real text, in the encodings its publishers use: every 20 lines of the real UTF-8 tables. */
describe.skipIf(!existsSync(cities))("encoding of real tables' rows", () => {
  test.each([
    ["tw-taipei-residential-theft.utf8bom.csv", ["big5"]],
    ["tw-shelters.taipei-keelung-tainan.masked.csv", ["big5"]],
    ["tw-national-police-stations.twd97.csv", ["big5"]],
    ["extra/tw-tainan-park-info.csv", ["big5"]],
    ["jp-yaizu-aed.standard.csv", ["shift_jis", "euc-jp"]],
    ["jp-yaizu-evacuation-space.standard.csv", ["shift_jis", "euc-jp"]],
    ["jp-saitama-aed.csv", ["shift_jis", "euc-jp"]],
    ["extra/jp-yaizu-fire-hydrant.standard.csv", ["shift_jis", "euc-jp"]],
    ["extra/jp-yaizu-traffic-accident-2022.csv", ["shift_jis", "euc-jp"]],
  ] as const)("%s", (file, encodings) => {
    const lines = readFileSync(join(cities, file), "utf8").replace("\ufeff", "").split(/\r?\n/);
    let samples = 0;
    for (let from = 0; from < lines.length; from += 20) {
      const text = lines.slice(from, from + 20).join("\r\n");
      for (const encoding of encodings) {
        const bytes = encode(text, encoding);
        if (bytes === undefined || !/[^\0-\x7f]/.test(text)) continue;
        samples++;
        expect(findEncoding([bytes]).name, text).toBe(encoding);
      }
    }
    expect(samples).toBeGreaterThan(1);
  });
});
