import { describe, expect, it } from "vitest";
import { compileFunction, valueFunction, valueFunctions } from "../../src/function/registry.ts";
import { ProblemError } from "../../src/problem/problem.ts";
import { codesOf, run } from "./run-function.ts";

const hz = "https://w3id.org/tsunagi/hazard/";
const table = [
  { iri: `${hz}tsunami`, names: ["津波", "海嘯", "Tsunami"] },
  { iri: `${hz}earthquake`, names: ["地震", "震災"] },
  { iri: `${hz}flood`, names: ["洪水", "水災"] },
  { iri: `${hz}inland-flood`, names: ["內水", "水災(內水)"] },
];

describe("concept", () => {
  it("meets Taiwan's and Japan's words in one concept", () => {
    expect(run("concept", { table }, "海嘯").outputs).toEqual(["tsunami", `${hz}tsunami`, undefined]);
    expect(run("concept", { table }, " 津波 ").outputs).toEqual(["tsunami", `${hz}tsunami`, undefined]);
    expect(run("concept", { table }, "ＴＳＵＮＡＭＩ").outputs).toEqual(["tsunami", `${hz}tsunami`, undefined]);
  });
  it("splits, and has one canonical form whatever the order", () => {
    const a = run("concept", { table, split: "," }, "水災,震災, 海嘯").outputs;
    const b = run("concept", { table, split: "," }, "海嘯,水災,,震災,水災").outputs;
    expect(a[0]).toBe("earthquake.flood.tsunami");
    expect(b[0]).toBe(a[0]);
    expect(a[1]).toEqual([`${hz}flood`, `${hz}earthquake`, `${hz}tsunami`]);
  });
  it("reports what it does not know and keeps the rest", () => {
    const outcome = run("concept", { table, split: "," }, "水災,津浪");
    expect(outcome.outputs[1]).toBe(`${hz}flood`);
    expect(outcome.outputs[2], "the text is kept").toBe("津浪");
    expect(codesOf(outcome)).toEqual(["error VAL-010"]);
    expect(outcome.reject).toBeUndefined();
    expect(run("concept", { table }, "Tsunmai").problems![0]!.advice).toBe('Did you mean "Tsunami"?');
  });
  it("rejects the row where the mapping says so", () =>
    expect(run("concept", { table, unknown: "reject" }, "蝗災").reject).toBe(true));
  it("mints the same concept for the same word, and needs to know where", () => {
    const mint = { table: [], unknown: "mint", mint: "https://example.org/item/", scheme: "https://example.org/item" };
    const iri = "https://example.org/item/滑り台%20大";
    expect(run("concept", mint, "滑り台　大").minted).toEqual([
      { iri, label: "滑り台 大", scheme: "https://example.org/item" },
    ]);
    expect(run("concept", mint, "滑り台 大").outputs).toEqual(["滑り台 大", iri, undefined]);
    const belonging = { language: "ja", schemeLabel: "焼津市 遊具", sharedScheme: "https://example.org/shared" };
    expect(run("concept", { ...mint, ...belonging }, "滑り台 大").minted).toEqual([
      { iri, label: "滑り台 大", scheme: "https://example.org/item", ...belonging },
    ]);
    expect(() => compileFunction("concept", { table: [], unknown: "mint" })).toThrow(ProblemError);
  });
  it("never guesses between two concepts of one name", () => {
    const twice = [
      { iri: `${hz}a`, names: ["x"] },
      { iri: `${hz}b`, names: ["Ｘ"] },
    ];
    const outcome = run("concept", { table: twice }, "x");
    expect(outcome.outputs).toEqual([undefined, undefined, "x"]);
    expect(codesOf(outcome)).toEqual(["error VAL-011"]);
  });
});

