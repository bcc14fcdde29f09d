import { describe, expect, test } from "vitest";
import { align, field, model } from "./hand-made.ts";

const thing = model([
  field("id", { path: ["ic:ID", "ic:識別値"], headers: ["NO", "番号"], role: "identifier" }),
  field("name", {
    path: ["ic:名称", "ic:表記"],
    headers: ["名称", "施設名"],
    labels: { ja: "名称", en: "name" },
    minCount: 1,
  }),
  field("latitude", { type: "latitude", path: ["ic:地理座標", "ic:緯度"], headers: ["緯度"] }),
  field("longitude", { type: "longitude", path: ["ic:地理座標", "ic:経度"], headers: ["経度"] }),
  field("hazard", {
    type: "concept",
    scheme: "hazard",
    path: ["tsu:hazard"],
    headers: ["災害"],
    flagHeaders: [
      { header: "災害種別_津波", concept: "https://example.org/hazard/tsunami" },
      { header: "災害種別_地震", concept: "https://example.org/hazard/earthquake" },
    ],
  }),
]);
const key = ["id"];

describe("columns", () => {
  test("an unknown column is a problem with its place, the source's headers and a suggestion", () => {
    const { errors } = align(thing, { key, columns: { NO: "id", 緯度: "latitude", 経度: "longitude", 名称: "name" } }, [
      "NO",
      "名称",
      "緯度（北緯）",
      "経度",
    ]);
    expect(errors).toEqual([
      {
        code: "MAP-012",
        severity: "error",
        message: 'Column "緯度" is not in the source.',
        at: { file: "thing.yaml#columns.緯度" },
        source: { file: "data/thing.csv" },
        advice: 'Did you mean "緯度（北緯）"? The source has: NO, 名称, 緯度（北緯）, 経度.',
      },
    ]);
  });

  test("headers are found after folding width and variants, and by any of several header rows", () => {
    const { errors, alignment } = align(thing, { key, columns: { "名称(正式)": "name", ID: "id" } }, [
      ["番号", "ID"],
      ["名称（正式）", "NAME"],
    ]);
    expect(errors).toEqual([]);
    expect(alignment.mapped).toEqual([
      { column: 0, header: "番号 / ID", field: "id" },
      { column: 1, header: "名称（正式） / NAME", field: "name" },
    ]);
  });

  test("a duplicate header is an error that says which columns, but only where the mapping speaks of it", () => {
    const headers = ["NO", "名称", "備考", "備考", "名称"];
    const { errors } = align(thing, { key, columns: { NO: "id", 名称: "name" } }, headers);
    expect(errors.map((problem) => problem.code)).toEqual(["MAP-013"]);
    expect(errors[0]!.message).toContain("2, 5");
    expect(align(thing, { key, columns: { NO: "id" }, ignore: ["備考", "名称"] }, headers).codes).toEqual(["MAP-016"]);
  });

  test("from takes the first header that the source has", () => {
    const columns = { NO: "id" };
    const fields = { name: { from: ["新名称", "旧名称"] } };
    expect(align(thing, { key, columns, fields }, ["NO", "旧名称"]).alignment.mapped.at(-1)).toEqual({
      column: 1,
      header: "旧名称",
      field: "name",
    });
    const { errors } = align(thing, { key, columns, fields }, ["NO", "他"]);
    expect(errors.map((problem) => [problem.code, problem.at?.file])).toEqual([
      ["MAP-012", "thing.yaml#fields.name.from"],
    ]);
  });

  test("every column is mapped, private, ignored or reported", () => {
    const { alignment, problems } = align(
      thing,
      { key, columns: { NO: "id", 名称: "name" }, private: ["電話"], ignore: ["備考"], where: { 市: "焼津" } },
      ["NO", "名称", "電話", "備考", "市", "謎", ""],
    );
    expect(alignment).toMatchObject({
      mapped: [{ field: "id" }, { field: "name" }, { header: "市", field: "(where)" }],
      private: ["電話"],
      ignored: ["備考"],
      unmapped: ["謎"],
    });
    expect(problems.map((problem) => [problem.code, problem.severity])).toEqual([["MAP-015", "warning"]]);
    expect(problems[0]!.message).toContain('"謎"');
  });

  test.each([
    ["columns", { columns: { NO: "id", 電話: "name" } }, "columns.電話"],
    ["fields", { columns: { NO: "id" }, fields: { name: { from: "電話" } } }, "fields.name.from"],
    ["flags", { columns: { NO: "id" }, fields: { hazard: { flags: { 電話: "flood" } } } }, "fields.hazard.flags.電話"],
    ["where", { columns: { NO: "id" }, where: { 電話: "1" } }, "where.電話"],
    ["point", { columns: { NO: "id" }, fields: { point: { x: "電話", y: "NO" } } }, "fields.point.x"],
  ])("a private column cannot be used in %s", (_, document, place) => {
    const { errors, plan } = align(thing, { key, private: ["電話"], ...document }, ["NO", "電話"]);
    expect(errors.map((problem) => [problem.code, problem.at?.file])).toEqual([["MAP-014", `thing.yaml#${place}`]]);
    expect(plan.privateColumns).toEqual([1]);
  });

  test("a misspelt private header is an error, a misspelt ignored one a remark", () => {
    const columns = { NO: "id", 名称: "name" };
    expect(align(thing, { key, columns, private: ["電話番号"] }, ["NO", "名称", "電話"]).errors[0]).toMatchObject({
      code: "MAP-012",
      at: { file: "thing.yaml#private.0" },
    });
    expect(align(thing, { key, columns, ignore: ["電話番号"] }, ["NO", "名称"]).problems).toMatchObject([
      { code: "MAP-026", severity: "info" },
    ]);
  });

  test("private columns that share a header are all private", () => {
    expect(
      align(thing, { key, columns: { NO: "id", 名称: "name" }, private: ["電話"] }, ["NO", "電話", "名称", "電話"]).plan
        .privateColumns,
    ).toEqual([1, 3]);
  });
});

