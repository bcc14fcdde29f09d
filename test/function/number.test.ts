import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalOf, divide, multiply, readDecimal, writeDecimal } from "../../src/function/decimal.ts";
import { codesOf, run } from "./run-function.ts";

describe("number", () => {
  it.each([
    ["157", "157"],
    ["35.10", "35.10"],
    ["1,234", "1234"],
    ["１，２３４．５", "1234.5"],
    ["+7", "7"],
    ["007.50", "7.50"],
    [".5", "0.5"],
    ["5.", "5"],
    ["-0", "0"],
    ["－５", "-5"],
    ["△1,234", "-1234"],
    ["▲３", "-3"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
  ])("%s is %s", (cell, number) => expect(run("number", {}, cell).outputs).toEqual([number]));

  it.each([
    "130～140",
    "1e5",
    "1E+05",
    "1,23",
    "12,34,567",
    "35人",
    "abc",
    "-",
    ".",
    "1.2.3",
    "--1",
    "0x10",
    "Infinity",
    "NaN",
  ])("%s is no number and not 0", (cell) => {
    const outcome = run("number", {}, cell);
    expect(outcome.outputs).toEqual([undefined]);
    expect(codesOf(outcome)).toEqual(["error VAL-001"]);
    expect(outcome.problems![0]!.message).toContain(cell);
  });

  it("is unknown when empty or null", () => {
    expect(run("number", {}, undefined)).toEqual({ outputs: [undefined] });
    expect(run("number", {}, "  ")).toEqual({ outputs: [undefined] });
    expect(run("number", { null: ["-9", "…"] }, "-9")).toEqual({ outputs: [undefined] });
  });

  it("keeps integers whole", () => {
    const integer = { datatype: "integer" };
    expect(run("number", integer, "157.0").outputs).toEqual(["157"]);
    expect(run("number", integer, "007").outputs).toEqual(["7"]);
    expect(codesOf(run("number", integer, "157.5"))).toEqual(["error VAL-002"]);
    expect(codesOf(run("number", { datatype: "nonNegativeInteger" }, "-9"))).toEqual(["error VAL-003"]);
    expect(run("number", { ...integer, multiplier: 1000 }, "1.5").outputs).toEqual(["1500"]);
  });

  it("maps first, and cuts by pattern", () => {
    expect(run("number", { map: { 無し: "0" } }, "無し").outputs).toEqual(["0"]);
    expect(run("number", { pattern: "(?<value>[0-9.]+)人" }, "約35人").outputs).toEqual(["35"]);
    expect(codesOf(run("number", { pattern: "(?<value>[0-9.]+)人" }, "約35台"))).toEqual(["error VAL-018"]);
  });

  it("multiplies exactly, where floating point does not", () => {
    expect(run("number", { multiplier: 0.1 }, "0.3").outputs).toEqual(["0.03"]);
    expect(run("number", { multiplier: 1e-7 }, "3").outputs).toEqual(["0.0000003"]);
    const decimal = fc.tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.integer({ min: 0, max: 12 }));
    const written = ([digits, scale]: [bigint, number]): string => {
      const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
      const fraction = scale === 0 ? "" : `.${text.slice(-scale)}`;
      return `${digits < 0n ? "-" : ""}${text.slice(0, text.length - scale)}${fraction}`;
    };
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const product = writeDecimal(multiply(readDecimal(written(a))!, readDecimal(written(b))!));
        const [integer, fraction = ""] = product.split(".");
        expect(BigInt(integer! + fraction) * 10n ** BigInt(24 - fraction.length)).toBe(
          a[0] * b[0] * 10n ** BigInt(24 - a[1] - b[1]),
        );
      }),
    );
  });

  it("takes a JavaScript number for the decimal that it prints", () =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e25, max: 1e25 }), (x) => {
        expect(Number(writeDecimal(decimalOf(x)))).toBe(x === 0 ? 0 : x);
      }),
    ));

  it("never throws, and gives XSD decimals only", () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(..."0123456789.,+-－，．△e") })),
        (cell) => {
          const [value] = run("number", {}, cell).outputs;
          if (value !== undefined) expect(value).toMatch(/^-?\d+(\.\d+)?$/);
        },
      ),
    ));
});

describe("division", () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat({ max: 12 }))
    .map(([digits, scale]) => {
      const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
      return readDecimal(
        `${digits < 0n ? "-" : ""}${text.slice(0, text.length - scale)}.${text.slice(text.length - scale)}`,
      )!;
    });
  const same = (a: { integer: string; fraction: string }, b: { integer: string; fraction: string }): boolean =>
    a.integer === b.integer && a.fraction.replace(/0+$/, "") === b.fraction.replace(/0+$/, "");

  it("undoes multiplication, exactly", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const quotient = divide(multiply(a, b), b);
        if (!/[1-9]/.test(b.integer + b.fraction)) return quotient === undefined;
        return quotient !== undefined && same(quotient, a);
      }),
    );
  });
  it("gives nothing that would have to be rounded", () => {
    const over = (a: string, b: string): string | undefined => {
      const quotient = divide(readDecimal(a)!, readDecimal(b)!);
      return quotient && writeDecimal(quotient);
    };
    expect([over("1", "3"), over("1", "3600"), over("1", "0")]).toEqual([undefined, undefined, undefined]);
    expect([over("1", "1000"), over("10000", "1"), over("3", "1.5"), over("7", "320"), over("0", "3")]).toEqual([
      "0.001",
      "10000",
      "2",
      "0.021875",
      "0",
    ]);
  });
  it("of a unit into the model's goes with the multiplier", () => {
    expect(run("number", { factor: "0.01" }, "1,234").outputs).toEqual(["12.34"]);
    expect(run("number", { factor: "10000", multiplier: 0.5, datatype: "integer" }, "0.3").outputs).toEqual(["1500"]);
    expect(() => run("number", { factor: "1e3" }, "1")).toThrow();
  });
});
