import { describe, expect, test } from "vitest";
import type { FieldSpecDocument } from "../../src/config/dataset-schema.ts";
import { align, base, field, model } from "./hand-made.ts";

const id = field("id", { path: ["ic:ID", "ic:識別値"], role: "identifier" });
const height = ["ic:地理座標", "ic:測地高度", "ic:数値"];
const beside = (predicate: string) => [...height.slice(0, -1), predicate];
const classes = [undefined, "ic:長さ型", undefined];
const metres = field("elevation", {
  type: "quantity",
  path: height,
  classes,
  fixed: [
    { path: beside("ic:単位"), value: `${base}unit/MTR`, iri: true },
    { path: beside("ic:単位表記"), value: "m" },
  ],
});
const anything = field("elevation", { type: "quantity", path: height, classes });

const read = (of: ReturnType<typeof field>, spec: FieldSpecDocument, cell = "1") => {
  const thing = model([id, of]);
  const fields = { elevation: { from: "H", ...spec } };
  const result = align(thing, { key: ["id"], columns: { NO: "id" }, fields }, ["NO", "H"], [["1", cell]]);
  const node = "1#地理座標.測地高度 ic:";
  const lines = result.triples[0]?.filter((line) => line.startsWith(node)).map((line) => line.slice(node.length));
  return { ...result, lines };
};

describe("unit", () => {
  test("is stated as a code and as it is written, where the model leaves it open", () => {
    expect(read(anything, { unit: "HAR" }, "1.50").lines).toEqual([
      "単位 §unit/HAR",
      '単位表記 "ha"',
      '数値 "1.50"^^xsd:decimal',
    ]);
    expect(read(anything, { unit: "C62" }).lines, "the label where there is no symbol").toContain('単位表記 "個"');
    expect(read(anything, {}).lines, "nothing is guessed").toEqual(['数値 "1"^^xsd:decimal']);
  });

  test.each([
    ["CMT", "1234.5", "12.345"],
    ["KMT", "0.3333333333333333333", "333.3333333333333333"],
    ["MTR", "9.10", "9.10"],
  ])("%s is converted exactly to the model's metres: %s is %s", (unit, cell, metre) => {
    const { lines, interpreted } = read(metres, { unit }, cell);
    expect(lines).toEqual(["単位 §unit/MTR", '単位表記 "m"', `数値 "${metre}"^^xsd:decimal`]);
    expect(interpreted[0]!.problems).toEqual([]);
  });

  test("goes with a multiplier", () => {
    expect(read(metres, { unit: "CMT", multiplier: 1000 }, "1.1").lines).toContain('数値 "11"^^xsd:decimal');
  });

  test("that is unknown, or not the model's kind, or has no exact number, is an error at its place", () => {
    const at = { file: "thing.yaml#fields.elevation.unit" };
    expect(read(metres, { unit: "KMTT" }).errors).toMatchObject([
      { code: "MAP-029", at, advice: 'Did you mean "KMT"?' },
    ]);
    expect(read(metres, { unit: "HAR" }).errors).toMatchObject([
      { code: "MAP-030", at, advice: "Say unit: MTR, CMT, KMT; or convert the column in the source." },
    ]);
    const hours = field("elevation", {
      ...{ type: "quantity", path: height, classes },
      fixed: [{ path: beside("ic:単位"), value: `${base}unit/HUR`, iri: true }],
    });
    expect(read(hours, { unit: "SEC" }).errors, "one 3600th has no end").toMatchObject([{ code: "MAP-030", at }]);
  });

  test("has no place where the model has no quantity", () => {
    const flat = field("elevation", { type: "decimal", path: ["tsu:height"] });
    expect(read(flat, { unit: "MTR" }).problems).toMatchObject([{ code: "MAP-027", severity: "warning" }]);
  });
});

describe("currency", () => {
  const amount = field("elevation", {
    type: "quantity",
    path: ["tsu:price", "ic:数値"],
    classes: ["ic:金額型", undefined],
  });

  test("stands on amounts of money, which have no unit", () => {
    const { triples } = read(amount, { currency: "TWD" }, "35");
    expect(triples[0]).toContain('1#price ic:通貨コード "TWD"');
    expect(triples[0]).toContain("1#price a ic:金額型");
    expect(read(amount, { unit: "MTR" }).errors).toMatchObject([{ code: "MAP-017" }]);
  });

  test("does nothing anywhere else, and that is told", () => {
    for (const one of [metres, anything, field("elevation", { type: "integer", path: ["tsu:price"] })])
      expect(read(one, { currency: "TWD" }).errors).toMatchObject([
        { code: "MAP-017", at: { file: "thing.yaml#fields.elevation.currency" } },
      ]);
  });
});