describe("columns: standard", () => {
  const headers = ["番号", "名　称", "緯度", "経度", "災害種別_津波", "災害種別＿地震", "謎"];

  test("takes the headers that the model knows, flags included, and lists the others", () => {
    const { alignment, triples } = align(thing, { key, columns: "standard" }, headers, [
      ["1", "甲", "34.8", "138.3", "○", "", ""],
    ]);
    expect(alignment.standard).toEqual({
      matched: ["番号", "名　称", "緯度", "経度", "災害種別_津波", "災害種別＿地震"],
      unmatched: ["謎"],
    });
    expect(triples[0]).toContain("1 tsu:hazard §hazard/tsunami");
    expect(triples[0]!.join("\n")).not.toContain("earthquake");
  });

  test("what the mapping says of a field goes before what the model knows", () => {
    const fields = { name: { value: "乙" }, hazard: { from: "謎", map: { x: "flood" } } };
    const { triples, errors } = align(thing, { key, columns: "standard", fields }, headers, [
      ["1", "甲", "", "", "○", "", "x"],
    ]);
    expect(errors).toEqual([]);
    expect(triples[0]).toContain('1#名称 ic:表記 "乙"');
    expect(triples[0]!.filter((line) => line.includes("tsu:hazard"))).toEqual(["1 tsu:hazard §hazard/flood"]);
  });

  test("options without a column go to the column that the model knows", () => {
    const { triples } = align(
      thing,
      { key, columns: "standard", fields: { name: { null: "－" } } },
      ["NO", "名称"],
      [["1", "－"]],
    );
    expect(triples[0]!.join("\n")).not.toContain("名称");
  });

  test("ignored and private columns are not taken; a second column of one field is told", () => {
    expect(align(thing, { key, columns: "standard", ignore: ["名称"] }, ["NO", "名称"]).codes).toEqual(["MAP-016"]);
    const { problems, alignment } = align(thing, { key, columns: "standard" }, ["NO", "施設名", "名称"]);
    expect(problems.map((problem) => problem.code)).toContain("MAP-028");
    expect(alignment.mapped.at(-1)).toMatchObject({ header: "名称", field: "name" });
  });

  test("a required field that nothing gives is a warning with the headers that would do", () => {
    const { problems } = align(thing, { key, columns: "standard" }, ["NO"]);
    expect(problems).toMatchObject([{ code: "MAP-016", severity: "warning" }]);
    expect(problems[0]!.advice).toContain("名称, 施設名");
  });
});
