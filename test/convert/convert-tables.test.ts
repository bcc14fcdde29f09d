import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { previewRecords } from "../../src/convert/preview-records.ts";
import { areDifferent } from "../../src/convert/repeated-triples.ts";
import type { Plan, TermMap } from "../../src/mapping/plan.ts";
import { at, base, convertCsv, csv, flatPlan, literalOf, openedTable, pair } from "./tables.ts";

const columns = ["id", "name", "phone"];

describe("rejected.csv", () => {
  it("has line, reason and cells, and reads back", async () => {
    const table =
      csv([
        ["1", 'a"b', "x"],
        ["1", "l\nl,", 'q"'],
        ["", "no key", ""],
      ]) + "only,two\n";
    const { rejectedCsv, problems, rejected } = await convertCsv(flatPlan(columns), table);
    expect(rejected).toBe(3);
    expect(parse(rejectedCsv, { relax_column_count: true })).toEqual([
      ["line", "reason", ...columns],
      ["3", 'URI-002 The key "1" is that of the record at line 2, which stays.', "1", "l\nl,", 'q"'],
      ["5", "URI-001 The record has no id, which its URI needs.", "", "no key", ""],
      ["6", "CNV-010 The record has 2 cells, 3 were expected.", "only", "two"],
    ]);
    expect(problems.map(({ code, severity, count, source }) => [code, severity, count, source?.line])).toEqual([
      ["URI-002", "error", 1, 3],
      ["URI-001", "error", 1, 5],
      ["CNV-010", "error", 1, 6],
    ]);
  });

  it("and everything else never shows a private cell", async () => {
    const secret = "0912-345-678";
    const plan = flatPlan(columns, { privateColumns: [2] });
    const table =
      csv([
        ["1", "a", secret],
        ["1", "b", secret],
        ["", "c", secret],
      ]) + `2,b,${secret},more\n"open,${secret}\n`;
    const converted = await convertCsv(plan, table);
    expect(converted.rejected).toBe(4);
    expect(JSON.stringify(converted)).not.toContain(secret);
    expect(parse(converted.rejectedCsv, { relax_column_count: true })[3]).toEqual([
      "5",
      expect.stringContaining("CNV-010"),
    ]);
  });
});

describe("keys", () => {
  it("made of contents number true repeats in the order of the rows", async () => {
    const plan = flatPlan(columns);
    const key = { kind: "key" as const, parts: [at(1)], names: ["name"], content: true };
    const content: Plan = { ...plan, expressions: [...plan.expressions.slice(0, 3), key] };
    const { keys, output, repeats, keyCount } = await convertCsv(
      content,
      csv([
        ["1", "a", ""],
        ["2", "b", ""],
        ["3", "a", ""],
        ["4", "a", ""],
      ]),
    );
    const [first, second, third, fourth] = keys.split("\n").map((line) => line.split("\t")[0]!);
    expect([third, fourth]).toEqual([`${first}~2`, `${first}~3`]);
    expect(second).not.toBe(first);
    expect(output).toContain(`<${base}${first}~3>\t<https://example.org/p0>\t"4"`);
    expect({ repeats, keyCount }).toEqual({ repeats: 2, keyCount: 4 });
  });

  it("are looked at over all tables of a dataset", async () => {
    const { problems, rejectedCsv } = await convertCsv(flatPlan(columns), [
      csv([["1", "a", ""]]),
      csv([
        ["2", "b", ""],
        ["1", "c", ""],
      ]),
    ]);
    expect(problems).toMatchObject([{ code: "URI-002", source: { file: "table1.csv", line: 3 } }]);
    expect(rejectedCsv).toContain("line 2 of table0.csv");
    expect(rejectedCsv.split("\n")[0]).toBe("file,line,reason,id,name,phone");
  });
});

