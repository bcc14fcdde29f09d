/** What people get wrong, and what they are told. A table of 40 rows with six columns, and one thing wrong with it. */
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { formatProblem } from "../../src/problem/format.ts";
import { ProblemError } from "../../src/problem/problem.ts";
import { type DatasetOutcome, exitCodeOf, type RunOutcome } from "../../src/run/outcome.ts";
import { aedHeader, aedRows, aedYaml, cityYaml, TemporaryProject } from "../support/temporary-project.ts";

const table = aedHeader + aedRows(1, 40);
const projects: TemporaryProject[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) project.remove();
});

const projectWith = (files: Readonly<Record<string, string | Uint8Array>>): TemporaryProject => {
  const project = new TemporaryProject({ "yaizu/data/aed.csv": table, ...files });
  projects.push(project);
  return project;
};
const run = (files: Readonly<Record<string, string | Uint8Array>>): Promise<RunOutcome> => projectWith(files).convert();

async function runOnce(files: Readonly<Record<string, string | Uint8Array>>): Promise<RunOutcome> {
  const outcome = await run(files);
  for (const project of projects.splice(0)) project.remove();
  return outcome;
}

/** Everything that is said, as people read it. */
const toldOf = (dataset: DatasetOutcome | undefined): string =>
  (dataset?.problems ?? []).map((problem) => formatProblem(problem)).join("\n");
const told = (outcome: RunOutcome): string => outcome.datasets.map(toldOf).join("\n");

/** What `convert` refuses before anything is run. */
async function refused(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const error: unknown = await run(files).catch((caught: unknown) => caught);
  if (!(error instanceof ProblemError)) throw new Error("nothing was refused");
  return error.problems.map((problem) => formatProblem(problem)).join("\n");
}

describe("in the configuration", () => {
  it("names a key that is misspelt and one that is missing, each with its place", async () => {
    const text = await refused({ "yaizu/aed.yaml": aedYaml.replace("columns:", "colums:").replace("access", "acces") });
    expect(text).toContain('CFG-010  The key "colums" is not known.');
    expect(text).toContain('Did you mean "columns"?');
    expect(text).toContain("aed.yaml:6:1");
    expect(text).toContain('CFG-011  The key "access" is missing.');
    expect(text).toContain("open, restricted or closed");
    expect(text).not.toContain("undefined");
  });

  it("tells all faults of all files at once", async () => {
    const text = await refused({
      "yaizu/aed.yaml": "",
      "tokyo/city.yaml": cityYaml.replace("jp", "JP").replace("timeZone: Asia/Tokyo", ""),
    });
    for (const said of ['The key "title" is missing', '"country" is "JP"', 'The key "timeZone" is missing'])
      expect(text).toContain(said);
  });

  it("suggests a licence, and leads out of no folder", async () => {
    expect(await refused({ "yaizu/city.yaml": cityYaml.replace("CC-BY-4.0", "CC-BY-4") })).toContain(
      'Did you mean "CC-BY-4.0"?',
    );
    expect(await refused({ "yaizu/aed.yaml": aedYaml.replace("data/aed.csv", "../../../etc/passwd") })).toContain(
      "SAFE-001",
    );
  });

  it("has nothing to convert", async () => {
    const project = projectWith({});
    const error: unknown = await project.convert({ only: "yaizu/eed" }).catch((caught: unknown) => caught);
    expect(String(error)).toContain('There is no dataset "yaizu/eed"');
    expect((error as ProblemError).problems[0]?.advice).toBe('Did you mean "yaizu/aed"?');
    await expect(project.convert({ only: "yaisu" })).rejects.toThrow('There is no city "yaisu"');
    await expect(project.convert({ source: "x.csv" })).rejects.toThrow("There is no file x.csv");
  });
});

describe("in the mapping", () => {
  const cases: [what: string, yaml: string, ...said: string[]][] = [
    ["a column that is not there", aedYaml.replace("緯度: lat", "緯度（北緯）: lat"), "MAP-012", '"緯度"', "yaml:6:"],
    ["a field that the model lacks", aedYaml.replace("latitude", "latitud"), "MAP-010", 'Did you mean "latitude"?'],
    ["a model that is not there", aedYaml.replace("model: aed", "model: aeds"), "MAP-001", 'Did you mean "aed"?'],
    ["a file that is not there", aedYaml.replace("aed.csv", "aeds.csv"), "SRC-001", "Did you mean aed.csv?"],
    ["a private column in use", `${aedYaml}private: [電話]\n`, "MAP-014", '"電話" is private'],
    ["a private column that is not there", `${aedYaml}private: [担当者]\n`, "MAP-012", '"担当者"'],
    ["where: over a column that is not there", `${aedYaml}where: { 区: 北 }\n`, "MAP-012", '"区"'],
  ];
  // One run for all of them: a project with a dataset for each mistake.
  let outcome: RunOutcome;
  beforeAll(async () => {
    outcome = await runOnce(Object.fromEntries(cases.map(([, yaml], at) => [`yaizu/case-${at}.yaml`, yaml])));
  });
  it.each(cases.map(([what, , ...said], at) => [what, at, said] as const))(
    "%s fails the dataset and says how to mend it",
    (_, at, said) => {
      const dataset = outcome.datasets.find(({ id }) => id === `yaizu/case-${at}`);
      expect(dataset?.status).toBe("failed");
      for (const text of said) expect(toldOf(dataset)).toContain(text);
      expect(dataset?.reason).toBe(dataset?.problems.find(({ severity }) => severity === "error")?.message);
    },
  );
  it("makes the exit code 1", () => expect(exitCodeOf(outcome)).toBe(1));

  it("does not keep the other datasets from being published", async () => {
    const project = projectWith({
      "yaizu/broken.yaml": aedYaml.replace("model: aed", "model: aeds"),
      "yaizu/other.yaml": aedYaml,
    });
    const outcome = await project.convert();
    expect(outcome.datasets.map(({ id, status }) => [id, status])).toEqual([
      ["yaizu/aed", "converted"],
      ["yaizu/broken", "failed"],
      ["yaizu/other", "converted"],
    ]);
    expect(project.files().filter((name) => name.startsWith("yaizu/broken/"))).toEqual([
      "yaizu/broken/held/report.json",
    ]);
  });
});

