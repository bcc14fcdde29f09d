/** Real tables as cities publish them (read in place, skipped where they are absent): every header and cell must find its meaning. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { fold } from "../../src/function/fold.ts";
import type { Area } from "../../src/vocabulary/vocabulary.ts";
import { conceptsNamed, hasShared, iriOf, model, readTable, sharedFile, vocabulary } from "./vocabulary-under-test.ts";

const city = (code: string): Area => {
  const area = vocabulary.areas.find(code);
  if (area === undefined) throw new Error(`no area ${code}`);
  return area;
};
const columnsOf = (modelKey: string): Set<string> =>
  new Set(
    model(modelKey)
      .fields.flatMap((field) => [...field.headers, ...field.flagHeaders.map((flag) => flag.header)])
      .map(fold),
  );
/** Share of the points that lie in the city's extent. */
function shareInside(code: string, points: readonly (readonly [number, number])[]): number {
  const extent = city(code).extent;
  if (extent === undefined) throw new Error(`${code} has no extent`);
  const inside = points.filter(
    ([x, y]) => x >= extent.west && x <= extent.east && y >= extent.south && y <= extent.north,
  );
  return inside.length / points.length;
}

describe.skipIf(!hasShared)("headers", () => {
  const standard: Record<string, [string, unknown, string, boolean][]> = hasShared
    ? JSON.parse(readFileSync(sharedFile("imi/recommended-dataset-14.parsed.json"), "utf8"))
    : {};
  it.each([
    ["aed", "01_AED設置箇所一覧"],
    ["shelter", "10_指定緊急避難場所一覧"],
  ])("the model %s knows every column of %s", (key, layout) => {
    const known = columnsOf(key);
    const columns = (standard[layout] ?? []).map(([header]) => header).filter((header) => header !== "location");
    expect(columns.length).toBeGreaterThan(20);
    expect(columns.filter((header) => !known.has(fold(header)))).toEqual([]);
  });
  it.each([
    ["shelter", "tw-shelters.taipei-keelung-tainan.masked.csv", "utf-8", ["管理人姓名", "管理人電話"]],
    ["shelter", "jp-yaizu-evacuation-space.standard.csv", "utf-8", []],
    ["aed", "jp-yaizu-aed.standard.csv", "utf-8", []],
    ["aed", "jp-saitama-aed.csv", "utf-8", []],
    ["theft", "tw-taipei-residential-theft.big5.csv", "big5", []],
    ["theft", "tw-taipei-residential-theft.utf8bom.csv", "utf-8", []],
    ["population", "tw-tainan-town-population.double-header.csv", "big5", [""]],
  ])("the model %s knows every column of %s but the private ones", (key, file, encoding, unknown) => {
    const known = columnsOf(key);
    const columns = Object.keys(readTable(file, encoding)[0] ?? {});
    expect(columns.filter((header) => !known.has(fold(header)))).toEqual(unknown);
  });
  it("the shelter model knows the standard successor's common head and GSI's nationwide file", () => {
    const known = columnsOf("shelter");
    const gsi = JSON.parse(readFileSync(sharedFile("cities/jp-aizuwakamatsu-emergency-sites.geojson"), "utf8"));
    expect(Object.keys(gsi.features[0].properties).filter((header) => !known.has(fold(header)))).toEqual([]);
  });
});

describe.skipIf(!hasShared)("hazards", () => {
  it("every cell of Taiwan's national table finds exactly one concept a word", () => {
    const words = readTable("tw-shelters.taipei-keelung-tainan.masked.csv").flatMap((row) =>
      (row["適用災害類別"] ?? "").split(",").filter((word) => word !== ""),
    );
    expect(words.length).toBeGreaterThan(1500);
    for (const word of new Set(words)) expect(conceptsNamed("hazard", word), word).toHaveLength(1);
  });
  it("the flag columns of Japan's standard layout stand for the concept of their own name", () => {
    const flags = model("shelter").fields.find((field) => field.name === "hazard")?.flagHeaders ?? [];
    const columns = Object.keys(readTable("jp-yaizu-evacuation-space.standard.csv")[0] ?? {}).filter((header) =>
      header.startsWith("災害種別_"),
    );
    expect(columns).toHaveLength(8);
    for (const column of columns) {
      const concept = flags.find((flag) => flag.header === column)?.concept;
      expect(
        conceptsNamed("hazard", column.replace("災害種別_", "")).map(({ iri }) => iri),
        column,
      ).toEqual([concept]);
    }
  });
  it("海嘯 meets 津波, 震災 meets 地震", () => {
    for (const [taiwan, japan, iri] of [
      ["海嘯", "津波", "hz:tsunami"],
      ["震災", "地震", "hz:earthquake"],
    ] as const)
      for (const word of [taiwan, japan])
        expect(conceptsNamed("hazard", word).map((concept) => concept.iri)).toEqual([iriOf(iri)]);
  });
});

describe.skipIf(!hasShared)("kinds of theft", () => {
  it("every cell of Taipei's two editions finds its concept", () => {
    const cells = [
      ...readTable("tw-taipei-residential-theft.big5.csv", "big5"),
      ...readTable("tw-taipei-residential-theft.utf8bom.csv"),
    ].map((row) => row["案類"] ?? "");
    expect(cells.length).toBeGreaterThan(5000);
    for (const cell of new Set(cells)) expect(conceptsNamed("theft", cell), cell).toHaveLength(1);
  });
});