describe("minted concepts", () => {
  it("are written once each, sorted, and only for records that stay", async () => {
    const plan = flatPlan(columns);
    const own = { scheme: "https://example.org/c", schemeLabel: "市 種別", sharedScheme: "https://example.org/shared" };
    const parameters = { table: [], unknown: "mint", mint: "https://example.org/c/", ...own, language: "ja" };
    const minting: Plan = {
      ...plan,
      expressions: [...plan.expressions, { kind: "function", function: "concept", inputs: [at(1)], parameters }],
      triplesMaps: [
        {
          ...plan.triplesMaps[0]!,
          predicateObjectMaps: [pair("urn:kind", { kind: "reference", value: at(4, 1), termType: "iri" })],
        },
      ],
    };
    const rows = [
      ["1", "z", ""],
      ["2", "a", ""],
      ["3", "z", ""],
      ["", "rejected", ""],
      ["1", "repeat", ""],
    ];
    const { output, minted, quads } = await convertCsv(minting, csv(rows));
    expect({ minted, quads }).toEqual({ minted: 2, quads: 3 + 4 + 2 * 5 });
    const ends = output
      .split("\n")
      .slice(3, -1)
      .map((line) => line.split("\t").slice(0, 3).join(" "));
    const type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";
    const rdfs = "http://www.w3.org/2000/01/rdf-schema#";
    const skos = "http://www.w3.org/2004/02/skos/core#";
    expect(ends).toEqual([
      `<https://example.org/c> ${type} <${skos}ConceptScheme>`,
      `<https://example.org/c> <${skos}prefLabel> "市 種別"@ja`,
      `<https://example.org/c> <${rdfs}label> "市 種別"@ja`,
      `<https://example.org/c> <${rdfs}seeAlso> <https://example.org/shared>`,
      ...["a", "z"].flatMap((name) => [
        `<https://example.org/c/${name}> ${type} <${skos}Concept>`,
        `<https://example.org/c/${name}> <${skos}prefLabel> "${name}"@ja`,
        `<https://example.org/c/${name}> <${rdfs}label> "${name}"@ja`,
        `<https://example.org/c/${name}> <${skos}inScheme> <https://example.org/c>`,
        `<https://example.org/c/${name}> <${skos}topConceptOf> <https://example.org/c>`,
      ]),
    ]);
  });
});

describe("preview", () => {
  it("shows the first records beside their quads, without private cells", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tsunagi-preview-"));
    try {
      const file = join(folder, "t.csv");
      writeFileSync(
        file,
        `id,name,phone\n${csv([
          ["1", "焼津", "secret"],
          ["", "b", ""],
          ["3", "c", ""],
          ["4", "d", ""],
        ])}`,
      );
      const plan = flatPlan(columns, {
        privateColumns: [2],
        where: [{ column: 1, test: "equals", values: ["c"], not: true }],
      });
      const records = await previewRecords([openedTable(file, columns)], plan, 3);
      expect(
        records.map(({ line, quads, problems }) => [line, quads.length, problems.map(({ code }) => code)]),
      ).toEqual([
        [2, 2, []],
        [3, 0, ["URI-001"]],
        [5, 2, []],
      ]);
      expect(records[0]!.cells).toEqual([
        { header: "id", value: "1" },
        { header: "name", value: "焼津" },
        { header: "phone", value: "" },
      ]);
      expect(records[0]!.quads[1]).toContain('"焼津"');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("maps that never make the same term", () => {
  const plan = flatPlan(columns);
  const node = (...parts: (string | ReturnType<typeof at>)[]): TermMap => ({
    kind: "template",
    parts,
    encode: false,
    termType: "iri",
  });
  it.each<[string, TermMap, TermMap, boolean]>([
    ["a record and its node", node(base, at(3)), node(base, at(3), "#住所"), true],
    ["a node and the node on it", node(base, at(3), "#設置地点"), node(base, at(3), "#設置地点.住所"), true],
    ["two columns on one predicate", literalOf(at(0)), literalOf(at(1)), false],
    ["two languages", literalOf(at(0), { language: "ja" }), literalOf(at(0), { language: "en" }), true],
    ["a literal and an IRI", literalOf(at(0)), node(base, at(3)), true],
    ["two prefixes", node("urn:a:", at(0)), node("urn:b:", at(1)), true],
    ["prefixes of one another", node("urn:a", at(0)), node("urn:ab", at(1)), false],
  ])("%s", (_, one, other, different) => {
    expect(areDifferent(one, other, plan)).toBe(different);
    expect(areDifferent(other, one, plan)).toBe(different);
  });
});
