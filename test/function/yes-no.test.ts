import { describe, expect, it } from "vitest";
import { codesOf, run } from "./run-function.ts";

describe("boolean", () => {
  it.each("有 是 ○ ◯ 〇 ● 1 １ Y ｙ yes TRUE はい 可 あり".split(" "))("%s is true", (cell) =>
    expect(run("boolean", {}, cell).outputs).toEqual(["true"]),
  );
  it.each("無 否 × ✕ 0 ０ N no False いいえ 不可 なし".split(" "))("%s is false", (cell) =>
    expect(run("boolean", {}, cell).outputs).toEqual(["false"]),
  );
  it.each(["△", "-", "有無", "maybe", "2"])("%s is neither", (cell) => {
    const outcome = run("boolean", {}, cell);
    expect(outcome.outputs).toEqual([undefined]);
    expect(codesOf(outcome)).toEqual(["error VAL-004"]);
  });
  it("empty is unknown, unless the mapping says that it means no", () => {
    expect(run("boolean", {}, undefined).outputs).toEqual([undefined]);
    expect(run("boolean", { empty: "no" }, undefined).outputs).toEqual(["false"]);
    expect(run("boolean", { empty: "no", null: "不明" }, "不明").outputs).toEqual([undefined]);
  });
  it("maps the city's own words", () =>
    expect(run("boolean", { map: { 設置済: "true" } }, "設置済").outputs).toEqual(["true"]));
});

describe("flags", () => {
  const hz = "https://w3id.org/tsunagi/hazard/";
  const flags = { flags: [{ concept: `${hz}tsunami` }, { concept: `${hz}earthquake` }, { concept: `${hz}tsunami` }] };
  it("gives the raised ones once each", () => {
    expect(run("flags", flags, "○", "", "1").outputs).toEqual(["tsunami", `${hz}tsunami`]);
    expect(run("flags", flags, "○", "〇", undefined).outputs).toEqual([
      "earthquake.tsunami",
      [`${hz}tsunami`, `${hz}earthquake`],
    ]);
  });
  it("gives nothing where none is raised, denied or not", () => {
    expect(run("flags", flags, undefined, undefined, undefined).outputs).toEqual([undefined, undefined]);
    expect(run("flags", flags, "×", "0", "無").outputs).toEqual([undefined, undefined]);
  });
  it("says which flag cannot be read, and keeps the others", () => {
    const outcome = run("flags", flags, "?", "○", undefined);
    expect(outcome.outputs).toEqual(["earthquake", `${hz}earthquake`]);
    expect(outcome.problems![0]!.message).toContain("tsunami");
  });
});
