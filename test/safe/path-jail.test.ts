import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insideFolder } from "../../src/safe/path-jail.ts";

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "tsunagi-jail-"));
  mkdirSync(path.join(root, "mappings", "data"), { recursive: true });
  writeFileSync(path.join(root, "secret.csv"), "");
  symlinkSync(path.join(root, "secret.csv"), path.join(root, "mappings", "data", "link.csv"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("insideFolder", () => {
  const jail = (file: string) => () => insideFolder(path.join(root, "mappings"), path.join(root, "mappings", file));
  it.each(["data/a.csv", "data/../data/a.csv", "data/*.csv", "..data/a.csv"])("lets %s through", (file) =>
    expect(jail(file)).not.toThrow(),
  );
  it.each(["../secret.csv", "data/../../secret.csv", "data/link.csv"])("stops %s", (file) =>
    expect(jail(file)).toThrow("leads out"),
  );
});
