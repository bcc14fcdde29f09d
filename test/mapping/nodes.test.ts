import { describe, expect, test } from "vitest";
import { align, field, model } from "./hand-made.ts";

const key = ["id"];
const thing = model([
  field("id", { path: ["ic:ID", "ic:識別値"] }),
  field("common", {
    path: ["ic:ID", "ic:識別値"],
    slot: "共通ID",
    fixed: [{ path: ["ic:ID", "ic:体系"], value: "https://example.org/gsi", iri: true }],
  }),
  field("system", { path: ["ic:ID", "ic:体系", "ic:表記"], slot: "共通ID" }),
  field("name", { path: ["ic:設置地点", "ic:名称", "ic:表記"] }),
  field("kana", { path: ["ic:設置地点", "ic:名称", "ic:カナ表記"] }),
  field("address", { path: ["ic:設置地点", "ic:住所", "ic:表記"] }),
  field("readOnly", { path: [] }),
]);
const headers = ["NO", "C", "N", "K", "A"];
const columns = { NO: "id", C: "common", N: "name", K: "kana", A: "address" };

describe("nodes", () => {
  test("intermediate nodes are IRIs of the steps, shared by fields, typed by the range", () => {
    const { triples } = align(thing, { key, columns }, headers, [["12", "", "甲", "コウ", "本町"]]);
    expect(triples[0]!.filter((line) => line.includes("設置地点"))).toEqual(
      [
        "12 ic:設置地点 12#設置地点",
        "12#設置地点 a ic:地物型",
        "12#設置地点 ic:住所 12#設置地点.住所",
        "12#設置地点 ic:名称 12#設置地点.名称",
        "12#設置地点.住所 a ic:住所型",
        '12#設置地点.住所 ic:表記 "本町"',
        "12#設置地点.名称 a ic:名称型",
        '12#設置地点.名称 ic:カナ表記 "コウ"',
        '12#設置地点.名称 ic:表記 "甲"',
      ].sort(),
    );
  });

  test("a node exists only where a value hangs on it", () => {
    const { triples } = align(thing, { key, columns }, headers, [
      ["1", "", "", "", ""],
      ["2", "", "", "カナ", ""],
    ]);
    expect(triples[0]!.join("\n")).not.toContain("設置地点");
    expect(triples[1]!.join("\n")).toContain("2#設置地点.名称");
    expect(triples[1]!.join("\n")).not.toContain("住所");
  });

  test("slots keep fields apart that share steps; fixed values stand beside theirs only", () => {
    const { triples } = align(thing, { key, columns }, headers, [
      ["1", "E22", "", "", ""],
      ["2", "", "", "", ""],
    ]);
    const ids = (row: number): string[] => triples[row]!.filter((line) => line.includes("ID") && !line.includes(" a "));
    expect(ids(0)).toEqual(
      [
        "1 ic:ID 1#ID",
        "1 ic:ID 1#ID(共通ID)",
        '1#ID ic:識別値 "1"',
        "1#ID(共通ID) ic:体系 §gsi",
        '1#ID(共通ID) ic:識別値 "E22"',
      ].sort(),
    );
    expect(ids(1)).toEqual(["2 ic:ID 2#ID", '2#ID ic:識別値 "2"']);
  });

  test("fields of one slot share the node that the slot distinguishes, whichever of them is mapped", () => {
    const both = align(thing, { key, columns: { NO: "id", C: "common", N: "system" } }, headers, [
      ["1", "E22", "GSI", "", ""],
    ]);
    expect(both.triples[0]).toContain('1#ID(共通ID).体系 ic:表記 "GSI"');
    const one = align(thing, { key, columns: { NO: "id", N: "system" } }, headers, [["1", "", "GSI", "", ""]]);
    expect(one.triples[0]).toContain('1#ID(共通ID).体系 ic:表記 "GSI"');
  });

  test("a field that is only read makes nothing", () => {
    const { plan, alignment } = align(thing, { key, columns: { NO: "id", N: "readOnly" } }, headers);
    expect(alignment.mapped.map(({ field: name }) => name)).toEqual(["id", "readOnly"]);
    expect(plan.expressions.filter((one) => one.kind === "reference")).toEqual([{ kind: "reference", column: 0 }]);
  });

  test("two properties of one local name do not share a node", () => {
    const twins = model([
      field("id", { path: ["ic:ID", "ic:識別値"] }),
      field("other", { path: ["tsu:ID", "ic:識別値"] }),
    ]);
    const { triples } = align(twins, { key, columns: { NO: "id", C: "other" } }, ["NO", "C"], [["1", "x"]]);
    expect(triples[0]).toContain('1#ID ic:識別値 "1"');
    expect(triples[0]).toContain('1#ID~2 ic:識別値 "x"');
  });

  test("the plan names no triples map twice, and every map but the record's has a condition", () => {
    const { plan } = align(thing, { key, columns }, headers);
    expect(new Set(plan.triplesMaps.map((map) => map.name)).size).toBe(plan.triplesMaps.length);
    expect(plan.triplesMaps.slice(1).every((map) => map.condition !== undefined)).toBe(true);
    expect(plan.triplesMaps[0]).not.toHaveProperty("condition");
    expect(plan.rowsMayRepeatTriples).toBe(false);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});
