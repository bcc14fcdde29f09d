import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "../../src/problem/nearest.ts";

describe("nearest", () => {
  it.each([
    ["nmae", ["kind", "name"], "name"],
    ["緯度", ["経度", "緯度（北緯）"], "緯度（北緯）"],
    ["Taipie", ["Tainan", "Taipei"], "Taipei"],
    ["xyz", ["name", "kind"], undefined],
    ["", ["name"], undefined],
    ["name", [], undefined],
  ])("%s among %j is %s", (name, candidates, expected) => expect(nearest(name, candidates)).toBe(expected));

  it("compares by the key it is given", () =>
    expect(nearest("NAME", ["other", "name"], (text) => text.toLowerCase())).toBe("name"));

  it("counts one for each mistake, and is symmetric", () => {
    expect(["", "a", "ab", "ba", "abc", "𠮷"].map((text) => editDistance("ab", text))).toEqual([2, 1, 0, 1, 1, 2]);
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
