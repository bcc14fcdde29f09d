import { describe, expect, test } from "vitest";
import { align, field, iri, model } from "./hand-made.ts";

const key = ["id"];
const id = field("id", { path: ["ic:ID", "ic:識別値"], role: "identifier" });
const lines = (result: ReturnType<typeof align>, row = 0): string => result.triples[row]!.join("\n");

describe("fields", () => {
  const thing = model([
    id,
    field("name", { path: ["ic:名称", "ic:表記"], labels: { ja: "名称", "zh-Hant": "名稱", en: "name" } }),
    field("capacity", { type: "integer", path: ["tsu:capacity"], datatype: iri("xsd:nonNegativeInteger") }),
  ]);

  test("answer to their name or to a label in any language", () => {
    for (const called of ["name", "名称", "名稱", "Name"]) {
      expect(align(thing, { key, columns: { NO: "id", A: called } }, ["NO", "A"]).alignment.mapped[1]?.field).toBe(
        "name",
      );
    }
  });

  test("an unknown field is a problem with a suggestion, also out of the column's header", () => {
    const known = model([id, field("location", { path: ["ic:設置位置"], headers: ["設置場所"] })]);
    const { errors } = align(known, { key, columns: { NO: "id", 設置場所: "position" } }, ["NO", "設置場所"]);
    expect(errors).toMatchObject([
      { code: "MAP-010", at: { file: "thing.yaml#columns.設置場所" }, advice: 'Did you mean "location"?' },
    ]);
    expect(
      align(thing, { key, columns: { NO: "id" }, fields: { nmae: { value: "x" } } }, ["NO"]).errors[0],
    ).toMatchObject({ code: "MAP-010", advice: 'Did you mean "name"?' });
  });

  test.each([
    ["two columns", { columns: { NO: "id", A: "name", B: "名称" } }],
    ["columns and fields", { columns: { NO: "id", A: "name" }, fields: { name: { from: "B" } } }],
    ["two keys of fields", { columns: { NO: "id" }, fields: { name: { from: "A" }, 名稱: { from: "B" } } }],
    ["a column and a value", { columns: { NO: "id", A: "name" }, fields: { name: { value: "x" } } }],
  ])("a field mapped twice is an error: %s", (_, document) => {
    expect(align(thing, { key, ...document }, ["NO", "A", "B"]).errors.map((problem) => problem.code)).toEqual([
      "MAP-011",
    ]);
  });

  test("options under fields belong to the column under columns", () => {
    const result = align(
      thing,
      { key, columns: { NO: "id", A: "capacity" }, fields: { capacity: { multiplier: 1000, null: "-" } } },
      ["NO", "A"],
      [
        ["1", "１．５"],
        ["2", "-"],
      ],
    );
    expect(result.triples[0]).toContain('1 tsu:capacity "1500"^^xsd:nonNegativeInteger');
    expect(lines(result, 1)).not.toContain("capacity");
    expect(result.interpreted[1]!.problems).toEqual([]);
  });

  test("an option that does nothing for the type is an error, as is a field without anything to read", () => {
    const { errors } = align(thing, { key, columns: { NO: "id", A: "name" }, fields: { name: { multiplier: 10 } } }, [
      "NO",
      "A",
    ]);
    expect(errors).toMatchObject([{ code: "MAP-017", at: { file: "thing.yaml#fields.name.multiplier" } }]);
    expect(align(thing, { key, columns: { NO: "id" }, fields: { name: { split: "," } } }, ["NO"]).errors).toMatchObject(
      [{ code: "MAP-018" }],
    );
  });

  test("a regular expression that is none is told at its place", () => {
    const { errors } = align(thing, { key, columns: { NO: "id" }, fields: { name: { from: "A", pattern: "(" } } }, [
      "NO",
      "A",
    ]);
    expect(errors).toMatchObject([{ code: "MAP-023", at: { file: "thing.yaml#fields.name.pattern" } }]);
  });

  test("an unknown model is told with a suggestion", () => {
    expect(align(thing, { model: "thin" }, ["NO"]).errors).toMatchObject([
      { code: "MAP-001", advice: 'Did you mean "thing"?' },
    ]);
  });
});

