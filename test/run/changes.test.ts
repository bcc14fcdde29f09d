/** One dataset over several runs: what stays, what goes, what comes back. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadProject } from "../../src/config/load-project.ts";
import { withdrawnResource } from "../../src/run/withdrawn.ts";
import { aedHeader, aedRows, aedYaml, TemporaryProject } from "../support/temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({ "yaizu/data/aed.csv": aedHeader + aedRows(1, 20) });
});
afterEach(() => project.remove());

const table = (...rows: string[]): void => void project.write("yaizu/data/aed.csv", aedHeader + rows.join(""));
const ledger = (): string => readFileSync(path.join(project.mappings, "yaizu/ledger/aed.tsv"), "utf8");

describe("a dataset that has not changed", () => {
  it("is skipped, byte for byte, and so is the store", async () => {
    await project.convert();
    const before = project.snapshot();
    const again = await project.convert();
    expect(again.datasets[0]).toMatchObject({ status: "unchanged", resources: 20 });
    expect(again.store?.unchanged).toBe(true);
    expect(project.snapshot()).toEqual(before);
  });

  it("is skipped when its file was only touched, and converted when one cell differs", async () => {
    await project.convert();
    table(aedRows(1, 20));
    expect(await project.dataset()).toMatchObject({ status: "unchanged" });
    table(aedRows(1, 20).replace("施設1号館", "施設一号館"));
    expect(await project.dataset()).toMatchObject({ status: "converted", uris: { changed: 1 } });
  });

  it("is converted again when its report cannot be read, and the store when its record cannot", async () => {
    await project.convert();
    const before = project.snapshot();
    writeFileSync(path.join(project.output, "yaizu/aed/report.json"), "{");
    writeFileSync(path.join(project.output, "store.json"), "{");
    expect(await project.dataset()).toMatchObject({ status: "converted" });
    expect(project.read("yaizu/aed/data.nq")).toBe(
      Buffer.from(before["yaizu/aed/data.nq"] ?? "", "latin1").toString("utf8"),
    );
  });
});

describe("a table that changes", () => {
  it("withdraws what vanished, with its label, and takes it back under the same URI", async () => {
    await project.convert();
    table(aedRows(1, 15));
    expect(await project.dataset()).toMatchObject({ resources: 15, uris: { withdrawn: 5, added: 0 } });
    const gone = "https://example.org/id/jp/22212/aed/20";
    const note = (): string | undefined =>
      withdrawnResource(loadProject(project.mappings, { output: project.output }), gone)?.note;
    expect(note()).toContain("施設20号館");
    table(aedRows(1, 15), aedRows(18, 20));
    expect(await project.dataset()).toMatchObject({ resources: 18, uris: { returned: 3, added: 0, withdrawn: 0 } });
    expect(note()).toBeUndefined();
    expect(project.read("yaizu/aed/data.nq")).toContain(`<${gone}>`);
  });

  it("whose key was only a row number is held: output and ledger stand", async () => {
    await project.convert();
    const before = [project.read("yaizu/aed/data.nq"), ledger()];
    table(aedRows(1, 20, (n) => `別の場所${n}`));
    const held = await project.dataset();
    expect(held).toMatchObject({ status: "held", lastOutputStands: true });
    expect(held.reason).toContain("looks like a row number: 20 of 20");
    expect(held.problems[0]).toMatchObject({ code: "URI-010", at: { line: 5 } });
    expect([project.read("yaizu/aed/data.nq"), ledger()]).toEqual(before);
    expect(project.has("yaizu/aed/held/report.json")).toBe(true);

    // The city puts the old table back: what held the other one is over.
    table(aedRows(1, 20));
    expect(await project.dataset()).toMatchObject({ status: "unchanged" });
    expect(project.has("yaizu/aed/held")).toBe(false);
  });

  it("that fails shows no list of rows that an earlier run held", async () => {
    await project.convert();
    table(aedRows(1, 20).replaceAll("号館", ",号館"));
    expect(await project.dataset()).toMatchObject({ status: "held", rejected: 20, lastOutputStands: true });
    expect(project.has("yaizu/aed/held/rejected.csv")).toBe(true);
    table();
    expect(await project.dataset()).toMatchObject({ status: "failed", lastOutputStands: true });
    expect(project.files().filter((name) => name.includes("held"))).toEqual(["yaizu/aed/held/report.json"]);
    expect(project.labels()).toHaveLength(20);
  });

  it("with a damaged ledger is not published over it", async () => {
    await project.convert();
    writeFileSync(path.join(project.mappings, "yaizu/ledger/aed.tsv"), "<<<<<<< HEAD\n");
    table(aedRows(1, 19));
    expect((await project.dataset()).problems[0]).toMatchObject({ code: "URI-011" });
    expect(ledger()).toBe("<<<<<<< HEAD\n");
    expect(project.labels()).toHaveLength(20);
  });
});

describe("rows: append", () => {
  it("keeps observations that the table no longer has, and withdraws none", async () => {
    project.write("yaizu/aed.yaml", `${aedYaml}rows: append\n`);
    await project.convert();
    table(aedRows(15, 25));
    expect(await project.dataset()).toMatchObject({
      records: 11,
      resources: 25,
      uris: { added: 5, withdrawn: 0 },
    });
    expect(project.labels()).toHaveLength(25);
  });
});

describe("what is no longer open", () => {
  it.each(["closed", "restricted"])("%s is taken back, store included", async (access) => {
    await project.convert();
    project.write("yaizu/aed.yaml", aedYaml.replace("open", access));
    expect(await project.dataset()).toMatchObject({ status: "unpublished", resources: 0 });
    expect(project.files().filter((name) => name.startsWith("yaizu/"))).toEqual([]);
    for (const content of Object.values(project.snapshot())) expect(content).not.toContain("054-000-7");
    project.write("yaizu/aed.yaml", aedYaml);
    expect(await project.dataset()).toMatchObject({ status: "converted", resources: 20, uris: { added: 0 } });
  });

  it("a dataset that the project no longer has is taken back and named; --only takes nothing back", async () => {
    project.write("yaizu/other.yaml", aedYaml);
    await project.convert();
    rmSync(path.join(project.mappings, "yaizu/other.yaml"));
    expect((await project.convert({ only: "yaizu" })).removed).toEqual([]);
    expect(project.has("yaizu/other/data.nq")).toBe(true);
    expect((await project.convert()).removed).toEqual(["yaizu/other"]);
    expect(project.has("yaizu/other")).toBe(false);
  });

  it("but somebody else's folders in the output are left alone", async () => {
    await project.convert();
    const photos = path.join(project.output, "photos", "2019", "a.jpg");
    project.write("../output/photos/2019/a.jpg", "x");
    expect((await project.convert()).removed).toEqual([]);
    expect(existsSync(photos)).toBe(true);
  });
});
