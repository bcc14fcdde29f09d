/** Personal values planted in private columns of good, bad and hopeless rows: they must be nowhere. */
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { jsonReporter } from "../../src/cli/report/json-reporter.ts";
import { terminalReporter } from "../../src/cli/report/terminal-reporter.ts";
import { formatProblem } from "../../src/problem/format.ts";
import { ProblemError } from "../../src/problem/problem.ts";
import { check } from "../../src/run/check.ts";
import type { RunOutcome } from "../../src/run/outcome.ts";
import { preview } from "../../src/run/preview.ts";
import { answer } from "../../src/store/answer.ts";
import { Store } from "../../src/store/store.ts";
import { encode } from "../source/encoders.ts";
import { aedYaml, TemporaryProject } from "../support/temporary-project.ts";

const header = "番号,名称,住所,緯度,担当者,経度,担当電話,電話,備考,\n";
const yaml = `${aedYaml}private: [担当者, 担当電話]\nignore: [備考]\nrejectLimit: 90\n`;
/** Every planted value has one of these in it, and nothing else has. */
const marks = ["山田秘密", "090-7777"];
const person = (n: number): [string, string] => [`山田秘密${n}号`, `090-7777-${1000 + n}`];

const row = (n: number, change: (cells: string[]) => string[] = (cells) => cells): string => {
  const [name, phone] = person(n);
  return `${change([String(n), `施設${n}`, `本町${n}`, "34.86", name, "138.32", phone, `054-${n}`, "", ""]).join(",")}\n`;
};
const rows = [
  ...Array.from({ length: 10 }, (_, n) => row(n + 1)),
  row(11, ([id, name, ...rest]) => [id!, name!, "本町11", "2階", ...rest.slice(1)]), // all moved by one, the last is empty
  row(12, (cells) => cells.filter((_, at) => at !== 2)), // one too few
  row(14, ([, ...rest]) => ["", ...rest]), // no key
  row(3), // a key that is taken
  row(15, ([id, , ...rest]) => [id!, '"施設15', ...rest]), // a quote that is not closed
  row(16, (cells) => cells.with(3, "北緯").with(5, "東経")), // values that cannot be read
  row(17, (cells) => [...cells, ""]), // an empty cell too many
];
const table = header + rows.join("");

const projects: TemporaryProject[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const project of projects.splice(0)) project.remove();
});
function projectWith(files: Readonly<Record<string, string | Uint8Array>>): TemporaryProject {
  const project = new TemporaryProject({ "yaizu/data/aed.csv": table, "yaizu/aed.yaml": yaml, ...files });
  projects.push(project);
  return project;
}

/** Everything that leaves the program: files, store, report, terminal, --json, check, preview. */
async function everythingOf(project: TemporaryProject): Promise<{ text: string; outcome: RunOutcome }> {
  let printed = "";
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  const outcome = await project.convert({ reporter: terminalReporter() });
  writeFileSync(path.join(project.output, "store.json"), "{");
  await project.convert({ reporter: jsonReporter() });
  vi.restoreAllMocks();
  const checked = await check({ mappings: project.mappings });
  const previewed = await preview({ mappings: project.mappings, only: "yaizu/aed", rows: 100 }).catch(
    (error: unknown) => {
      if (error instanceof ProblemError) return error.problems.map((problem) => formatProblem(problem));
      throw error;
    },
  );
  const files = Object.values(project.snapshot()).map((bytes) => Buffer.from(bytes, "latin1").toString("utf8"));
  const said = JSON.stringify([outcome, checked.map(({ problems }) => problems), previewed]);
  return { text: [printed, said, ...files, await storeText(project)].join("\n"), outcome };
}

/** All literals: in the file itself they may be compressed. */
async function storeText(project: TemporaryProject): Promise<string> {
  const store = await Store.open(path.join(project.output, "store.duckdb"), { memoryMb: 256, threads: 1 });
  try {
    const found = await answer(store, "SELECT DISTINCT ?o { ?s ?p ?o FILTER(isLiteral(?o)) }");
    let text = "";
    if (found.kind === "bindings")
      for await (const batch of found.rows) for (const [term] of batch) text += `${term?.value}\n`;
    return text;
  } finally {
    await store.close();
  }
}