describe.skipIf(!hasShared)("areas", () => {
  const towns = hasShared
    ? (
        parse(readFileSync(sharedFile("imi/tw-town-codes.csv"), "utf8").replace(/^\uFEFF/, ""), {
          columns: true,
        }) as Record<string, string>[]
      ).filter((town) => ["63000", "67000", "10017"].includes(town.COUNTYCODE ?? ""))
    : [];

  it("all districts of the three Taiwanese cities are there, by code and by name within their city", () => {
    expect(towns).toHaveLength(12 + 37 + 7);
    for (const town of towns) {
      const within = vocabulary.areas.within(city(town.COUNTYCODE ?? "").iri);
      for (const name of [
        town.TOWNNAME ?? "",
        `${town.COUNTYNAME}${town.TOWNNAME}`,
        `${town.COUNTYNAME}${town.TOWNNAME}`.replace("臺", "台"),
      ])
        expect(
          within.filter((area) => area.names.includes(name)).map((area) => area.code),
          name,
        ).toEqual([town.TOWNCODE]);
      expect(vocabulary.areas.find(town.TOWNCODE ?? "")?.city).toBe(city(town.COUNTYCODE ?? "").iri);
    }
    for (const code of ["63000", "67000", "10017"])
      expect(vocabulary.areas.within(city(code).iri)).toHaveLength(
        towns.filter((town) => town.COUNTYCODE === code).length,
      );
  });

  it("every area cell of the national shelter table names one area by its full name", () => {
    const cells = new Set(
      readTable("tw-shelters.taipei-keelung-tainan.masked.csv").map((row) => row["縣市及鄉鎮市區"] ?? ""),
    );
    expect(cells.size).toBe(56);
    const districts = ["63000", "67000", "10017"].flatMap((code) => vocabulary.areas.within(city(code).iri));
    for (const cell of cells)
      expect(
        districts.filter((area) => area.names.includes(cell)),
        cell,
      ).toHaveLength(1);
  });

  it("Saitama's wards find theirs; what is outside the city (市外) finds none", () => {
    const wards = vocabulary.areas.within(city("111007").iri);
    expect(wards).toHaveLength(10);
    const cells = new Set(readTable("jp-saitama-aed.csv").map((row) => row["区"] ?? ""));
    for (const cell of cells)
      expect(
        wards.filter((area) => area.names.includes(cell)),
        cell,
      ).toHaveLength(cell === "市外" ? 0 : 1);
  });

  it("the codes of Tainan's population table are all known", () => {
    const rows = readTable("tw-tainan-town-population.double-header.csv", "big5").slice(1);
    expect(rows.length).toBeGreaterThan(400);
    for (const row of rows)
      expect(vocabulary.areas.find(row["鄉鎮市區代碼"] ?? "")?.names).toContain(row["鄉鎮市區名稱"]);
  });

  it("Japanese codes and names agree with the list of local governments", () => {
    const rows = parse(readFileSync(sharedFile("imi/jp-localgov-codes-utf8.csv"), "utf8").replace(/^\uFEFF/, ""), {
      columns: true,
    }) as Record<string, string>[];
    const ours = rows.filter((row) => vocabulary.areas.find(row.lgcode ?? "") !== undefined);
    expect(ours).toHaveLength(5 + 10 + 3 + 7);
    for (const row of ours) {
      const area = vocabulary.areas.find(row.lgcode ?? "");
      expect(area?.labels.ja).toBe((row.city ?? "").split(" ").at(-1));
      expect(area?.names).toContain(`${row.pref}${(row.city ?? "").replace(" ", "")}`);
    }
  });

  it("the extents hold the cities' own points, and not the school of Taipei that is said to be at 22.5° N", () => {
    const shelters = readTable("tw-shelters.taipei-keelung-tainan.masked.csv");
    for (const [code, name] of [
      ["63000", "臺北市"],
      ["67000", "臺南市"],
      ["10017", "基隆市"],
    ] as const) {
      const points = shelters
        .filter((row) => row["縣市及鄉鎮市區"]?.startsWith(name))
        .map((row) => [Number(row["經度"]), Number(row["緯度"])] as const);
      expect(shareInside(code, points), name).toBeGreaterThan(0.97);
    }
    expect(shareInside("63000", [[Number(shelters[0]?.["經度"]), Number(shelters[0]?.["緯度"])]])).toBe(0);
    for (const [code, file] of [
      ["22212", "jp-yaizu-aed.standard.csv"],
      ["22212", "jp-yaizu-evacuation-space.standard.csv"],
      ["11100", "jp-saitama-aed.csv"],
    ] as const) {
      const points = readTable(file)
        .filter((row) => row["緯度"] !== "")
        .map((row) => [Number(row["経度"]), Number(row["緯度"])] as const);
      expect(points.length).toBeGreaterThan(20);
      expect(shareInside(code, points), file).toBeGreaterThan(0.97);
    }
    for (const [code, file] of [
      ["22100", "jp-shizuoka-shelters.geojson"],
      ["07202", "jp-aizuwakamatsu-emergency-sites.geojson"],
      ["14130", "jp-kawasaki-nurseries.geojson"],
    ] as const) {
      const { features } = JSON.parse(readFileSync(sharedFile(`cities/${file}`), "utf8"));
      const points = features.map(
        (feature: { geometry: { coordinates: [number, number] } }) => feature.geometry.coordinates,
      );
      expect(shareInside(code, points), file).toBeGreaterThan(0.97);
    }
  });
});
