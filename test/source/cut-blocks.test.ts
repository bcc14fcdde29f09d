import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { cutBlocks } from "../../src/source/cut-blocks.ts";
import type { Dialect } from "../../src/source/source.ts";
import { readFile, readText } from "./read-all.ts";

const folder = mkdtempSync(join(tmpdir(), "tsunagi-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "table.csv");

const plain: Dialect = { delimiter: ",", quote: '"', lineEnding: "\n", plain: true, how: "found" };
const comments: Dialect = { ...plain, comment: "#", plain: false };
const carriage: Dialect = { ...plain, lineEnding: "\r", plain: false };
const source = (dialect: Dialect) => ({ utf8File: file, dataStart: 0, dialect });

const text = fc
  .array(
    fc.constantFrom('"', '"', ",", ",", "\n", "\n", "\r\n", "\r", "a", "あ", "abcdefgh", '""', '",', ',"', '"\n', "#"),
    {
      maxLength: 80,
    },
  )
  .map((parts) => parts.join(""));

/** Which fault a record over the limit is called may depend on where the block ends; that it is one, may not. */
const faultsAlike = (events: readonly object[]) =>
  events.map((event) => ("fault" in event && event.fault !== "cells" ? { ...event, fault: "unreadable" } : event));

describe("blocks", () => {
  test.each([
    ["plain", plain],
    ["not quoting", { ...plain, quote: "" }],
    ["with comments", comments],
    ["ending lines in CR", carriage],
  ])("of a table %s read the same as the whole, wherever they are cut", (_, dialect) => {
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 4, max: 60 }),
        (table, blockBytes, recordBytes) => {
          writeFileSync(file, table);
          const inBlocks = readFile(source(dialect), 2, { blockBytes, recordBytes });
          const whole = readText(table, 2, dialect, recordBytes);
          expect(faultsAlike(inBlocks.events)).toEqual(faultsAlike(whole.events));
          expect(inBlocks.rest).toBe(0);
        },
      ),
      { numRuns: 600 },
    );
  });

  test("of a plain table hold whole records and are bounded, the same for every run", () => {
    const row = '1,"a, ""b""\nc",2\n';
    writeFileSync(file, row.repeat(1000));
    const blocks = [...cutBlocks(source(plain), { blockBytes: 500, recordBytes: 100 })];
    expect(blocks.length).toBeGreaterThan(30);
    for (const { bytes, final, parallel } of blocks) {
      expect(parallel && final).toBe(true);
      expect(bytes.length).toBeLessThanOrEqual(500);
      expect(bytes.toString().startsWith("1,") && bytes.toString().endsWith(",2\n")).toBe(true);
    }
  });

  test("a line of 3 MB is cut short and is one fault", () => {
    writeFileSync(file, `a,b\n${"x".repeat(3_000_000)}\nc,d\n`);
    const options = { blockBytes: 100_000, recordBytes: 200_000 };
    for (const block of cutBlocks(source(plain), options)) expect(block.bytes.length).toBeLessThan(300_000);
    expect(readFile(source(plain), 2, options).events).toEqual([
      { line: 0, cells: ["a", "b"] },
      { line: 1, fault: "too-long" },
      { line: 2, cells: ["c", "d"] },
    ]);
  });

  test("bytes that are not UTF-8 become U+FFFD and cost nothing else", () => {
    writeFileSync(file, Buffer.from([0x61, 0xff, 0x2c, 0xe3, 0x81, 0x0a, 0x62, 0x2c, 0xe3, 0x81, 0x82, 0x0a]));
    expect(readFile(source(plain), 2, { blockBytes: 100, recordBytes: 100 }).events).toEqual([
      { line: 0, cells: ["a\ufffd", "\ufffd"] },
      { line: 1, cells: ["b", "あ"] },
    ]);
  });

  test("any bytes are read to the end", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(plain, comments, carriage), (bytes, dialect) => {
        writeFileSync(file, bytes);
        const { lines, rest } = readFile(source(dialect), 3, { blockBytes: 16, recordBytes: 50 });
        expect(rest).toBe(0);
        if (dialect.plain) expect(lines).toBe(bytes.filter((byte) => byte === 10).length);
      }),
      { numRuns: 300 },
    );
  });
});
