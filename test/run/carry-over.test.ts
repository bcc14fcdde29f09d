import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { carryOver } from "../../src/run/carry-over.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "tsunagi-carry-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (key: string, fragment = ""): string =>
  `<https://example.org/id/tw/67000/人口/${key}${fragment}>\t<https://example.org/p>\t"#"\t<https://example.org/g>\t.\n`;

it("keeps what this edition no longer has, and only that", () => {
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const last = file("last.nq", line("2011") + line("2011", "#a") + line("新營區/2012") + line("新營區/2012", "#b"));
  const data = file("data.nq", line("新營區/2012") + line("2013"));
  const keys = file("keys.tsv", "新營區/2012\tff\tlabel\n2013\tff\tlabel\n");
  const request = { last, data, keys, prefix: "https://example.org/id/tw/67000/人口/" };
  expect(carryOver(request)).toEqual({ resources: 1, quads: 2 });
  expect(readFileSync(data, "utf8")).toBe(line("新營區/2012") + line("2013") + line("2011") + line("2011", "#a"));
});

it("has nothing to carry on the first run", () => {
  expect(carryOver({ last: path.join(folder, "none"), data: "", keys: "", prefix: "" })).toEqual({
    resources: 0,
    quads: 0,
  });
});
