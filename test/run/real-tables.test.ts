/** The mappings of the samples, unchanged, on the cities' full tables; the tables are not part of the project. */
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer } from "../../src/store/answer.ts";
import { Store } from "../../src/store/store.ts";
import { type SampleRun, sampleRun } from "../golden/sample-run.ts";

const cities = "../shared/data/cities";
const tables: Readonly<Record<string, [file: string, resources: number]>> = {
  "taipei/residential-theft": ["tw-taipei-residential-theft.big5.csv", 2436],
  "taipei/shelter": ["tw-shelters.taipei-keelung-tainan.masked.csv", 272],
  "tainan/shelter": ["tw-shelters.taipei-keelung-tainan.masked.csv", 529],
  "keelung/shelter": ["tw-shelters.taipei-keelung-tainan.masked.csv", 152],
  "tainan/town-population": ["tw-tainan-town-population.double-header.csv", 481],
  "yaizu/aed": ["jp-yaizu-aed.standard.csv", 82],
  "yaizu/evacuation-space": ["jp-yaizu-evacuation-space.standard.csv", 31],
  "saitama/aed": ["jp-saitama-aed.csv", 392],
};
const ids = Object.keys(tables);

describe.skipIf(!existsSync(cities))("the cities' own tables", () => {
  let run: SampleRun;
  beforeAll(async () => {
    run = await sampleRun(ids.map((only) => ({ only, source: path.join(cities, tables[only]![0]) })));
  });
  afterAll(() => run?.remove());
  const outcome = (id: string) => run.outcome.datasets.find((dataset) => dataset.id === id);

  it.each(ids)("%s: every row becomes a resource, none is rejected", (id) => {
    expect(outcome(id)).toMatchObject({
      status: "converted",
      trial: true,
      rejected: 0,
      resources: tables[id]![1],
      uris: { added: tables[id]![1] },
    });
  });

  it("reports a Taipei school at 22.5° N with its line, and keeps what the city says", () => {
    const far = outcome("taipei/shelter")?.problems.find(({ code }) => code === "VAL-016");
    expect(far?.severity).toBe("warning");
    expect(far?.places[0]?.line).toBe(2);
    expect(far?.message).toContain("22.4797");
    expect(run.quads("taipei/shelter")).toContain(
      '/id/tw/63000/shelter/194>\t<http://www.w3.org/2003/01/geo/wgs84_pos#lat>\t"22.4797"',
    );
  });

  it("says what it could not read or doubts, with its rows, and nothing more", () => {
    const said = Object.fromEntries(
      ids.map((id) => [
        id,
        (outcome(id)?.problems ?? []).map(({ code, count, places }) => [code, count, places.length]),
      ]),
    );
    const nothing: unknown[] = [];
    expect(said).toEqual({
      "taipei/residential-theft": nothing,
      "taipei/shelter": [["VAL-016", 2, 2]],
      "tainan/shelter": [["VAL-016", 2, 2]], // two that lie in Taipei
      "keelung/shelter": [["VAL-016", 3, 3]],
      "tainan/town-population": nothing,
      "yaizu/aed": nothing,
      "yaizu/evacuation-space": nothing,
      "saitama/aed": [
        ["VAL-016", 2, 2], // two AEDs of the city outside the city,
        ["VAL-012", 2, 2], // in the district 市外
      ],
    });
  });

  it("answers the cross-city question unchanged", async () => {
    const store = await Store.open(path.join(run.output, "store.duckdb"), { memoryMb: 512, threads: 2 });
    try {
      const found = await answer(store, readFileSync("vocab/queries/shelters-tsunami-earthquake.rq", "utf8"));
      if (found.kind !== "bindings") throw new Error("not a SELECT");
      const column = (name: string): number => found.variables.indexOf(name);
      const counts: Record<string, string | undefined> = {};
      for await (const batch of found.rows)
        for (const row of batch) counts[row[column("label")]?.value ?? ""] = row[column("shelters")]?.value;
      expect(counts).toEqual({ "Tainan City": "23", "Keelung City": "113", "Yaizu City": "26", "Taipei City": "0" });
    } finally {
      await store.close();
    }
  });
});
