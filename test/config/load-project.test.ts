import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadProject } from "../../src/config/load-project.ts";
import { type Problem, ProblemError } from "../../src/problem/problem.ts";

let root: string;
const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
const city =
  "country: jp\narea: '22212'\nnames: { ja: 焼津市 }\nlanguage: ja\npublisher: 焼津市\nlicence: CC-BY-4.0\ntimeZone: Asia/Tokyo\n";
const dataset = "title: AED\naccess: open\nsource: { path: data/aed.csv }\nmodel: aed\nkey: [id]\ncolumns: standard\n";

function problems(): readonly Problem[] {
  try {
    loadProject(root, { from: root });
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  return [];
}

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "tsunagi-config-"));
  write("project.yaml", "base: https://example.org/\n");
  write("yaizu/city.yaml", city);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("loadProject", () => {
  it("makes IRIs, paths and limits of what the files say", () => {
    write("yaizu/aed.yaml", dataset);
    const project = loadProject(root);
    expect(project.datasets).toHaveLength(1);
    expect(project.datasets[0]).toMatchObject({
      id: "yaizu/aed",
      iri: "https://example.org/dataset/yaizu/aed",
      prefix: "https://example.org/id/jp/22212/aed/",
      licence: "https://creativecommons.org/licenses/by/4.0/",
      title: { ja: "AED" },
    });
    expect(project.limits).toMatchObject({ rejectPercent: 5, recordBytes: 1_048_576 });
  });

  it("refuses an unknown key with its line, its column and a suggestion", () => {
    write("yaizu/aed.yaml", `${dataset}colums: { 名称: name }\n`);
    expect(problems()).toEqual([
      {
        code: "CFG-010",
        severity: "error",
        message: 'The key "colums" is not known.',
        at: { file: "yaizu/aed.yaml", line: 7, column: 1 },
        advice: 'Did you mean "columns"?',
      },
    ]);
  });

  it("points into nested keys", () => {
    write("yaizu/aed.yaml", `${dataset}fields:\n  kind: { scheme: a, unknwon: mint }\n`);
    expect(problems()).toMatchObject([
      { code: "CFG-010", at: { line: 8, column: 22 }, advice: 'Did you mean "unknown"?' },
    ]);
  });

  it("says which values are allowed", () => {
    write("yaizu/aed.yaml", dataset.replace("access: open", "access: opne"));
    expect(problems()).toMatchObject([
      {
        code: "CFG-012",
        message: '"access" is "opne"; expected one of: open, restricted, closed.',
        advice: 'Did you mean "open"?',
        at: { line: 2, column: 1 },
      },
    ]);
  });

  it("reports every fault of every file at once", () => {
    write("yaizu/aed.yaml", dataset.replace("title: AED\n", ""));
    write("yaizu/b.yaml", "title: B\naccess: open\nsource: { path: b.csv, delimiter: ab }\nmodel: aed\n");
    write("tainan/a.yaml", dataset);
    expect(problems().map((problem) => [problem.code, problem.at?.file])).toEqual([
      ["CFG-021", "tainan/city.yaml"],
      ["CFG-011", "yaizu/aed.yaml"],
      ["CFG-012", "yaizu/b.yaml"],
    ]);
  });

  it("tells bad YAML from bad configuration", () => {
    write("yaizu/aed.yaml", 'title: "unclosed\naccess: open\n');
    expect(problems()[0]).toMatchObject({ code: "CFG-001", at: { file: "yaizu/aed.yaml" } });
  });

  it("reads keys and texts as their source text", () => {
    write(
      "yaizu/aed.yaml",
      `${dataset.replace("columns: standard", "columns: { 0010: id, NO: name, '#property': note }")}fields: { phone: { from: TEL, null: [-9, 00] } }\n`,
    );
    const document = loadProject(root).datasets[0]?.document;
    expect(document?.columns).toEqual({ "0010": "id", NO: "name", "#property": "note" });
    expect(document?.fields?.["phone"]?.null).toEqual(["-9", "00"]);
  });

  it("refuses __proto__ as a key", () => {
    write("yaizu/aed.yaml", `${dataset}where: { __proto__: x }\n`);
    expect(problems()).toMatchObject([{ code: "CFG-003" }]);
  });

  it("merges a shared table, the dataset's own keys first, and places each key in the file that has it", () => {
    write(
      "_shared/national.yaml",
      "source: { path: data/all.csv }\nmodel: shelter\nkey: [id]\ncolumns: { 序號: id, 名稱: name }\nprivate: [電話]\n",
    );
    write(
      "yaizu/shelter.yaml",
      "title: S\naccess: open\nuse: national\nwhere: { 縣市: 焼津市 }\ncolumns: { 名稱: label }\nprivate: [姓名]\n",
    );
    const one = loadProject(root, { from: root }).datasets[0];
    expect(one?.document.columns).toEqual({ 序號: "id", 名稱: "label" });
    expect(one?.document.private).toEqual(["電話", "姓名"]);
    expect(one?.folder).toBe(path.join(root, "_shared"));
    expect(one?.place(["columns", "序號"])).toEqual({ file: "_shared/national.yaml", line: 4, column: 12 });
    expect(one?.place(["where", "縣市"])).toEqual({ file: "yaizu/shelter.yaml", line: 4, column: 10 });
  });

  it("suggests the shared table, the licence and the dataset that was meant", () => {
    write("_shared/national.yaml", "model: shelter\n");
    write("yaizu/shelter.yaml", "title: S\naccess: open\nuse: natoinal\nsource: { path: a.csv }\n");
    write("yaizu/aed.yaml", `${dataset}licence: CC-BY-40\n`);
    expect(problems().map((problem) => problem.advice)).toEqual([
      expect.stringContaining('Did you mean "CC-BY-4.0"?'),
      'Did you mean "national"?',
    ]);
    expect(() => loadProject(root, { only: "yaizu/ade" })).toThrow('no dataset "yaizu/ade"');
  });

  it("lets two datasets share a set only if both say so", () => {
    write("yaizu/aed.yaml", dataset);
    write("yaizu/aed-2.yaml", `${dataset}set: aed\n`);
    expect(problems()).toMatchObject([{ code: "CFG-034" }]);
    write("yaizu/aed.yaml", `${dataset}set: aed\n`);
    expect(problems()).toEqual([]);
  });

  it("puts the edition into the records' URIs", () => {
    write("yaizu/aed.yaml", `${dataset.replace("data/aed.csv", "data/aed.csv, edition: 2022-03")}rows: edition\n`);
    expect(loadProject(root).datasets[0]?.prefix).toBe("https://example.org/id/jp/22212/aed/2022-03/");
    write("yaizu/aed.yaml", `${dataset}rows: edition\n`);
    expect(problems()).toMatchObject([{ code: "CFG-032" }]);
  });
});