const leaks = (text: string): string[] => marks.filter((mark) => text.includes(mark));

it("are in no file, report, message or preview, whatever is wrong with their row", async () => {
  const project = projectWith({});
  const { text, outcome } = await everythingOf(project);
  expect(leaks(table)).toEqual(marks);
  expect(leaks(text)).toEqual([]);
  // The rows themselves are all accounted for.
  expect(outcome.datasets[0]).toMatchObject({ status: "converted", records: 17, rejected: 6, resources: 11 });
  expect(text).toContain("054-16");
  expect(project.read("yaizu/aed/rejected.csv").split("\n")).toEqual([
    "line,reason,番号,名称,住所,緯度,担当者,経度,担当電話,電話,備考,column 10",
    '12,"CNV-010 The record has 11 cells, 10 were expected."',
    '13,"CNV-010 The record has 9 cells, 10 were expected."',
    '14,"URI-001 The record has no id, which its URI needs.",,施設14,本町14,34.86,,138.32,,054-14,,',
    '15,"URI-002 The key ""3"" is that of the record at line 4, which stays.",3,施設3,本町3,34.86,,138.32,,054-3,,',
    "16,CNV-011 A quote is opened and not closed.",
    '18,"CNV-010 The record has 11 cells, 10 were expected."',
    "",
  ]);
});

it("are not in the output of a table in another encoding either", async () => {
  const { text, outcome } = await everythingOf(projectWith({ "yaizu/data/aed.csv": encode(table, "shift_jis")! }));
  expect(outcome.datasets[0]).toMatchObject({ status: "converted", sources: [{ encoding: "shift_jis" }] });
  expect(leaks(text)).toEqual([]);
});

it("stay hidden when the city renames one of their columns: nothing is converted", async () => {
  const { text, outcome } = await everythingOf(
    projectWith({ "yaizu/data/aed.csv": table.replace("担当者", "管理者氏名") }),
  );
  expect(outcome.datasets[0]).toMatchObject({ status: "failed", reason: 'Column "担当者" is not in the source.' });
  expect(leaks(text)).toEqual([]);
  expect(text).toContain("管理者氏名"); // a header is no personal value, and tells what to write under private:
});

it("stay hidden when the table comes without its header row", async () => {
  const { text, outcome } = await everythingOf(projectWith({ "yaizu/data/aed.csv": rows.join("") }));
  expect(outcome.datasets[0]).toMatchObject({ status: "failed" });
  expect(leaks(text)).toEqual([]);
  expect(text).toContain("its first row may be a record");
});

it("stay hidden when one of several tables comes without its header row", async () => {
  const project = projectWith({
    "yaizu/aed.yaml": yaml.replace("aed.csv", "*.csv"),
    "yaizu/data/aed2.csv": rows.join(""),
  });
  const { text, outcome } = await everythingOf(project);
  expect(outcome.datasets[0]?.problems).toMatchObject([{ code: "SRC-011" }]);
  expect(leaks(text)).toEqual([]);
});

it("stay hidden in a new column that no mapping knows yet", async () => {
  const added = table
    .split("\n")
    .map((line, at) => (at === 0 ? `携帯,${line}` : line === "" ? line : `090-7777-99,${line}`))
    .join("\n");
  const { text, outcome } = await everythingOf(projectWith({ "yaizu/data/aed.csv": added }));
  expect(outcome.datasets[0]).toMatchObject({ status: "converted", columns: { unmapped: ["携帯"] } });
  expect(leaks(text)).toEqual([]);
});

it("are gone from an output that showed them, once they are declared", async () => {
  const project = projectWith({ "yaizu/aed.yaml": `${aedYaml}rejectLimit: 90\n` });
  await project.convert();
  expect(
    leaks(
      Object.values(project.snapshot())
        .map((bytes) => Buffer.from(bytes, "latin1").toString())
        .join(),
    ),
  ).toEqual(
    marks, // rejected.csv shows whole rows
  );
  project.write("yaizu/aed.yaml", yaml);
  expect(leaks((await everythingOf(project)).text)).toEqual([]);
});
