/** RecordHandler.exact, for tables with private columns: the number of cells is the only sign that they have moved. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { readBlock } from "../../src/source/read-block.ts";
import { plain } from "./read-all.ts";

const widthsOf = (text: string, columns: number, dialect: typeof plain): { records: number[]; faults: number[] } => {
  const records: number[] = [];
  const faults: number[] = [];
  readBlock(Buffer.from(text).latin1Slice(), dialect, columns, 1 << 20, true, {
    exact: true,
    record: (cells) => void records.push(cells.length),
    fault: (_, reason) => void faults.push(reason.kind === "cells" ? reason.found : 0),
  });
  return { records, faults };
};

it.each([
  ["plain", plain],
  ["read by csv-parse", { ...plain, plain: false }],
])("a record has exactly as many cells as the header, whatever is in them (%s)", (_, dialect) => {
  const row = fc.array(fc.constantFrom("", "", "x", '"y"', "堠"), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      const said = rows.filter((cells) => cells.some((cell) => cell !== ""));
      const { records, faults } = widthsOf(rows.map((cells) => `${cells.join(",")}\n`).join(""), 4, dialect);
      expect(records).toEqual(said.filter((cells) => cells.length === 4).map(() => 4));
      expect(faults).toEqual(said.filter((cells) => cells.length !== 4).map((cells) => cells.length));
    }),
  );
});
