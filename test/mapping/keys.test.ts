import { describe, expect, test } from "vitest";
import { align, field, iri, model } from "./hand-made.ts";

const name = field("name", { path: ["ic:名称", "ic:表記"], also: ["rdfs:label"], role: "label" });
const id = field("id", { path: ["ic:ID", "ic:識別値"], also: ["dct:identifier"], role: "identifier" });
const town = field("town", { path: ["tsu:town"], labels: { ja: "町" } });
const thing = model([id, name, town]);
const headers = ["NO", "N", "T"];
const columns = { NO: "id", N: "name", T: "town" };

describe("keys", () => {
  test("are fields in canonical form, percent-encoded, joined by a slash; leading zeros stay", () => {
    const { interpreted, plan } = align(thing, { key: ["町", "id"], columns }, headers, [["007", "甲", "東 京/x"]]);
    expect(interpreted[0]!.key).toBe("東%20京%2Fx/007");
    expect(plan.record).toMatchObject({ prefix: "https://example.org/id/jp/22212/thing/" });
    expect(plan.record!.meaning).toHaveLength(1);
  });

  test("a row without a part is rejected, a repeated key too; a content key is numbered", () => {
    const rows = [
      ["1", "甲", ""],
      ["", "乙", ""],
      ["1", "丙", ""],
    ];
    const { interpreted } = align(thing, { key: ["id"], columns }, headers, rows);
    expect(interpreted.map((row) => row.rejected)).toEqual([undefined, "URI-001", "URI-002"]);
    const content = align(thing, { key: { content: ["name", "town"] }, columns }, headers, [
      ["", "甲", ""],
      ["", "甲", ""],
      ["", "甲", "乙"],
    ]);
    const keys = content.interpreted.map((row) => row.key!);
    expect(keys[0]).toMatch(/^[a-z2-7]{26}$/);
    expect(keys[1]).toBe(`${keys[0]}~2`);
    expect(keys[2]).not.toBe(keys[0]);
  });

  test("a record model without a key is an error that explains both forms", () => {
    const { errors } = align(thing, { columns }, headers);
    expect(errors).toMatchObject([{ code: "MAP-021" }]);
    expect(errors[0]!.advice).toMatch(/key: \[id\].*content/);
  });

  test("a part that nothing maps, or that the model does not have, is told", () => {
    expect(align(thing, { key: ["town"], columns: { NO: "id" } }, headers).errors).toMatchObject([
      { code: "MAP-022", at: { file: "thing.yaml#key.0" } },
    ]);
    expect(align(thing, { key: { content: ["nmae"] }, columns }, headers).errors).toMatchObject([
      { code: "MAP-010", at: { file: "thing.yaml#key.content.0" } },
    ]);
  });

  test("the identifier is the table's, else what the key is made of", () => {
    const identifiers = (document: Parameters<typeof align>[1]): string[] =>
      align(thing, document, headers, [["1", "甲", "乙"]])
        .triples[0]!.filter((line) => line.includes("dct:identifier"))
        .map((line) => line.split(" ")[2]!);
    expect(identifiers({ key: ["town"], columns })).toEqual(['"1"']);
    expect(identifiers({ key: ["town"], columns: { T: "town" } })).toEqual(['"乙"']);
    expect(identifiers({ key: ["town", "name"], columns: { T: "town", N: "name" } })).toEqual(['"乙/甲"']);
    expect(identifiers({ key: { content: ["name"] }, columns: { N: "name" } })[0]).toMatch(/^"[a-z2-7]{26}"$/);
  });
});