describe("values by type", () => {
  test("a fixed value is read like a cell, and a wrong one is a problem of the mapping", () => {
    const thing = model([id, field("hazard", { type: "concept", scheme: "hazard", path: ["tsu:hazard"] })]);
    const { triples } = align(
      thing,
      { key, columns: { NO: "id" }, fields: { hazard: { value: ["海嘯", "flood"] } } },
      ["NO"],
      [["1"]],
    );
    expect(triples[0]!.filter((line) => line.includes("tsu:hazard"))).toEqual([
      "1 tsu:hazard §hazard/flood",
      "1 tsu:hazard §hazard/tsunami",
    ]);
    expect(
      align(thing, { key, columns: { NO: "id" }, fields: { hazard: { value: "津浪" } } }, ["NO"]).errors,
    ).toMatchObject([{ code: "MAP-020", at: { file: "thing.yaml#fields.hazard.value" } }]);
  });

  test("concepts: scheme, split, map, flags and minting", () => {
    const thing = model([
      id,
      field("hazard", { type: "concept", scheme: `https://example.org/hazard/scheme`, path: ["tsu:hazard"] }),
    ]);
    const headers = ["NO", "A", "水", "震"];
    const fields = { hazard: { from: "A", split: "、", map: { なみ: "tsunami" }, flags: { 水: "flood", 震: "震災" } } };
    const { triples } = align(thing, { key, columns: { NO: "id" }, fields }, headers, [["1", "なみ、地震", "○", "×"]]);
    expect(triples[0]!.filter((line) => line.includes("tsu:hazard"))).toEqual([
      "1 tsu:hazard §hazard/earthquake",
      "1 tsu:hazard §hazard/flood",
      "1 tsu:hazard §hazard/tsunami",
    ]);
    for (const [spec, code, place] of [
      [{ from: "A", map: { x: "tsunamy" } }, "MAP-020", "map.x"],
      [{ flags: { 水: "watre" } }, "MAP-020", "flags.水"],
      [{ from: "A", scheme: "hazzard" }, "MAP-019", "scheme"],
    ] as const) {
      expect(align(thing, { key, columns: { NO: "id" }, fields: { hazard: spec } }, headers).errors).toMatchObject([
        { code, at: { file: `thing.yaml#fields.hazard.${place}` } },
      ]);
    }
    const minted = align(
      thing,
      { key, columns: { NO: "id" }, fields: { hazard: { from: "A", unknown: "mint" } } },
      headers,
      [["1", "竜巻", "", ""]],
    );
    expect(minted.triples[0]).toContain("1 tsu:hazard §id/jp/22212/concept/hazard/竜巻");
    const reads = minted.plan.expressions.find((one) => one.kind === "function" && one.function === "concept");
    expect(reads, "the city does not add to the shared scheme").toMatchObject({
      parameters: {
        scheme: "https://example.org/id/jp/22212/concept/hazard",
        schemeLabel: "焼津市 災害種別",
        sharedScheme: "https://example.org/hazard/scheme",
        language: "ja",
      },
    });
  });

  test("a flag that is not raised denies nothing, so empty: no is told", () => {
    const thing = model([id, field("hazard", { type: "concept", scheme: "hazard", path: ["tsu:hazard"] })]);
    const told = (empty: "no" | "unknown") =>
      align(thing, { key, columns: { NO: "id" }, fields: { hazard: { flags: { 水: "flood" }, empty } } }, ["NO", "水"])
        .errors;
    expect(told("no")).toMatchObject([{ code: "MAP-017", at: { file: "thing.yaml#fields.hazard.empty" } }]);
    expect(told("unknown")).toEqual([]);
  });

  test("a text that names no concept or area is kept where the model has a place for it", () => {
    const textPath = (...steps: string[]) => ({ textPath: steps.map((step) => iri(step)) });
    const thing = model([
      id,
      field("hazard", { type: "concept", scheme: "hazard", path: ["tsu:hazard"], ...textPath("ic:種別") }),
      field("area", { type: "area", role: "area", path: ["tsu:area"], ...textPath("ic:住所", "ic:区") }),
    ]);
    const { triples, interpreted } = align(
      thing,
      { key, columns: { NO: "id", A: "area" }, fields: { hazard: { from: "H", split: "、" } } },
      ["NO", "H", "A"],
      [
        ["1", "津波、蝗害、日照り", "本町区"],
        ["2", "津波", "港町区"],
      ],
    );
    const kept = (row: number) => triples[row]!.filter((line) => /種別|住所|tsu:(hazard|area)/.test(line));
    expect(kept(0)).toEqual([
      '1 ic:種別 "日照り"',
      '1 ic:種別 "蝗害"',
      "1 tsu:area §area/222120010",
      "1 tsu:hazard §hazard/tsunami",
    ]);
    expect(kept(1)).toEqual(
      ["2#住所 a ic:住所型", '2#住所 ic:区 "港町区"', "2 ic:住所 2#住所", "2 tsu:hazard §hazard/tsunami"].sort(),
    );
    expect(interpreted.map((row) => row.problems)).toEqual([["VAL-010", "VAL-010"], ["VAL-012"]]);
  });

  test("ic:標準型日付 stands on 日付型 only, as IMI has it", () => {
    const lines = (type: string) => {
      const thing = model([id, field("date", { type: "date", path: ["ic:日時"], classes: [type] })]);
      return align(thing, { key, columns: { NO: "id", A: "date" } }, ["NO", "A"], [["1", "2014-06-23"]]).triples[0]!;
    };
    const standard = '1#日時 ic:標準型日付 "2014-06-23"^^xsd:date';
    expect(lines("ic:日付型")).toContain(standard);
    expect(lines("ic:日時型")).not.toContain(standard);
    expect(lines("ic:日時型")).toContain('1#日時 ic:年 "2014"^^xsd:integer');
  });

  test("a pattern cuts a district out of an address", () => {
    const thing = model([
      id,
      field("address", { path: ["tsu:address"] }),
      field("area", { type: "area", role: "area", path: ["tsu:area"] }),
    ]);
    const fields = { area: { from: "A", pattern: "^(?<value>.+?区)" } };
    const { triples } = align(
      thing,
      { key, columns: { NO: "id", A: "address" }, fields },
      ["NO", "A"],
      [["1", "焼津市本町区1-2"]],
    );
    expect(triples[0]).toContain("1 tsu:area §area/222120010");
    expect(triples[0]).toContain("1 tsu:city §area/22212");
  });

  test("a bare district is the city's own; others are found by their full names", () => {
    const thing = model([id, field("area", { type: "area", role: "area", path: ["tsu:area"] })]);
    const { triples } = align(
      thing,
      { key, columns: { NO: "id", A: "area" } },
      ["NO", "A"],
      [
        ["1", "本町区"],
        ["2", "台南市安南區"],
        ["3", "安南區"],
        ["4", "222127"],
      ],
    );
    const area = (row: number): string[] =>
      triples[row]!.filter((line) => / tsu:(area|city) /.test(line)).map((line) => line.split(" ")[2]!);
    expect(area(0)).toEqual(["§area/222120010", "§area/22212"]);
    expect(area(1)).toEqual(["§area/67000350", "§area/67000"]);
    expect(area(2)).toEqual([]);
    expect(area(3)).toEqual(["§area/22212", "§area/22212"]);
  });

  test("dates become IMI's node of parts, and a flat date where the model asks for one", () => {
    const thing = model([
      id,
      field("date", { type: "date", path: ["ic:日時"], also: ["tsu:date"] }),
      field("day", { type: "date", path: ["tsu:day"], datatype: iri("xsd:date") }),
    ]);
    const { triples } = align(
      thing,
      { key, columns: { NO: "id", A: "date", B: "day" }, fields: { date: { calendar: "roc" } } },
      ["NO", "A", "B"],
      [
        ["1", "1030623", "2020-01-02"],
        ["2", "?", ""],
      ],
    );
    expect(triples[0]!.filter((line) => line.startsWith("1#日時"))).toEqual(
      [
        "1#日時 a ic:日時型",
        '1#日時 ic:年 "103"^^xsd:integer',
        '1#日時 ic:年号 "民國"',
        '1#日時 ic:日 "23"^^xsd:integer',
        '1#日時 ic:月 "6"^^xsd:integer',
        '1#日時 ic:表記 "1030623"',
      ].sort(),
    );
    expect(triples[0]).toContain('1 tsu:date "2014-06-23"^^xsd:date');
    expect(triples[0]).toContain('1 tsu:day "2020-01-02"^^xsd:date');
    expect(
      triples[1]!.filter((line) => line.startsWith("2#日時")),
      "what cannot be read keeps its text",
    ).toEqual(["2#日時 a ic:日時型", '2#日時 ic:表記 "?"']);
  });

  test("hours, quantities with units, and periods", () => {
    const thing = model([
      id,
      field("hours", { type: "hours", path: ["ic:期間"], classes: ["ic:イベントスケジュール型"] }),
      field("capacity", {
        type: "quantity",
        path: ["ic:収容人数", "ic:数値"],
        fixed: [{ path: ["ic:収容人数", "ic:単位表記"], value: "人" }],
      }),
      field("period", { type: "period", path: ["tsu:period"] }),
    ]);
    const columns = { NO: "id", A: "hours", B: "capacity", C: "period" };
    const row = ["1", "10~12", "1,200", "2020年3月"];
    const { triples } = align(thing, { key, columns }, ["NO", "A", "B", "C"], [row]);
    expect(triples[0]).toEqual(
      expect.arrayContaining([
        "1#期間 a ic:イベントスケジュール型",
        '1#期間 ic:開始時間 "10:00:00"^^xsd:time',
        '1#期間 ic:終了時間 "12:00:00"^^xsd:time',
        '1#期間 ic:説明 "10~12"',
        '1#収容人数 ic:数値 "1200"^^xsd:decimal',
        '1#収容人数 ic:単位表記 "人"',
        '1 tsu:period "2020-03"^^xsd:gYearMonth',
      ]),
    );
  });

  test("languages: labels have the city's, IMI's texts have none, a fixed one stays", () => {
    const thing = model([
      id,
      field("name", { path: ["ic:名称", "ic:表記"], also: ["rdfs:label"], role: "label" }),
      field("english", { path: ["rdfs:label"], datatype: iri("rdf:langString"), language: "en" }),
    ]);
    const { triples } = align(
      thing,
      { key, columns: { NO: "id", A: "name", B: "english" } },
      ["NO", "A", "B"],
      [["1", "甲", "A"]],
    );
    expect(triples[0]).toEqual(
      expect.arrayContaining(['1#名称 ic:表記 "甲"', '1 rdfs:label "甲"@ja', '1 rdfs:label "A"@en']),
    );
  });
});

