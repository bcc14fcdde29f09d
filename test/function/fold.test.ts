import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../src/function/fold.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."台臺ーｰ―－-ﾊﾟパAａ　 〇○～~ヶケ邨村が\u3099é\u0301") }),
);

describe("fold", () => {
  it.each([
    ["都道府県コ―ド", "都道府県コード"],
    ["料金（基本）", "料金(基本)"],
    ["台北市", "臺北市"],
    ["緯度 （北緯）", "緯度(北緯)"],
    ["ﾃﾞｰﾀ", "データ"],
    ["ＡＥＤ", "aed"],
    ["霞ヶ関", "霞ケ関"],
    ["名称\ufeff", "名称"],
    ["08～10", "08~10"],
  ])("%s is %s", (a, b) => expect(fold(a)).toBe(fold(b)));

  it.each([
    ["緯度", "経度"],
    ["東區", "北區"],
    ["1-2", "12"],
  ])("%s is not %s", (a, b) => expect(fold(a)).not.toBe(fold(b)));

  it("composes what a variant and a sound mark make (ヶ + ゙ is ゲ)", () => expect(fold("ヶ\u3099")).toBe("ゲ"));

  it("is idempotent", () =>
    fc.assert(
      fc.property(text, (x) => {
        expect(fold(fold(x))).toBe(fold(x));
      }),
    ));

  it("its short way (character by character) and its long way (NFKC) agree", () =>
    // A soft hyphen is dropped, and takes the long way.
    fc.assert(
      fc.property(text, (x) => {
        expect(fold(`${x}\u00ad`)).toBe(fold(x));
      }),
    ));
});
