import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { compileFunction } from "../../src/function/registry.ts";
import type { Outcome } from "../../src/function/value-function.ts";

const folder = new URL("../../../shared/data/cities/", import.meta.url);

function table(file: string, encoding = "utf-8"): Record<string, string>[] {
  const text = new TextDecoder(encoding).decode(readFileSync(new URL(file, folder)));
  return parse(text, { columns: true, bom: true, relax_column_count: true });
}

/** Outcomes of a column (or of several columns read together), row by row. */
function column(
  rows: readonly Record<string, string>[],
  headers: string[],
  name: string,
  parameters: Record<string, unknown>,
): Outcome[] {
  const read = compileFunction(name, parameters);
  return rows.map((row) => read(headers.map((header) => row[header]?.trim() || undefined)));
}
const problems = (outcomes: readonly Outcome[]): string[] =>
  outcomes.flatMap((o) => (o.problems ?? []).map((p) => p.code));

describe.skipIf(!existsSync(folder))("columns of the cities' real tables", () => {
  it("Taipei's thefts: every date and every range of hours is read", () => {
    for (const [file, encoding, date] of [
      ["tw-taipei-residential-theft.big5.csv", "big5", "發生(現)日期"],
      ["tw-taipei-residential-theft.utf8bom.csv", "utf-8", "發生日期"],
    ] as const) {
      const rows = table(file, encoding);
      const dates = column(rows, [date], "date", { calendar: "roc" });
      expect(problems(dates)).toEqual([]);
      expect(dates.filter((o) => /^(19|20)\d\d-\d\d-\d\d$/.test(String(o.outputs[1]))).length).toBe(rows.length);
      const hours = column(rows, ["發生時段"], "hours", { split: "~" });
      expect(problems(hours)).toEqual([]);
      // Some run over midnight, 23~01.
      expect(hours.every((o) => o.outputs[1] !== undefined && o.outputs[2] !== undefined)).toBe(true);
      // Without the calendar not one of them is taken for a date of another era.
      expect(column(rows, [date], "date", {}).filter((o) => o.outputs[0] !== undefined).length).toBe(0);
      if (encoding === "big5") expect(rows.length).toBe(2436);
    }
  });

  it("the national shelter table: the school that it puts into the sea is reported and kept", () => {
    const rows = table("tw-shelters.taipei-keelung-tainan.masked.csv").filter((row) =>
      row["縣市及鄉鎮市區"]!.startsWith("臺北市"),
    );
    const extent = { west: 121.45, south: 24.95, east: 121.67, north: 25.22 };
    const outcomes = column(rows, ["經度", "緯度"], "coordinates", { extent });
    expect(outcomes[0]!.problems?.map((p) => p.code)).toEqual(["VAL-016"]);
    expect(outcomes[0]!.outputs.slice(1, 3)).toEqual([rows[0]!["緯度"], rows[0]!["經度"]]);
    const outside = outcomes.filter((o) => o.problems !== undefined).length;
    expect(outside).toBeGreaterThan(0);
    expect(outside).toBeLessThan(rows.length / 10);
    expect(problems(column(rows, ["室內"], "boolean", {}))).toEqual([]);
    expect(problems(column(rows, ["預計收容人數"], "number", { datatype: "nonNegativeInteger" }))).toEqual([]);
  });

  it("Tainan's population: double header, 100Y03M", () => {
    const rows = table("tw-tainan-town-population.double-header.csv", "big5").slice(1);
    const periods = column(rows, ["統計期或資料時間"], "period", { pattern: "(?<roc>\\d+)Y(?<month>\\d+)M" });
    expect(problems(periods)).toEqual([]);
    expect(periods[0]!.outputs).toEqual(["2011-03", undefined, "2011-03", undefined]);
    expect(problems(column(rows, ["人口數"], "number", { datatype: "nonNegativeInteger" }))).toEqual([]);
  });

  it("Yaizu's and Saitama's coordinates and flags", () => {
    const yaizu = table("jp-yaizu-evacuation-space.standard.csv");
    expect(problems(column(yaizu, ["経度", "緯度"], "coordinates", {}))).toEqual([]);
    const flags = {
      flags: [
        { concept: "https://w3id.org/tsunagi/hazard/tsunami" },
        { concept: "https://w3id.org/tsunagi/hazard/earthquake" },
      ],
    };
    const hazards = column(yaizu, ["災害種別_津波", "災害種別_地震"], "flags", flags);
    expect(problems(hazards)).toEqual([]);
    expect(hazards.filter((o) => Array.isArray(o.outputs[1])).length).toBe(26);
    const saitama = table("jp-saitama-aed.csv");
    const places = column(saitama, ["経度", "緯度"], "coordinates", {
      extent: { west: 139.4, south: 35.7, east: 139.9, north: 36.1 },
    });
    expect(
      places.filter((o) => o.outputs[0] !== undefined).length +
        problems(places).filter((code) => code !== "VAL-016").length,
    ).toBe(saitama.length);
  });

  it("police stations in TWD97: all in Taipei's surroundings", () => {
    const rows = table("tw-national-police-stations.twd97.csv");
    const outcomes = column(rows, ["POINT_X", "POINT_Y"], "coordinates", { crs: "EPSG:3826" });
    const read = outcomes.filter((o) => o.outputs[0] !== undefined).length;
    expect(read).toBeGreaterThan(rows.length * 0.95);
  });
});
