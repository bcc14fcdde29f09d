import { describe, expect, it } from "vitest";
import type { Term } from "../../../src/rdf/term.ts";
import { displayWidth } from "../../../src/store/results/display-width.ts";
import { writeTable } from "../../../src/store/results/table.ts";
import { collect, inBatches } from "./arbitrary-terms.ts";

const integer = "http://www.w3.org/2001/XMLSchema#integer";
const text = (value: string): Term => ({ kind: "literal", value });

describe("the terminal's table", () => {
  it("lines up Japanese, Chinese and Latin, numbers right", async () => {
    const rows = [
      [text("臺南市"), { kind: "literal", value: "23", datatype: integer }],
      [text("Yaizu"), { kind: "literal", value: "113", datatype: integer }],
      [text("ｶﾅ"), undefined],
    ] satisfies (Term | undefined)[][];
    expect(await collect(writeTable(["city", "shelters"], inBatches(rows)))).toBe(
      ["city    shelters", "──────  ────────", "臺南市        23", "Yaizu        113", "ｶﾅ", "3 rows", ""].join("\n"),
    );
  });

  it("never sends a control character of the data to the terminal", async () => {
    const rows = [[text("\u001b[31mred\u0007\u009b2J\u202e")]];
    const written = await collect(writeTable(["a"], inBatches(rows)));
    expect(written).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(written).toContain("␛[31mred␇");
  });

  it("cuts long cells by width, not by characters", async () => {
    const written = await collect(writeTable(["a"], inBatches([[text("あ".repeat(100))]])));
    expect(displayWidth(written.split("\n")[2]!)).toBeLessThanOrEqual(60);
    expect(written).toContain("…");
  });

  it("shows the header of an empty result", async () => {
    expect(await collect(writeTable(["city"], inBatches([])))).toBe("city\n────\n0 rows\n");
  });
});

describe("display width", () => {
  it.each([
    ["abc", 3],
    ["避難所", 6],
    ["ﾊﾝｶｸ", 4],
    ["Ａ", 2],
    ["が", 2],
    ["か\u3099", 2],
    ["𠮷", 2],
    ["é", 1],
    ["e\u0301", 1],
    ["", 0],
  ])("%s is %i wide", (value, width) => expect(displayWidth(value)).toBe(width));
});