describe("coordinates", () => {
  const thing = model([
    id,
    field("latitude", { type: "latitude", path: ["ic:地理座標", "ic:緯度"] }),
    field("longitude", { type: "longitude", path: ["ic:地理座標", "ic:経度"] }),
  ]);
  const headers = ["NO", "X", "Y"];

  test("both fields and point share one expression, with the city's extent", () => {
    const separate = align(thing, { key, columns: { NO: "id", Y: "latitude", X: "longitude" } }, headers, [
      ["1", "138.3", "34.8"],
      ["2", "120.9", "34.8"],
    ]);
    expect(
      separate.plan.expressions.filter((one) => one.kind === "function" && one.function === "coordinates"),
    ).toHaveLength(1);
    expect(separate.triples[0]).toEqual(
      expect.arrayContaining([
        '1#地理座標 ic:緯度 "34.8"',
        '1#地理座標 ic:経度 "138.3"',
        '1 wgs:lat "34.8"^^xsd:decimal',
        '1 wgs:long "138.3"^^xsd:decimal',
        "1 geo:hasGeometry 1#geometry",
        "1#geometry a geo:Geometry",
        "1 a geo:Feature",
        '1#geometry geo:asWKT "POINT(138.3 34.8)"^^geo:wktLiteral',
      ]),
    );
    expect(separate.interpreted[1]!.problems, "outside the city").toEqual(["VAL-016"]);
    const point = align(thing, { key, columns: { NO: "id" }, fields: { point: { x: "X", y: "Y" } } }, headers, [
      ["1", "138.3", "34.8"],
    ]);
    expect(point.triples[0]).toEqual(separate.triples[0]);
  });

  test("one without the other, or both ways at once, is an error; a record without a place has no geometry", () => {
    expect(align(thing, { key, columns: { NO: "id", Y: "latitude" } }, headers).errors).toMatchObject([
      { code: "MAP-024" },
    ]);
    expect(align(thing, { key, columns: { NO: "id" }, fields: { point: { x: "X" } } }, headers).errors).toMatchObject([
      { code: "MAP-025" },
    ]);
    expect(
      align(thing, { key, columns: { NO: "id", Y: "latitude" }, fields: { point: { x: "X", y: "Y" } } }, headers)
        .errors,
    ).toMatchObject([{ code: "MAP-011" }]);
    const { triples } = align(thing, { key, columns: { NO: "id", Y: "latitude", X: "longitude" } }, headers, [
      ["1", "", ""],
    ]);
    expect(triples[0]!.join("\n")).not.toMatch(/geo|座標|wgs/);
  });

  test("an unknown coordinate system is told at its place", () => {
    const { errors } = align(
      thing,
      { key, columns: { NO: "id" }, fields: { point: { x: "X", y: "Y", crs: "EPSG:1" } } },
      headers,
    );
    expect(errors).toMatchObject([{ code: "MAP-023", at: { file: "thing.yaml#fields.point.crs" } }]);
  });
});