describe("in the table", () => {
  it("an encoding that is declared wrongly is told before the columns that it made unreadable", async () => {
    const outcome = await run({ "yaizu/aed.yaml": aedYaml.replace("aed.csv", "aed.csv, encoding: big5") });
    expect(outcome.datasets[0]?.status).toBe("failed");
    expect(outcome.datasets[0]?.problems[0]).toMatchObject({ code: "SRC-005" });
    expect(told(outcome)).toContain("could not be read as big5");
  });

  const ragged = (rows: string): string => table.replaceAll(new RegExp(`施設(${rows})号館`, "g"), "施設$1,号館");

  it("ragged rows up to the limit are rejected, listed, and the rest is published", async () => {
    const project = projectWith({ "yaizu/data/aed.csv": ragged("7|8") }); // 2 of 40: exactly 5 %
    const outcome = await project.convert();
    expect(outcome.datasets[0]).toMatchObject({ status: "converted", records: 40, rejected: 2, resources: 38 });
    expect(project.read("yaizu/aed/rejected.csv").split("\n").slice(1, 3)).toEqual([
      '8,"CNV-010 The record has 7 cells, 6 were expected.",7,施設7,号館,焼津市本町7-1,34.807,138.32,054-000-7',
      '9,"CNV-010 The record has 7 cells, 6 were expected.",8,施設8,号館,焼津市本町8-1,34.808,138.32,054-000-8',
    ]);
    expect(outcome.datasets[0]?.problems).toMatchObject([
      { code: "CNV-010", count: 2, places: [{ line: 8 }, { line: 9 }] },
    ]);
  });

  it("ragged rows above the limit hold the dataset; a limit of its own lets it through", async () => {
    const project = projectWith({ "yaizu/data/aed.csv": ragged("7|8|9") });
    const held = await project.convert();
    expect(held.datasets[0]).toMatchObject({ status: "held", rejected: 3 });
    expect(held.datasets[0]?.reason).toBe("3 of 40 rows were rejected (7.5 %); at most 5 % may be.");
    expect(exitCodeOf(held)).toBe(1);
    expect(project.files().filter((name) => name.startsWith("yaizu"))).toEqual([
      "yaizu/aed/held/rejected.csv",
      "yaizu/aed/held/report.json",
    ]);
    project.write("yaizu/aed.yaml", `${aedYaml}rejectLimit: 8\n`);
    expect(await project.dataset()).toMatchObject({ status: "converted", resources: 37 });
    expect(project.files().filter((name) => name.includes("held"))).toEqual([]);
  });

  it("two rows with one key: the first stays, the second is told with both lines", async () => {
    const outcome = await run({ "yaizu/data/aed.csv": `${table}5,別館,焼津市本町9,34.85,138.32,054\n` });
    expect(outcome.datasets[0]).toMatchObject({ status: "converted", resources: 40, rejected: 1 });
    expect(told(outcome)).toContain('URI-002  The key "5" is that of the record at line 6, which stays.');
    expect(told(outcome)).toContain("line 42");
  });

  it("a row without its key is rejected", async () => {
    const outcome = await run({ "yaizu/data/aed.csv": `${table},別館,焼津市本町9,34.85,138.32,054\n` });
    expect(outcome.datasets[0]).toMatchObject({ status: "converted", resources: 40, rejected: 1 });
    expect(told(outcome)).toContain("URI-001");
  });

  const empty: [what: string, content: string, status: string, said: string][] = [
    ["an empty file", "", "failed", "SRC-002"],
    ["a table with a header only", aedHeader, "failed", "SRC-003"],
    ["a table of blank lines", `${aedHeader}\n,,,,,\n\n`, "failed", "SRC-003"],
    ["a page that says 404", "<!DOCTYPE html><html><body>404</body></html>", "failed", "HTML page"],
    ["a workbook", "PK\u0003\u0004", "failed", "Excel"],
  ];
  let emptied: RunOutcome;
  beforeAll(async () => {
    const files = empty.flatMap(([, content], at) => [
      [`yaizu/data/${at}.csv`, content],
      [`yaizu/case-${at}.yaml`, aedYaml.replace("aed.csv", `${at}.csv`)],
    ]);
    emptied = await runOnce(Object.fromEntries(files));
  });
  it.each(empty.map(([what, , ...rest], at) => [what, at, ...rest] as const))(
    "%s publishes nothing and says so",
    (_, at, status, said) => {
      const dataset = emptied.datasets.find(({ id }) => id === `yaizu/case-${at}`);
      expect(dataset?.status).toBe(status);
      expect(toldOf(dataset)).toContain(said);
    },
  );

  it("where: that chooses no row holds the dataset and names the columns to look at", async () => {
    const outcome = await run({ "yaizu/aed.yaml": `${aedYaml}where: { 住所: { startsWith: 静岡市 } }\n` });
    expect(outcome.datasets[0]).toMatchObject({ status: "held", records: 40, filtered: 40 });
    expect(told(outcome)).toContain("RUN-021  where: chooses none of the 40 records");
    expect(told(outcome)).toContain("住所");
  });
});
