/** `--source`: the mapping tried on another table, without a trace in the project's ledger. */
import { existsSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { aedHeader, aedRows, aedYaml, TemporaryProject } from "../support/temporary-project.ts";

let project: TemporaryProject;
let other: string;
beforeEach(() => {
  project = new TemporaryProject({ "yaizu/data/aed.csv": aedHeader + aedRows(1, 5) });
  other = path.join(project.folder, "other.csv");
  writeFileSync(other, aedHeader + aedRows(60, 62));
});
afterEach(() => project.remove());

const ledger = (): boolean => existsSync(path.join(project.mappings, "yaizu/ledger/aed.tsv"));
const trial = () => project.dataset("yaizu/aed", { only: "yaizu/aed", source: other });

it("touches no ledger, and is over with the next run of the project's own table", async () => {
  expect(await trial()).toMatchObject({ status: "converted", trial: true, resources: 3 });
  expect(ledger()).toBe(false);
  expect(project.has("yaizu/aed/ledger.tsv")).toBe(true);
  const own = await project.dataset();
  expect(own).toMatchObject({ status: "converted", resources: 5, uris: { added: 5 } });
  expect(own.trial).toBeUndefined();
  expect(ledger()).toBe(true);
  expect(project.has("yaizu/aed/ledger.tsv")).toBe(false);
});

it("of the project's own table is entered in the ledger by the next run", async () => {
  await project.dataset("yaizu/aed", {
    only: "yaizu/aed",
    source: path.join(project.mappings, "yaizu/data/aed.csv"),
  });
  expect(ledger()).toBe(false);
  expect(await project.dataset()).toMatchObject({ status: "converted", uris: { added: 5 } });
  expect(ledger()).toBe(true);
});

it("neither loses earlier observations nor mixes its own among them", async () => {
  project.write("yaizu/aed.yaml", `${aedYaml}rows: append\n`);
  await project.convert();
  project.write("yaizu/data/aed.csv", aedHeader + aedRows(4, 7));
  await project.convert();
  const before = project.labels();
  expect(before).toHaveLength(7);
  await trial();
  await trial();
  expect(project.labels()).toEqual(["施設60号館", "施設61号館", "施設62号館"]);
  await project.convert();
  expect(project.labels()).toEqual(before);
  expect(project.files().filter((name) => name.includes("trial"))).toEqual([]);
});

it("needs to know whose table it stands for", async () => {
  project.write("yaizu/second.yaml", aedYaml);
  await expect(project.convert({ source: other })).rejects.toThrow("RUN-011");
  await expect(project.convert({ source: other, only: "yaizu" })).rejects.toThrow("RUN-011");
  await expect(project.convert({ source: `${other}.gz`, only: "yaizu/aed" })).rejects.toThrow("RUN-012");
});
