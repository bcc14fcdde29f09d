import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { expandPattern } from "../../src/source/expand-pattern.ts";

const folder = mkdtempSync(join(tmpdir(), "tsunagi-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
for (const year of ["100", "99"]) mkdirSync(join(folder, year));
for (const name of ["100/b.csv", "100/a.csv", "100/B.csv", "100/a.txt", "100/.a.csv", "99/a.csv", "100/x+(1).csv"]) {
  writeFileSync(join(folder, name), "");
}
mkdirSync(join(folder, "100/folder.csv"));
const expand = (pattern: string) => expandPattern(join(folder, pattern)).map((file) => relative(folder, file));

test("a pattern names files in code-point order, in folders too, none that is hidden or a folder", () => {
  expect(expand("100/*.csv")).toEqual(["100/B.csv", "100/a.csv", "100/b.csv", "100/x+(1).csv"]);
  expect(expand("*/a.csv")).toEqual(["100/a.csv", "99/a.csv"]);
  expect(expand("*/x+(1)*")).toEqual(["100/x+(1).csv"]);
  expect(expand("100/a.csv")).toEqual(["100/a.csv"]);
  expect(expand("100/c.csv")).toEqual([]);
  expect(expand("nowhere/*.csv")).toEqual([]);
});
