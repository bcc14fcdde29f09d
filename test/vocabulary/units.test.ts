import { describe, expect, it } from "vitest";
import { calendars } from "../../src/function/calendar-date.ts";
import { vocabulary } from "./vocabulary-under-test.ts";

const units = vocabulary.schemes.get("unit")?.concepts ?? [];
const unit = (code: string) => units.find((one) => one.notations.includes(code));

describe("units", () => {
  it("have a base unit of the scheme, whose factor is one", () => {
    expect(units.length).toBeGreaterThan(10);
    for (const one of units) {
      const base = units.find((other) => other.iri === one.unit?.base);
      expect(base?.unit, one.iri).toMatchObject({ base: base?.iri, factor: "1" });
    }
  });

  // What Intl knows of the same units: another source for which counts what.
  it.each([
    ["KMT", "kilometer"],
    ["HAR", "hectare"],
    ["TNE", undefined],
    ["IE", undefined],
    ["MIN", undefined], // Intl writes m, which is a metre here
    ["HUR", "hour"],
    ["KGM", "kilogram"],
    ["LTR", "liter"],
    ["P1", "percent"],
  ])("%s is there, and written as others write it", (code, name) => {
    const found = unit(code);
    expect(found).toBeDefined();
    if (name === undefined) return;
    const written = new Intl.NumberFormat("en", { style: "unit", unit: name, unitDisplay: "narrow" }).format(1);
    expect(written.toLowerCase()).toBe(`1${found?.unit?.symbol}`.toLowerCase());
  });

  it("that models fix are units of the scheme, written as they are", () => {
    const ic = "http://imi.go.jp/ns/core/rdf#";
    const fixed = [...vocabulary.models.values()].flatMap((model) => model.fields).flatMap((field) => field.fixed);
    const codes = fixed.filter(({ path }) => path.at(-1) === `${ic}単位`);
    expect(codes.length).toBeGreaterThan(1);
    for (const { path, value } of codes) {
      const found = units.find((one) => one.iri === value);
      const text = fixed.find((other) => other.path.join(" ") === [...path.slice(0, -1), `${ic}単位表記`].join(" "));
      expect(found?.unit?.symbol ?? found?.labels["ja"], value).toBe(text?.value);
    }
  });
});

describe("calendars", () => {
  it("that the value functions count by are all concepts", () => {
    const concepts = vocabulary.schemes.get("calendar")?.concepts.flatMap((one) => one.notations);
    expect(concepts?.sort()).toEqual([...calendars].sort());
  });
});
