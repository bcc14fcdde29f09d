import { readdirSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { Parser } from "n3";
import * as oxigraph from "oxigraph";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer } from "../../src/store/answer.ts";
import { Store } from "../../src/store/store.ts";
import { expectedFile, type SampleRun, sampleRun } from "./sample-run.ts";

let run: SampleRun;
beforeAll(async () => {
  run = await sampleRun();
});
afterAll(() => run.remove());

const ids = [
  "keelung/shelter",
  "saitama/aed",
  "tainan/shelter",
  "tainan/town-population",
  "taipei/residential-theft",
  "taipei/shelter",
  "yaizu/aed",
  "yaizu/evacuation-space",
];

describe("the samples", () => {
  it("are all converted, and none of their rows is rejected", () => {
    expect(run.outcome.datasets.map(({ id, status, rejected }) => [id, status, rejected])).toEqual(
      ids.map((id) => [id, "converted", 0]),
    );
  });

  it.each(ids)("%s gives the quads of its golden file (npm run golden writes it)", (id) => {
    expect(run.quads(id)).toBe(readFileSync(expectedFile(id), "utf8"));
  });

  it.each(ids)("%s is read alike by two independent parsers", (id) => {
    const text = run.quads(id);
    const n3 = new Set(new Parser({ format: "N-Quads" }).parse(text).map(lineOf));
    const oxi = new Set(oxigraph.parse(text, { format: "application/n-quads" }).map(lineOf));
    expect(n3).toEqual(oxi);
    expect(n3.size).toBe(text.trimEnd().split("\n").length);
  });

  it("let no personal column out", () => {
    const table = sharedTable();
    const personal = table.flatMap((row) => [row["管理人姓名"], row["管理人電話"]]);
    expect(personal.length).toBeGreaterThan(0);
    for (const id of ids) for (const value of personal) expect(run.quads(id)).not.toContain(value);
    const reports = JSON.stringify(run.outcome);
    for (const value of personal) expect(reports).not.toContain(value);
  });
});

describe("the cross-city question", () => {
  it("answers with the numbers of the tables, zeros and unknowns included", async () => {
    const query = readFileSync("vocab/queries/shelters-tsunami-earthquake.rq", "utf8");
    const store = await Store.open(`${run.output}/store.duckdb`, { memoryMb: 512, threads: 2 });
    try {
      const found = await answer(store, query);
      if (found.kind !== "bindings") throw new Error("not a SELECT");
      expect(found.way).toBe("sql");
      const rows: unknown[][] = [];
      for await (const batch of found.rows) for (const row of batch) rows.push(row.slice(1).map((term) => term?.value));
      expect(rows.sort()).toEqual(expectedRows().sort());
    } finally {
      await store.close();
    }
  });
});

describe("the example questions", () => {
  const queries = readdirSync("vocab/queries").filter((name) => name.endsWith(".rq"));
  it.each(queries)("%s has an answer here, as one SQL statement", async (name) => {
    const store = await Store.open(`${run.output}/store.duckdb`, { memoryMb: 256, threads: 1 });
    try {
      const found = await answer(store, readFileSync(`vocab/queries/${name}`, "utf8"));
      if (found.kind !== "bindings") throw new Error("not a SELECT");
      let rows = 0;
      for await (const batch of found.rows) rows += batch.length;
      expect(rows).toBeGreaterThan(0);
      expect(found.way).toBe("sql");
    } finally {
      await store.close();
    }
  });
});

/** Counted from the tables themselves, in plain code. */
function expectedRows(): (string | undefined)[][] {
  const taiwan = (prefix: string, label: string) => {
    const rows = sharedTable().filter((row) => row["縣市及鄉鎮市區"]!.startsWith(prefix));
    const hazards = (row: Record<string, string>) => row["適用災害類別"]!.split(",");
    const both = rows.filter((row) => hazards(row).includes("海嘯") && hazards(row).includes("震災"));
    const stated = both.map((row) => row["預計收容人數"]!).filter((text) => text !== "");
    const sum = stated.length === 0 ? undefined : String(stated.reduce((total, text) => total + Number(text), 0));
    const stating = rows.filter((row) => row["適用災害類別"] !== "").length;
    return [label, String(both.length), String(stating), String(stated.length), sum];
  };
  const yaizu = parse(readFileSync("mappings/yaizu/data/evacuation-space.csv"), { columns: true }) as Record<
    string,
    string
  >[];
  const flags = (row: Record<string, string>) =>
    Object.keys(row).filter((name) => name.startsWith("災害種別_") && row[name] !== "");
  const both = yaizu.filter((row) => flags(row).includes("災害種別_津波") && flags(row).includes("災害種別_地震"));
  return [
    taiwan("臺北市", "Taipei City"),
    taiwan("臺南市", "Tainan City"),
    taiwan("基隆市", "Keelung City"),
    ["Yaizu City", String(both.length), String(yaizu.filter((row) => flags(row).length > 0).length), "0", undefined],
  ];
}

const sharedTable = (): Record<string, string>[] =>
  parse(readFileSync("mappings/_shared/data/tw-national-shelter.csv"), { columns: true, bom: true }) as Record<
    string,
    string
  >[];

interface AnyTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}
const termOf = (term: AnyTerm): string =>
  `${term.termType} ${term.value} ${term.language ?? ""} ${term.datatype?.value ?? ""}`;
const lineOf = (quad: { subject: AnyTerm; predicate: AnyTerm; object: AnyTerm; graph: AnyTerm }): string =>
  [quad.subject, quad.predicate, quad.object, quad.graph].map(termOf).join("\n");