describe("observations", () => {
  const cube = model(
    [
      field("area", { type: "area", path: ["tsu:area"], role: "dimension" }),
      field("period", { type: "period", path: ["tsu:period"], role: "dimension" }),
      field("sex", {
        type: "concept",
        scheme: "hazard",
        path: ["tsu:sex"],
        role: "dimension",
        default: "https://example.org/hazard/flood",
      }),
      field("population", {
        type: "integer",
        path: ["tsu:population"],
        role: "measure",
        datatype: iri("xsd:nonNegativeInteger"),
      }),
    ],
    { kind: "observation" },
  );
  const document = { columns: { A: "area", P: "period", N: "population" } };

  test("the dimensions are the key, an omitted one takes its default, and the label says both in words", () => {
    const { triples, interpreted, errors } = align(cube, document, ["A", "P", "N"], [["222120010", "2020-03", "12"]]);
    expect(errors).toEqual([]);
    expect(interpreted[0]!.key).toBe("222120010/2020-03");
    expect(triples[0]).toEqual(
      [
        "222120010/2020-03 a §Thing",
        '222120010/2020-03 dct:identifier "222120010/2020-03"',
        "222120010/2020-03 http://purl.org/linked-data/cube#dataSet §dataset/yaizu/thing",
        '222120010/2020-03 rdfs:label "本町区 2020-03"@ja',
        "222120010/2020-03 tsu:area §area/222120010",
        "222120010/2020-03 tsu:city §area/22212",
        '222120010/2020-03 tsu:period "2020-03"^^xsd:gYearMonth',
        '222120010/2020-03 tsu:population "12"^^xsd:nonNegativeInteger',
        "222120010/2020-03 tsu:sex §hazard/flood",
      ].sort(),
    );
  });

  test("the ledger remembers an observation by the words of its dimensions", () => {
    const { plan, interpreted } = align(cube, document, ["A", "P", "N"], [["222120010", "2020-03", "12"]]);
    expect(interpreted[0]!.quads.some((line) => line.includes("本町区 2020-03"))).toBe(true);
    const [area, period] = plan.record!.meaning.map(({ expression }) => plan.expressions[expression]);
    expect(area).toMatchObject({ kind: "function", function: "text", parameters: { map: { "222120010": "本町区" } } });
    expect(period).toMatchObject({ kind: "function", function: "period" });
  });

  test("a dimension that is mapped is in the key", () => {
    const { interpreted } = align(
      cube,
      { columns: { ...document.columns, S: "sex" } },
      ["A", "P", "N", "S"],
      [["本町区", "2020年", "12", "津波"]],
    );
    expect(interpreted[0]!.key).toBe("222120010/2020/tsunami");
  });

  test("without any dimension there is no key", () => {
    expect(align(cube, { columns: { N: "population" } }, ["N"]).errors).toMatchObject([{ code: "MAP-021" }]);
  });
});

describe("where", () => {
  const rows = [
    ["1", "甲", "焼津市本町"],
    ["2", "乙", "静岡市"],
    ["3", "丙", ""],
  ];
  const kept = (where: NonNullable<Parameters<typeof align>[1]["where"]>): string[] =>
    align(thing, { key: ["id"], columns: { NO: "id", N: "name" }, where }, headers, rows)
      .interpreted.filter((row) => !row.leftOut)
      .map((row) => row.key!);

  test("keeps the rows for which all of it holds", () => {
    expect(kept({ T: { startsWith: ["焼津", "藤枝"] } })).toEqual(["1"]);
    expect(kept({ T: "静岡市" })).toEqual(["2"]);
    expect(kept({ T: { contains: "市", not: true } })).toEqual(["3"]);
    expect(kept({ T: { matches: "市$" } })).toEqual(["2"]);
    expect(kept({ T: { endsWith: "町", startsWith: "静岡" } })).toEqual([]);
    expect(kept({ T: { contains: "市" }, N: ["甲", "丙"] })).toEqual(["1"]);
  });

  test("says where a regular expression is wrong, and which column is missing", () => {
    expect(align(thing, { key: ["id"], columns, where: { T: { matches: "(" } } }, headers).errors).toMatchObject([
      { code: "MAP-023", at: { file: "thing.yaml#where.T.matches" } },
    ]);
    expect(align(thing, { key: ["id"], columns, where: { 市: "x" } }, headers).errors).toMatchObject([
      { code: "MAP-012" },
    ]);
  });
});

describe("the card", () => {
  test("every record has its types, label, city, area and identifier", () => {
    const { triples } = align(thing, { key: ["id"], columns }, headers, [["1", "甲", ""]]);
    expect(triples[0]).toEqual(
      expect.arrayContaining([
        "1 a §Thing",
        '1 rdfs:label "甲"@ja',
        "1 tsu:city §area/22212",
        "1 tsu:area §area/22212",
        '1 dct:identifier "1"',
      ]),
    );
  });

  test("its city is where it lies: the row's code, not the publisher's", () => {
    const placed = model([
      id,
      name,
      field("code", { type: "area", role: "city", path: ["tsu:code"] }),
      field("ward", { type: "area", role: "area", path: ["tsu:area"] }),
    ]);
    const both = align(placed, { key: ["id"], columns: { NO: "id", N: "code", T: "ward" } }, headers, [
      ["1", "22212", "本町区"],
      ["2", "22212", ""],
    ]);
    expect(both.triples[0]).toEqual(
      expect.arrayContaining(["1 tsu:city §area/22212", "1 tsu:area §area/222120010", "1 tsu:code §area/22212"]),
    );
    expect(both.triples[1]).toContain("2 tsu:city §area/22212");
    const code = align(placed, { key: ["id"], columns: { NO: "id", N: "code" } }, headers, [["1", "22212", ""]]);
    expect(code.triples[0]).toContain("1 tsu:area §area/22212");
  });
});
