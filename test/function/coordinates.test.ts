import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coordinateSystem, coordinateSystems } from "../../src/function/coordinate-systems.ts";
import { codesOf, run } from "./run-function.ts";

const taipei = { west: 121.45, south: 24.95, east: 121.67, north: 25.22 };

describe("coordinates", () => {
  it("keeps degrees as they are written", () =>
    expect(run("coordinates", {}, "138.3231710", "34.866918").outputs).toEqual([
      "34.866918_138.3231710",
      "34.866918",
      "138.3231710",
      "34.866918",
      "138.3231710",
      "POINT(138.3231710 34.866918)",
    ]));

  it("reads plain degrees in its short way as it does in its long one", () => {
    const number = fc.oneof(
      fc.double({ min: 24.9, max: 121.7, noNaN: true }).map((one) => one.toFixed(6)),
      fc.stringMatching(/^-?(121|25|024|0|00)(\.[0-9]{0,3})?$/),
    );
    fc.assert(
      fc.property(number, number, fc.constantFrom(undefined, taipei), (x, y, extent) => {
        // Several systems take the long way; their messages name them all.
        const short = run("coordinates", { extent }, x, y);
        const long = run("coordinates", { extent, crs: ["EPSG:4326", "EPSG:4326"] }, x, y);
        expect(short.outputs).toEqual(long.outputs);
        expect(codesOf(short)).toEqual(codesOf(long));
      }),
      { numRuns: 2000 },
    );
  });

  it("puts Taipei's police headquarters where it stands (TWD97 TM2, and JGD zone VIII)", () => {
    const [, , , lat, long] = run("coordinates", { crs: "EPSG:3826" }, "301442.6468", "2770733.688").outputs;
    expect(Number(lat)).toBeCloseTo(25.04387, 5);
    expect(Number(long)).toBeCloseTo(121.50981, 5);
    // Origin of zone VIII.
    expect(run("coordinates", { crs: "EPSG:6676" }, "0", "0").outputs[5]).toBe("POINT(138.5 36)");
  });

  it.each([
    ["138°19'23.4\"", "34°52'01.2\""],
    ["東経138度19分23.4秒", "北緯34度52分01.2秒"],
    ["138°19′23.4″E", "34°52′01.2″N"],
    ["E138.19.23.4", "N34.52.1.2"],
    ["１３８度１９分２３．４秒", "３４度５２分０１．２秒"],
  ])("reads %s %s", (x, y) =>
    expect(run("coordinates", {}, x, y).outputs.slice(1, 3)).toEqual(["34.867", "138.3231667"]),
  );

  it.each([
    ["138°70'", "34"],
    ["abc", "34"],
    ["138.3, 34.8", "34"],
    ["138°", "34°1.5'2\""],
    ["1".repeat(400), "34"],
  ])("refuses %s %s", (x, y) => {
    const outcome = run("coordinates", {}, x, y);
    expect(outcome.outputs.every((output) => output === undefined)).toBe(true);
    expect(codesOf(outcome)).toEqual(["error VAL-014"]);
  });

  it("needs both of a pair", () => {
    expect(codesOf(run("coordinates", {}, "138.3", undefined))).toEqual(["error VAL-015"]);
    expect(codesOf(run("coordinates", { null: "0" }, "0", "34.8"))).toEqual(["error VAL-015"]);
    expect(run("coordinates", {}, undefined, undefined).problems).toBeUndefined();
  });

  it("reports what lies outside the city and changes nothing", () => {
    const outcome = run("coordinates", { extent: taipei }, "120.913", "22.4797");
    expect(outcome.outputs[5]).toBe("POINT(120.913 22.4797)");
    expect(codesOf(outcome)).toEqual(["warning VAL-016"]);
    expect(outcome.problems![0]!.message).toMatch(/about 28\d km south-west/);
    expect(run("coordinates", { extent: taipei }, "121.5", "25.04").problems).toBeUndefined();
  });

  it("exchanges a pair only where it may, and says so", () => {
    expect(run("coordinates", { extent: taipei }, "25.04", "121.5").outputs[0]).toBeUndefined();
    expect(run("coordinates", { extent: taipei }, "25.04", "121.5").problems![0]!.advice).toContain("axes: any");
    const swapped = run("coordinates", { extent: taipei, swap: true }, "25.04", "121.5");
    expect(swapped.outputs[5]).toBe("POINT(121.5 25.04)");
    expect(codesOf(swapped)).toEqual(["info VAL-017"]);
    // Neither order lies inside: kept as it is.
    expect(codesOf(run("coordinates", { extent: taipei, swap: true }, "22.4", "23.5"))).toEqual(["warning VAL-016"]);
    expect(run("coordinates", { axes: "yx" }, "25.04", "121.5").outputs[5]).toBe("POINT(121.5 25.04)");
    expect(run("coordinates", { axes: "yx" }, "25.04", "121.5").problems).toBeUndefined();
  });

  it("reads a file that mixes metres, degrees and exchanged degrees (Tainan's parks)", () => {
    const parks = {
      crs: ["EPSG:3826", "EPSG:4326"],
      axes: "any",
      extent: { west: 120, south: 22.85, east: 120.7, north: 23.45 },
    };
    for (const [x, y] of [
      ["172447.22", "2542145.32"],
      ["120.2436", "22.9789"],
      ["22.9789", "120.2436"],
      ["2542145.32", "172447.22"],
    ]) {
      const [, , , lat, long] = run("coordinates", parks, x, y).outputs;
      expect([Number(lat).toFixed(3), Number(long).toFixed(3)]).toEqual(["22.979", "120.244"]);
    }
  });

  it("says what the numbers look like when the system is wrong", () => {
    expect(run("coordinates", {}, "172447.22", "2542145.32").problems![0]!.advice).toContain("EPSG:3826");
    expect(run("coordinates", { crs: "EPSG:3826" }, "120.24", "22.97").problems![0]!.advice).toContain("EPSG:4326");
  });

  it("every system goes there and back", () => {
    for (const code of coordinateSystems) {
      const system = coordinateSystem(code)!;
      const { west, south, east, north } = system.use;
      const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
      fc.assert(
        fc.property(
          real(Math.max(west, -179), Math.min(east, 179)),
          real(Math.max(south, -80), Math.min(north, 80)),
          (longitude, latitude) => {
            const { x, y } = system.fromDegrees({ longitude, latitude });
            const back = system.toDegrees(x, y);
            expect(back.longitude).toBeCloseTo(longitude, 6);
            expect(back.latitude).toBeCloseTo(latitude, 6);
          },
        ),
        { numRuns: 25 },
      );
    }
  });

  it("never throws", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."0123456789.-°'\"度分秒北緯E,") }),
        fc.string({ unit: "binary" }),
        (x, y) => {
          const outcome = run("coordinates", { crs: ["EPSG:3826", "EPSG:4301", "EPSG:4326"], axes: "any" }, x, y);
          if (outcome.outputs[0] !== undefined)
            expect(outcome.outputs[5]).toMatch(/^POINT\(-?\d+(\.\d+)? -?\d+(\.\d+)?\)$/);
        },
      ),
    ));
});
