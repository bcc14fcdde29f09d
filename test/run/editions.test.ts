/** `rows: edition`: the newest edition is the default graph, the earlier ones stay dereferenceable beside it. */
import * as path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { answer } from "../../src/store/answer.ts";
import { Store } from "../../src/store/store.ts";
import { aedHeader, aedRows, aedYaml, TemporaryProject } from "../support/temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.remove());

const publish = async (edition: string, rows: string): Promise<void> => {
  project.write("yaizu/aed.yaml", `${aedYaml.replace("aed.csv }", `aed.csv, edition: ${edition} }`)}rows: edition\n`);
  project.write("yaizu/data/aed.csv", aedHeader + rows);
  expect((await project.dataset()).status).toBe("converted");
};

async function column(query: string): Promise<string[]> {
  const store = await Store.open(path.join(project.output, "store.duckdb"), { memoryMb: 256, threads: 1 });
  try {
    const found = await answer(store, query);
    const values: string[] = [];
    if (found.kind === "bindings")
      for await (const batch of found.rows) values.push(...batch.map((row) => row[0]?.value ?? ""));
    return values.sort();
  } finally {
    await store.close();
  }
}

it("counts the newest edition only, and keeps every earlier one in a graph of its own", async () => {
  const ids = "SELECT ?s { ?s a <https://w3id.org/tsunagi/ns#AED> }";
  const iri = (edition: string, key: number): string => `https://example.org/id/jp/22212/aed/${edition}/${key}`;
  await publish("2022-03", aedRows(1, 3));
  expect(await column(ids)).toEqual([1, 2, 3].map((key) => iri("2022-03", key)));

  await publish("2022-09", aedRows(2, 5));
  expect(await column(ids)).toEqual([2, 3, 4, 5].map((key) => iri("2022-09", key)));
  const earlier = "https://example.org/dataset/yaizu/aed/edition/2022-03";
  expect(await column(ids.replace(/\{(.*)\}/, `{ GRAPH <${earlier}> { $1 } }`))).toEqual(
    [1, 2, 3].map((key) => iri("2022-03", key)),
  );

  await publish("2023-03", aedRows(9, 9));
  expect(await column("SELECT DISTINCT ?g { GRAPH ?g { ?s a <https://w3id.org/tsunagi/ns#AED> } }")).toEqual([
    "https://example.org/dataset/yaizu/aed",
    earlier,
    earlier.replace("2022-03", "2022-09"),
  ]);
});

it("publishes one edition again in its own place", async () => {
  await publish("2022-03", aedRows(1, 3));
  await publish("2022-03", aedRows(1, 4));
  expect(project.files().filter((name) => name.includes("editions"))).toEqual([]);
  expect(project.labels()).toHaveLength(4);
});
