import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/mapping/plan.ts";
import { readWithOxigraph } from "../rdf/read-back.ts";
import { at, base, type Converted, convertCsv, csvCell, flatPlan, literalOf, pair } from "./tables.ts";

const columns = ["id", "name", "kind", "note", "page"];

/** A table of some megabytes in which everything happens: quotes, line breaks, faults, repeats, bad values, filtered rows. */
function eventfulTable(rows: number): string {
  let text = "";
  for (let i = 0; i < rows; i++) {
    const id = i % 1009 === 1008 ? "" : i % 503 === 502 ? String(i - 400) : String(i);
    const note = i % 10 === 0 ? `第${i}"行"\n続き\\` : `備考${i}`;
    const page = i % 7 === 0 ? "no address" : `https://example.org/${i}`;
    const cells = [id, `名称${i}`, `種別${i % 13}`, note, page].map(csvCell);
    if (i % 2003 === 2002) cells.push("too many");
    text += `${cells.join(",")}\n`;
  }
  return text + '"never closed,a,b,c,d\nlast,名称,種別1,,\n';
}

const plan: Plan = {
  ...flatPlan(columns),
  where: [{ column: 2, test: "equals", values: ["種別5"], not: true }],
  expressions: [
    ...flatPlan(columns).expressions,
    { kind: "function", function: "text", inputs: [at(2)], parameters: { map: { 種別1: "一" } } },
    {
      kind: "function",
      function: "concept",
      inputs: [at(2)],
      parameters: {
        table: [{ iri: "https://example.org/c/2", names: ["種別2"] }],
        unknown: "mint",
        mint: "https://example.org/c/",
        scheme: "https://example.org/c",
      },
    },
  ],
  triplesMaps: [
    {
      ...flatPlan(columns).triplesMaps[0]!,
      predicateObjectMaps: [
        pair("https://example.org/name", literalOf(at(1), { language: "ja" }), literalOf(at(3))),
        pair("https://example.org/kind", literalOf(at(6))),
        pair("https://example.org/concept", { kind: "reference", value: at(7, 1), termType: "iri" }),
        pair("https://example.org/page", { kind: "reference", value: at(4), termType: "iri" }),
      ],
    },
  ],
};

const told = ({ workers: _, ...rest }: Converted): Omit<Converted, "workers"> => rest;

describe("worker threads", () => {
  const table = eventfulTable(24_000);
  it("give the same bytes, counts and problems for any number", async () => {
    const alone = await convertCsv(plan, table, { workers: 0 });
    expect(alone.workers).toBe(0);
    // What is compared did happen.
    expect(Buffer.byteLength(table)).toBeGreaterThan(1 << 20);
    expect(alone.rejected).toBeGreaterThan(40);
    expect(alone.filtered).toBeGreaterThan(1000);
    expect(alone.repeats).toBeGreaterThan(30);
    expect(alone.minted).toBeGreaterThan(5);
    expect(alone.records).toBe(alone.filtered + alone.rejected + alone.resources);
    expect(alone.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["CNV-004", "CNV-010", "CNV-011", "URI-001", "URI-002"]),
    );
    expect(alone.output.split("\n").length - 1).toBe(alone.quads);
    expect(Buffer.byteLength(alone.output)).toBe(alone.bytes);
    expect(alone.keys.split("\n").length - 1).toBe(alone.keyCount);
    expect(new Set(alone.output.split("\n").filter(Boolean)).size).toBe(alone.quads);
    expect(readWithOxigraph(alone.output)).toHaveLength(alone.quads);
    expect(alone.output).not.toContain(`<${base}>`);
    for (const workers of [1, 2, 4]) {
      const threads = await convertCsv(plan, table, { workers });
      expect(threads.workers).toBe(workers);
      expect(threads.output === alone.output).toBe(true);
      expect(told(threads)).toEqual(told(alone));
    }
  });

  it("report lines of the file, not of their block", async () => {
    const { rejectedCsv } = await convertCsv(plan, table, { workers: 2 });
    const lines = ["header", ...table.split("\n")];
    for (const row of rejectedCsv.split("\n").slice(1, -1)) {
      const [line, reason] = row.split(",", 2) as [string, string];
      if (reason.startsWith("CNV-010")) expect(lines[Number(line) - 1] + lines[Number(line)]!).toContain("too many");
      if (reason.startsWith("CNV-011")) expect(lines[Number(line) - 1]).toContain("never closed");
    }
  });

  it.each([0, 2])("stop when they are told to (%i)", async (workers) => {
    const controller = new AbortController();
    let progress = 0;
    const onProgress = (): void => {
      if (++progress === 2) controller.abort(new Error("enough"));
    };
    await expect(convertCsv(plan, table, { workers, signal: controller.signal, onProgress })).rejects.toThrow("enough");
    expect(progress).toBe(2);
  });

  it("say what is wrong with a plan", async () => {
    const broken: Plan = {
      ...plan,
      expressions: [...plan.expressions, { kind: "function", function: "no such", inputs: [], parameters: {} }],
    };
    for (const workers of [0, 2]) await expect(convertCsv(broken, table, { workers })).rejects.toThrow(/no such/);
  });
});
