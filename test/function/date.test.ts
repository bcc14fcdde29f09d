import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codesOf, run } from "./run-function.ts";

const roc = { calendar: "roc" };
const iso = (date: Date): string => date.toISOString().slice(0, 10);

describe("date", () => {
  it.each([
    ["2021-03-05", {}, "2021-03-05"],
    ["2021/3/5", {}, "2021-03-05"],
    ["２０２１／３／５", {}, "2021-03-05"],
    ["20210305", {}, "2021-03-05"],
    ["2021年3月5日(金)", {}, "2021-03-05"],
    ["2021-03", {}, "2021-03"],
    ["2021", {}, "2021"],
    ["2022-10-20 12:20:40", {}, "2022-10-20"],
    ["20221030161036", {}, "2022-10-30"],
    ["1030623", roc, "2014-06-23"],
    ["780210", roc, "1989-02-10"],
    ["73.12.05", roc, "1984-12-05"],
    ["104/01/01", roc, "2015-01-01"],
    ["0970609", roc, "2008-06-09"],
    ["110", roc, "2021"],
    ["2021-03-05", roc, "2021-03-05"],
    ["民國103年6月23日", {}, "2014-06-23"],
    ["中華民國103年6月", {}, "2014-06"],
    ["民國元年", {}, "1912"],
    ["民國前1年", {}, "1911"],
    ["令和4年1月1日", {}, "2022-01-01"],
    ["R4.1.1", {}, "2022-01-01"],
    ["H30/4/30", {}, "2018-04-30"],
    ["S64.1.7", {}, "1989-01-07"],
    ["平成元年1月8日", {}, "1989-01-08"],
    ["令和元年", {}, "2019"],
    ["㋿4年", {}, "2022"],
    ["H300430", {}, "2018-04-30"],
    ["令和四年十二月一日", {}, "2022-12-01"],
    ["昭和二十年八月十五日", {}, "1945-08-15"],
    ["大正15年12月25日", {}, "1926-12-25"],
    ["明治6年1月1日", {}, "1873-01-01"],
    ["明治5年12月2日", {}, "1872"],
    ["令和4年度", {}, "FY2022"],
    ["2022年度", {}, "FY2022"],
    ["104/01/01", { calendar: "gregorian" }, "0104-01-01"],
  ])("%s %j is %s", (cell, parameters, canonical) => {
    const outcome = run("date", parameters, cell);
    expect(outcome.outputs[0]).toBe(canonical);
    expect(outcome.outputs[1]).toBe(/^\d{4}-\d\d-\d\d$/.test(canonical) ? canonical : undefined);
    expect(outcome.outputs[6]).toBe(cell);
  });

  it.each([
    ["104/01/01", {}, "VAL-006"],
    ["1030623", {}, "VAL-006"],
    ["201003", {}, "VAL-006"],
    ["4/1/1", { calendar: "japanese" }, "VAL-006"],
    ["2011", roc, "VAL-006"],
    ["2021-02-29", {}, "VAL-007"],
    ["1040230", roc, "VAL-007"],
    ["令和1年1月1日", {}, "VAL-007"],
    ["令和元年4月30日", {}, "VAL-007"],
    ["平成31年5月1日", {}, "VAL-007"],
    ["昭和64年1月8日", {}, "VAL-007"],
    ["昭和元年12月24日", {}, "VAL-007"],
    ["2021/13/45", {}, "VAL-007"],
    ["民國0年", {}, "VAL-007"],
    ["3/5/2021", {}, "VAL-005"],
    ["yesterday", {}, "VAL-005"],
    ["21", {}, "VAL-006"],
  ])("%s %j is refused with %s, and its text kept", (cell, parameters, code) => {
    const outcome = run("date", parameters, cell);
    expect(outcome.outputs).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      cell,
      undefined,
    ]);
    expect(codesOf(outcome)).toEqual([`error ${code}`]);
  });

  it("advises the calendar", () =>
    expect(run("date", {}, "104/01/01").problems![0]!.advice).toContain("calendar: roc"));

  it("gives IMI what the source says", () => {
    expect(run("date", roc, "1030623").outputs).toEqual([
      "2014-06-23",
      "2014-06-23",
      "民國",
      "103",
      "6",
      "23",
      "1030623",
      "roc",
    ]);
    expect(run("date", {}, "享保6年6月22日").outputs).toEqual([
      undefined,
      undefined,
      "享保",
      "6",
      undefined,
      undefined,
      "享保6年6月22日",
      undefined,
    ]);
    expect(codesOf(run("date", {}, "享保6年6月22日"))).toEqual(["warning VAL-021"]);
    expect(run("date", {}, "明治5年12月2日").outputs.slice(2, 6)).toEqual(["明治", "5", undefined, undefined]);
  });

  it("reads by pattern", () => {
    expect(run("date", { pattern: "(?<day>\\d+)/(?<month>\\d+)/(?<year>\\d+)" }, "5/3/2021").outputs[0]).toBe(
      "2021-03-05",
    );
    expect(run("date", { pattern: "(?<era>..)(?<year>\\d+)年" }, "昭和56年頃").outputs[0]).toBe("1981");
    expect(codesOf(run("date", { pattern: "(?<day>\\d+)/(?<month>\\d+)/(?<year>\\d+)" }, "x"))).toEqual([
      "error VAL-018",
    ]);
  });

  // Node's own calendars decide.
  const day = fc.date({ min: new Date("1873-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
  const fields = (date: Date, calendar: string): Record<string, string> =>
    Object.fromEntries(
      new Intl.DateTimeFormat(`ja-JP-u-ca-${calendar}-nu-latn`, {
        era: "long",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        timeZone: "UTC",
      })
        .formatToParts(date)
        .map(({ type, value }) => [type, value]),
    );
  it("agrees with ICU on every day of every modern era", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          day,
          fc
            .constantFrom(
              "2019-04-30",
              "2019-05-01",
              "1989-01-07",
              "1989-01-08",
              "1926-12-24",
              "1926-12-25",
              "1912-07-29",
              "1912-07-30",
            )
            .map((d) => new Date(d)),
        ),
        (date) => {
          const { era, year, month, day: d } = fields(date, "japanese");
          const outcome = run("date", {}, `${era}${year}年${month}月${d}日`);
          expect([outcome.outputs[0], outcome.problems]).toEqual([iso(date), undefined]);
        },
      ),
      { numRuns: 500 },
    ));
  it("agrees with ICU on the ROC calendar, in every way of writing", () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1912-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
        (date) => {
          const { year, month, day: d } = fields(date, "roc");
          const two = (text: string | undefined): string => text!.padStart(2, "0");
          const texts = [
            `民國${year}年${month}月${d}日`,
            `${year}/${month}/${d}`,
            `${year!.padStart(3, "0")}${two(month)}${two(d)}`,
          ];
          if (Number(year) > 9 && Number(year) < 100) texts.push(`${year}${two(month)}${two(d)}`);
          for (const text of texts) expect(run("date", roc, text).outputs[0]).toBe(iso(date));
        },
      ),
    ));
  it("takes exactly the days that exist", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (y, m, d) => {
          const date = new Date(Date.UTC(y, m - 1, d));
          const exists = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
          expect(run("date", {}, `${y}-${m}-${d}`).outputs[1]).toBe(exists ? iso(date) : undefined);
        },
      ),
    ));
  it("never throws", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."0123456789/.-年月日度元令和民國前RH一十() :T享保") }),
        fc.constantFrom(undefined, "roc", "gregorian", "japanese", "fiscal-jp"),
        (cell, calendar) => {
          const outcome = run("date", calendar === undefined ? {} : { calendar }, cell);
          if (outcome.outputs[0] !== undefined) expect(outcome.outputs[0]).toMatch(/^(FY)?\d{4}(-\d\d(-\d\d)?)?$/);
          else expect(cell.trim() === "" || outcome.problems!.length === 1).toBe(true);
        },
      ),
    ));
});

