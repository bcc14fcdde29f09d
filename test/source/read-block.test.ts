import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBlock } from "../../src/source/read-block.ts";
import { plain, readText } from "./read-all.ts";

const noQuotes = { ...plain, quote: "" };

/** csv-parse is the oracle: every record it gives that is not empty, cut or refused by the number of cells. */
function oracle(text: string, columns: number) {
  const records = parse(text, {
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ["\r\n", "\n"],
  }) as string[][];
  return records
    .filter((cells) => cells.some((cell) => cell !== ""))
    .map((cells) => {
      let found = cells.length;
      while (found > columns && cells[found - 1] === "") found--;
      return found === columns ? { cells: cells.slice(0, found) } : { fault: "cells", found: cells.length };
    });
}

const withoutLines = (events: readonly object[]) => events.map((event) => ({ ...event, line: undefined }));

const cell = fc.oneof(
  fc.constantFrom("", "", "市役所本館", "31 ~ 60號", '"', 'a"b', "x,y", "1\n2", "1\r\n2", "\r", " ", "堠\u3000", "😀"),
  fc.string({ maxLength: 8 }),
);
const written = (text: string, always: boolean) =>
  always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

describe("tokenizer", () => {
  test("reads what a writer by RFC 4180 wrote, cell for cell", () => {
    const table = fc.integer({ min: 1, max: 6 }).chain((columns) =>
      fc.record({
        columns: fc.constant(columns),
        rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 12 }),
        eol: fc.constantFrom("\n", "\r\n"),
        always: fc.boolean(),
        lastEnds: fc.boolean(),
        trailing: fc.constantFrom("", ",", ",,"),
      }),
    );
    fc.assert(
      fc.property(table, ({ columns, rows, eol, always, lastEnds, trailing }) => {
        const lines = rows.map((row) => row.map((text) => written(text, always)).join(",") + trailing);
        const text = lines.join(eol) + (lastEnds ? eol : "");
        const { events, consumed, lines: count } = readText(text, columns);
        const kept = rows.filter((row) => row.some((text) => text !== ""));
        expect(events.map((event) => "cells" in event && event.cells)).toEqual(kept);
        expect(consumed).toBe(Buffer.byteLength(text));
        expect(count).toBe(text.split("\n").length - 1);
      }),
      { numRuns: 500 },
    );
  });

  test("agrees with csv-parse on whatever quotes, commas and line ends come", () => {
    // No NUL: csv-parse takes one behind a quote for the end of the file.
    const hostile = fc
      .array(fc.constantFrom('"', '"', ",", ",", "\n", "\r\n", "\r", "a", "b", "あ", " ", '""', '",', ',"', '"\n'), {
        maxLength: 60,
      })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 4 }), (text, columns) => {
        let expected: object[];
        try {
          expected = oracle(text, columns);
        } catch {
          fc.pre(false); // unclosed quotes: ours reads on, csv-parse does not
          return;
        }
        expect(withoutLines(readText(text, columns).events)).toEqual(
          expected.map((event) => ({ ...event, line: undefined })),
        );
      }),
      { numRuns: 3000 },
    );
  });

  test("says on which line each record begins", () => {
    const text = 'a,1\r\n\r\n"b\nb",2\n,\nc,3\nd,"4"\n';
    expect(readText(text, 2).events).toEqual([
      { line: 0, cells: ["a", "1"] },
      { line: 2, cells: ["b\nb", "2"] },
      { line: 5, cells: ["c", "3"] },
      { line: 6, cells: ["d", "4"] },
    ]);
  });

  test("keeps a quote inside an unquoted cell, and both quotes of a cell that goes on behind them", () => {
    expect(readText('5" pipe,"a"b,"x"" y" ,"z"\n', 4).events).toEqual([
      { line: 0, cells: ['5" pipe', '"a"b', '"x" y" ', "z"] },
    ]);
  });

  test("trailing commas are accepted, missing and superfluous cells are faults", () => {
    expect(readText('1,2,,\n1,2,,x\n1\n"1"\n"1",2,,\n', 2).events).toEqual([
      { line: 0, cells: ["1", "2"] },
      { line: 1, fault: "cells", found: 4 },
      { line: 2, fault: "cells", found: 1 },
      { line: 3, fault: "cells", found: 1 },
      { line: 4, cells: ["1", "2"] },
    ]);
  });

  test("an unclosed quote costs its line and no more", () => {
    expect(readText('1,2\n3,"4\n5,6\n7,8\n', 2).events).toEqual([
      { line: 0, cells: ["1", "2"] },
      { line: 1, fault: "unclosed-quote" },
      { line: 2, cells: ["5", "6"] },
      { line: 3, cells: ["7", "8"] },
    ]);
  });

  test("a quote that closes behind the limit counts as unclosed; a long line is too long", () => {
    const text = `1,"2\n${"3,4\n".repeat(10)}",5\n6,7\n8,${"9".repeat(30)}\n10,11\n`;
    const { events } = readText(text, 2, plain, 20);
    expect(events[0]).toEqual({ line: 0, fault: "unclosed-quote" });
    expect(events.slice(1, 11).every((event) => "cells" in event && event.cells[0] === "3")).toBe(true);
    expect(events.slice(12)).toEqual([
      { line: 12, cells: ["6", "7"] },
      { line: 13, fault: "too-long" },
      { line: 14, cells: ["10", "11"] },
    ]);
  });

  test("a record of exactly the limit passes, one byte more does not", () => {
    for (const text of ["a,bcd\n", "a,bcd\r\n", "a,bcd", '"a",b\n', '"a",b\r\n', '"a",b', 'a,"b"\r\n', 'a,"b"']) {
      expect(readText(text, 2, plain, 5).events, text).toMatchObject([{ cells: ["a", expect.any(String)] }]);
      expect(readText(text, 2, plain, 4).events, text).toMatchObject([{ fault: expect.any(String) }]);
    }
  });

  test("without a quote character every quote is a plain character", () => {
    expect(readText('"a,b"\n', 2, noQuotes).events).toEqual([{ line: 0, cells: ['"a', 'b"'] }]);
  });

  test("consumes whole records only, unless the block is final", () => {
    const text = 'a,"1"\r\nb,"2"\r\nc,"3';
    const handler = { record: () => {}, fault: () => {} };
    for (let cut = 0; cut <= text.length; cut++) {
      const { consumed } = readBlock(text.slice(0, cut), plain, 2, 100, false, handler);
      expect(consumed, text.slice(0, cut)).toBe(cut < 7 ? 0 : cut < 14 ? 7 : 14);
    }
  });
});