describe("area", () => {
  const taipei = "https://example.org/area/63000";
  const keelung = "https://example.org/area/10017";
  const areas = [
    { iri: taipei, city: taipei, names: ["臺北市", "Taipei"] },
    { iri: keelung, city: keelung, names: ["基隆市"] },
    { iri: `${taipei}030`, city: taipei, names: ["中正區", "63000030"] },
    { iri: `${keelung}010`, city: keelung, names: ["中正區"] },
    {
      iri: "http://data.e-stat.go.jp/lod/sac/C07202",
      city: "http://data.e-stat.go.jp/lod/sac/C07202",
      names: ["会津若松市", "07202", "072028"],
    },
  ];
  it("finds cities and districts by name or code", () => {
    expect(run("area", { table: areas }, "台北市").outputs).toEqual(["63000", taipei, taipei, undefined]);
    expect(run("area", { table: areas }, "63000030").outputs[1]).toBe(`${taipei}030`);
  });
  it("tells 中正區 of Taipei from that of Keelung by the city before it", () => {
    expect(run("area", { table: areas }, "台北市中正區").outputs.slice(0, 3)).toEqual([
      "63000030",
      `${taipei}030`,
      taipei,
    ]);
    expect(run("area", { table: areas }, "基隆市 中正區").outputs.slice(0, 3)).toEqual([
      "10017010",
      `${keelung}010`,
      keelung,
    ]);
  });
  it("does not guess when the name alone is ambiguous", () => {
    const outcome = run("area", { table: areas }, "中正區");
    expect(outcome.outputs).toEqual([undefined, undefined, undefined, "中正區"]);
    expect(codesOf(outcome)).toEqual(["error VAL-013"]);
  });
  it("reads a code whose leading zero a spreadsheet has dropped, and says so", () => {
    const outcome = run("area", { table: areas }, "72028");
    expect(outcome.outputs[0]).toBe("C07202");
    expect(codesOf(outcome)).toEqual(["info VAL-020"]);
  });
  it("knows what it does not know", () => {
    expect(codesOf(run("area", { table: areas }, "火星"))).toEqual(["error VAL-012"]);
    expect(run("area", { table: areas }, "会津若松").problems![0]!.advice).toContain("会津若松市");
  });
});

describe("text", () => {
  it("splits and cuts", () => {
    expect(run("text", {}, " a ").outputs).toEqual(["a"]);
    expect(run("text", { split: "、" }, "光復里、黎明里、").outputs).toEqual([["光復里", "黎明里"]]);
    expect(run("text", { pattern: "^(?<value>[^(]+)" }, "本館 (1F)").outputs).toEqual(["本館"]);
  });
  it("repairs and reports each repair", () => {
    const wide = run("text", { width: true }, "０３－３２９３－１７１１ 公園（東）");
    expect(wide.outputs).toEqual(["03-3293-1711 公園（東）"]);
    expect(codesOf(wide)).toEqual(["info VAL-020"]);
    expect(run("text", { pad: 6 }, "72028").outputs).toEqual(["072028"]);
    expect(run("text", { pad: 6 }, "072028").problems).toBeUndefined();
    expect(run("text", { pad: 6 }, "72-28").outputs).toEqual(["72-28"]);
  });
  it("leaves leading zeros and full width alone otherwise", () =>
    expect(run("text", {}, "0010 Ａ").outputs).toEqual(["0010 Ａ"]));
});

describe("iri", () => {
  it.each(["https://example.org/東京?a=b#c", "mailto:a@example.org", "urn:isbn:123", "https://example.org/𠮷"])(
    "%s is one",
    (cell) => expect(run("iri", {}, cell).outputs).toEqual([cell]),
  );
  it.each([
    "www.example.org",
    "https://example.org/a b",
    "http://",
    "a<b>",
    "https://e.org/%zz",
    "https://e.org/a\\b",
    "/path",
  ])("%s is none", (cell) => expect(codesOf(run("iri", {}, cell))).toEqual(["error VAL-019"]));
});

describe("registry", () => {
  it("has the functions of ARCHITECTURE.md with their outputs", () => {
    const names = "text number boolean date period time hours concept flags area coordinates iri equal".split(" ");
    expect([...valueFunctions.keys()]).toEqual(names);
    for (const name of names) {
      // An empty row gives as many outputs as declared, and no problem.
      const parameters = { table: [], flags: [{ concept: "x:y" }] };
      const needed =
        name === "concept" || name === "area"
          ? { table: parameters.table }
          : name === "flags"
            ? { flags: parameters.flags }
            : {};
      const outcome = run(name, needed, undefined, undefined);
      expect(outcome.outputs).toEqual(valueFunction(name).outputs.map(() => undefined));
      expect(outcome.problems).toBeUndefined();
    }
  });
  it("suggests", () => {
    expect(() => valueFunction("cordinates")).toThrow(ProblemError);
    try {
      valueFunction("cordinates");
    } catch (error) {
      expect((error as ProblemError).problems[0]!.advice).toBe('Did you mean "coordinates"?');
    }
    expect(() => compileFunction("number", { multiplayer: 1 })).toThrow(/VAL-101.*multiplayer/);
    expect(() => compileFunction("date", { pattern: "(" })).toThrow(ProblemError);
    expect(() => compileFunction("coordinates", { crs: "EPSG:9999" })).toThrow(/EPSG:9999/);
  });
  it("reads lists value by value", () =>
    expect(run("number", {}, ["1", "x", "2"])).toMatchObject({
      outputs: [["1", "2"]],
      problems: [{ code: "VAL-001" }],
    }));
});