describe("period", () => {
  const pattern = { pattern: "(?<roc>\\d+)Y(?<month>\\d+)M" };
  it.each([
    ["100Y03M", pattern, ["2011-03", undefined, "2011-03", undefined]],
    ["97Y06M", pattern, ["2008-06", undefined, "2008-06", undefined]],
    ["2014", {}, ["2014", "2014", undefined, undefined]],
    ["2014-06-23", {}, ["2014-06-23", undefined, undefined, "2014-06-23"]],
    ["110", roc, ["2021", "2021", undefined, undefined]],
    ["2022", { calendar: "fiscal-jp" }, ["FY2022", "2022", undefined, undefined]],
  ])("%s %j", (cell, parameters, outputs) => expect(run("period", parameters, cell).outputs).toEqual(outputs));
  it("says what does not match", () => expect(codesOf(run("period", pattern, "100年"))).toEqual(["error VAL-018"]));
});

describe("time and hours", () => {
  it.each([
    ["9:00", "09:00:00"],
    ["０９：００", "09:00:00"],
    ["0900", "09:00:00"],
    ["9時半", "09:30:00"],
    ["午後5時", "17:00:00"],
    ["5:30 PM", "17:30:00"],
    ["午後0時", "12:00:00"],
    ["24:00", "24:00:00"],
  ])("%s is %s", (cell, time) => expect(run("time", {}, cell).outputs).toEqual([time]));
  it.each(["24:30", "25:00", "9:60", "930", "9", "0.375", "正午頃"])("%s is no time", (cell) =>
    expect(codesOf(run("time", {}, cell))).toEqual(["error VAL-008"]),
  );

  it.each([
    ["10~12", "10:00:00", "12:00:00"],
    ["22~24", "22:00:00", "24:00:00"],
    ["00~02", "00:00:00", "02:00:00"],
    ["9:00～17:30", "09:00:00", "17:30:00"],
    ["08:30-17:15", "08:30:00", "17:15:00"],
    ["８：３０－１７：１５", "08:30:00", "17:15:00"],
    ["24時間", "00:00:00", "24:00:00"],
    ["終日", "00:00:00", "24:00:00"],
    ["22~02", "22:00:00", "02:00:00"],
    ["22:00-0:00", "22:00:00", "24:00:00"],
    ["午前9時から午後5時まで", "09:00:00", "17:00:00"],
    ["午後1時～5時", "13:00:00", "17:00:00"],
    ["18:00～翌2:00", "18:00:00", "02:00:00"],
    ["18時〜26時", "18:00:00", "02:00:00"],
    ["9:00~", "09:00:00", undefined],
  ])("%s is %s to %s", (cell, start, end) =>
    expect(run("hours", {}, cell).outputs.slice(1)).toEqual([start, end, cell]),
  );
  it.each(["0:00-0:00", "9:00-12:00,13:00-17:00", "10", "午前9時～5時", "~", "30~31", "25-26", "24:00~26:00", "不明"])(
    "%s is unknown, and its text kept",
    (cell) => {
      const outcome = run("hours", {}, cell);
      expect(outcome.outputs).toEqual([undefined, undefined, undefined, cell]);
      expect(codesOf(outcome)).toEqual(["error VAL-009"]);
    },
  );
  it("has one canonical form, that needs no encoding in a key", () => {
    expect(run("hours", { split: "~" }, "10～12").outputs[0]).toBe("1000-1200");
    expect(run("hours", {}, "10:00-12:00").outputs[0]).toBe("1000-1200");
  });
});
