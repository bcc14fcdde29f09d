import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer } from "../../src/store/answer.ts";
import { writeTable } from "../../src/store/results/table.ts";
import { Store } from "../../src/store/store.ts";
import { type SampleRun, sampleRun } from "./sample-run.ts";

let run: SampleRun;
beforeAll(async () => {
  run = await sampleRun();
});
afterAll(() => run.remove());

const readme = readFileSync("README.md", "utf8");

describe("the README", () => {
  it("begins with the two commands", () => {
    const [title, , fence, start, test] = readme.split("\n");
    expect([title, fence]).toEqual(["# Tsunagi 繋ぎ", "```sh"]);
    expect(start).toMatch(/^npm ci && npm start /);
    expect(test).toMatch(/^npm ci && npm test /);
  });

  it("has no gaps left to fill", () => expect(readme).not.toMatch(/@@|TODO/));

  it("shows the real answer of the cross-city question", async () => {
    const store = await Store.open(`${run.output}/store.duckdb`, { memoryMb: 256, threads: 1 });
    try {
      const found = await answer(store, readFileSync("vocab/queries/shelters-tsunami-earthquake.rq", "utf8"));
      if (found.kind !== "bindings") throw new Error("not a SELECT");
      let table = "";
      for await (const text of writeTable(found.variables, found.rows)) table += text;
      expect(readme).toContain(`\`\`\`\n${table}\`\`\``);
    } finally {
      await store.close();
    }
  });

  it("shows the mapping that stands in mappings/, comments aside", () => {
    const plain = (yaml: string): string[] =>
      yaml
        .split("\n")
        .map((line) =>
          line
            .replace(/\s+#.*|^#.*/, "")
            .replace(", zh-Hant: 燒津市指定緊急避難場所", "")
            .trim(),
        )
        .filter((line) => line !== "");
    const shown = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    expect(plain(shown)).toEqual(plain(readFileSync("mappings/yaizu/evacuation-space.yaml", "utf8")));
  });
});
