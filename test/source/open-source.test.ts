import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { ProblemError } from "../../src/problem/problem.ts";
import { openSource, openSources } from "../../src/source/open-source.ts";
import type { OpenedSource, SourceSpec } from "../../src/source/source.ts";
import { encode, type TestEncoding } from "./encoders.ts";
import { inspectRows } from "./inspect-rows.ts";

const folder = mkdtempSync(join(tmpdir(), "tsunagi-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const scratch = join(folder, "scratch");

function put(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}
const open = (content: string | Buffer, spec: SourceSpec = {}, privateHeaders: string[] = []): Promise<OpenedSource> =>
  openSource({ file: put("table.csv", content), name: "data/table.csv", spec, scratch, privateHeaders });
const headers = (source: OpenedSource) => source.names.map((cells) => cells.join("|"));
const codes = (source: OpenedSource) => source.problems.map(({ code }) => code);
const cellsOf = (source: OpenedSource) => inspectRows(source, 100).map(({ cells }) => cells);

async function refusal(opening: Promise<unknown>): Promise<string> {
  try {
    await opening;
  } catch (error) {
    if (error instanceof ProblemError)
      return error.problems.map(({ code, message, advice }) => `${code} ${message} ${advice}`).join("\n");
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("opening", () => {
  const text = '編號,地點\r\n1,臺北市中山區\r\n2,"臺南市\n東區"\r\n';

  test.each(["utf-8", "big5", "gb18030", "utf-16le", "utf-16be"] as const)("a table in %s", async (encoding) => {
    const source = await open(encode(text, encoding)!, encoding === "gb18030" ? { encoding: "gbk" } : {});
    expect(source.encoding).toEqual({ name: encoding, bom: false, how: encoding === "gb18030" ? "declared" : "found" });
    expect(headers(source)).toEqual(["編號", "地點"]);
    expect(cellsOf(source)).toEqual([
      ["1", "臺北市中山區"],
      ["2", "臺南市\n東區"],
    ]);
    expect(source.dialect).toMatchObject({ delimiter: ",", quote: '"', lineEnding: "\r\n", plain: true });
    expect(source.utf8File === join(folder, "table.csv")).toBe(encoding === "utf-8");
    expect(readFileSync(source.utf8File, "utf8")).toBe(text);
    expect(source.size).toBe(Buffer.byteLength(text));
    expect(source.problems).toEqual([]);
  });

  test.each(["utf-8", "utf-16le", "utf-16be"] as const)("a table in %s with a byte order mark", async (encoding) => {
    const source = await open(encode(`\ufeff${text}`, encoding)!);
    expect(source.encoding).toEqual({ name: encoding, bom: true, how: "found" });
    expect(headers(source)).toEqual(["編號", "地點"]);
    expect(source.dataStart).toBe(Buffer.byteLength("編號,地點\r\n") + (encoding === "utf-8" ? 3 : 0));
    expect(source.dataStartLine).toBe(2);
  });

  test.each(["big5", "utf-16le", "utf-16be"] as const)(
    "%s of more than one piece is transcribed whole",
    async (encoding: TestEncoding) => {
      // Odd lengths, so that pieces end within characters.
      const long = `編號,地點\n${Array.from({ length: 90_000 }, (_, i) => `${i},${"臺北市".repeat(1 + (i % 3))}號\n`).join("")}`;
      const source = await open(encode(long, encoding)!);
      expect(readFileSync(source.utf8File, "utf8") === long).toBe(true);
    },
  );

  test("bytes that mean nothing become U+FFFD, counted and placed", async () => {
    const bytes = Buffer.concat([
      encode("編號,地點\n1,臺北市中山區新生北路\n2,臺", "big5")!,
      Buffer.from([0xff]),
      encode("市\n", "big5")!,
    ]);
    const source = await open(bytes);
    expect(source.encoding.name).toBe("big5");
    expect(cellsOf(source)[1]).toEqual(["2", "臺\ufffd市"]);
    const found = source.problems.find(({ code }) => code === "SRC-005");
    expect(found).toMatchObject({ severity: "warning", source: { file: "data/table.csv", line: 3 } });
    expect(found?.message).toBe("1 character could not be read as big5; the first is in line 3.");
  });

  test("characters of a publisher's own making are kept and reported", async () => {
    const bytes = Buffer.concat([
      encode("編號,地點\n1,臺北市中山區新生北路\n2,臺", "big5")!,
      Buffer.from([0xfa, 0x5f]),
      encode("市\n", "big5")!,
    ]);
    const source = await open(bytes);
    expect(cellsOf(source)[1]?.[1]).toMatch(/^臺[\ue000-\uf8ff]市$/u);
    expect(codes(source)).toEqual(["SRC-017"]);
  });

  test("text in an encoding that is not looked for is a warning, and can be declared", async () => {
    const german = Buffer.from("Straße,Tür\nMühlgasse 2,für Fußgänger\n", "latin1");
    expect(codes(await open(german))).toContain("SRC-009");
    const declared = await open(german, { encoding: "windows-1252" });
    expect(declared.problems).toEqual([]);
    expect(cellsOf(declared)).toEqual([["Mühlgasse 2", "für Fußgänger"]]);
  });

  test("one Big5 name behind 300 KB of numbers is found", async () => {
    const source = await open(encode(`a,b\n${"1,2\n".repeat(80_000)}3,臺北市\n`, "big5")!);
    expect(source.encoding.name).toBe("big5");
  });

  test("declared encoding, delimiter and quote are taken as they are", async () => {
    const source = await open(Buffer.from("a;'b;c'\n1;'2;3'\n"), { encoding: "cp932", delimiter: ";", quote: "'" });
    expect(source.encoding).toEqual({ name: "shift_jis", bom: false, how: "declared" });
    expect(source.dialect.how).toBe("declared");
    expect(cellsOf(source)).toEqual([["1", "2;3"]]);
  });
});

describe("dialect", () => {
  test.each([
    ["comma", "a,b,c\n1,2;2,3\n4,5,6\n", ",", '"', "\n"],
    ["tab", "a\tb\tc\n1,1\t2\t3\n4\t5,5,5\t6\n", "\t", '"', "\n"],
    ["semicolon", 'a;b\r\n"1,1";2\r\n3;"4\n4"\r\n', ";", '"', "\r\n"],
    ["bar", "a|b\n1|2,2\n", "|", '"', "\n"],
    ["CR, with LF in cells", 'a,b\r1,"x\ny"\r2,z\r', ",", '"', "\r"],
    ["apostrophes", "'a','b'\n'1','2,2'\n", ",", "'", "\n"],
    ["apostrophes in text", "a,b\n'tis,o'clock\n1,2\n", ",", '"', "\n"],
    ["one column", "name\nx y\n", ",", '"', "\n"],
  ])("%s", async (_, text, delimiter, quote, lineEnding) => {
    const { dialect } = await open(text);
    expect(dialect).toMatchObject({ delimiter, quote, lineEnding, plain: lineEnding !== "\r" });
  });

  test("lines that end in CR, comments, a delimiter outside ASCII: read by csv-parse, with the lines of the file", async () => {
    const carriage = await open('a,b\r1,"x\ny"\r2,z\r');
    expect(inspectRows(carriage, 9)).toEqual([
      { line: 2, cells: ["1", "x\ny"] },
      { line: 4, cells: ["2", "z"] },
    ]);
    const comments = await open("# note\na,b\n# 1,2\n3,4\n", { comment: "#" });
    expect(headers(comments)).toEqual(["a", "b"]);
    expect(inspectRows(comments, 9)).toEqual([{ line: 4, cells: ["3", "4"] }]);
    const wide = await open("名称、住所\n本館、静岡県\n", { delimiter: "、" });
    expect(headers(wide)).toEqual(["名称", "住所"]);
    expect(cellsOf(wide)).toEqual([["本館", "静岡県"]]);
  });
});

describe("header", () => {
  test("several rows: every cell of a column names it; a comma at the end of all lines is no column", async () => {
    const source = await open("期間,戶數,\nINFO_TIME,H_CNT,\n100Y03M,5,\n", { headerRows: 2 });
    expect(source.names).toEqual([
      ["期間", "INFO_TIME"],
      ["戶數", "H_CNT"],
    ]);
    expect(cellsOf(source)).toEqual([["100Y03M", "5"]]);
    expect(source.dataStartLine).toBe(3);
  });

  test("a column without a name but with data stays", async () => {
    const source = await open("a,\n1,2\n");
    expect(headers(source)).toEqual(["a", ""]);
    expect(source.problems).toMatchObject([
      { code: "SRC-008", severity: "info", message: "Column 2 has no name in the header." },
    ]);
  });

  test("newlines in a header cell are folded, and count as lines", async () => {
    const source = await open('a,"三次\r\n救急"\n1,2\n');
    expect(headers(source)).toEqual(["a", "三次 救急"]);
    expect(source.dataStartLine).toBe(3);
  });

  test("skipRows; a title above the table is recognised and the advice works", async () => {
    const text = ",拠点病院一覧,,\n,,,令和4年\n圏,施設名,所在地,電話\n1,2,3,4\n5,6,7,8\n";
    const source = await open(text);
    expect(codes(source)).toEqual(["SRC-012"]);
    expect(source.problems[0]?.advice).toContain("skipRows: 2");
    const skipped = await open(text, { skipRows: 2 });
    expect(headers(skipped)).toEqual(["圏", "施設名", "所在地", "電話"]);
    expect(skipped.problems).toEqual([]);
    expect(inspectRows(skipped, 1)[0]?.line).toBe(4);
  });

  test("notes with # above the header are left out, headers with # are not", async () => {
    const source = await open("# 観光施設一覧\n\na,b\n1,2\n");
    expect(headers(source)).toEqual(["a", "b"]);
    expect(codes(source)).toEqual(["SRC-016"]);
    expect(source.dataStartLine).toBe(4);
    expect(headers(await open("#property,b\n1,2\n"))).toEqual(["#property", "b"]);
    const linkData = await open("#LINK,,\n#lang,ja,\n#property,name,lat\n#type,text,text\n1,2,3\n", {
      skipRows: 2,
      comment: "#",
    });
    expect(headers(linkData)).toEqual(["#property", "name", "lat"]);
    expect(cellsOf(linkData)).toEqual([["1", "2", "3"]]);
  });

  test("equal headers are a warning", async () => {
    const source = await open("a,b,a\n1,2,3\n");
    expect(source.problems).toMatchObject([
      {
        code: "SRC-007",
        severity: "warning",
        message: "The header names columns 1 and 3 alike.",
        source: { header: "a" },
      },
    ]);
  });

  test("a table without records says so, and is readable", async () => {
    for (const text of ["a,b\n", "a,b", "a,b\n\n,\n"]) {
      const source = await open(text);
      expect(source.problems).toMatchObject([{ code: "SRC-003", severity: "error" }]);
      expect(cellsOf(source)).toEqual([]);
    }
  });

  test("a private column that is missing is a warning; the ones that are there are blank in previews", async () => {
    const source = await open("名稱,管理人姓名\n某校,某人\n", {}, ["管理人姓名", "管理人電話"]);
    expect(source.problems).toMatchObject([{ code: "SRC-013", severity: "warning", source: { header: "管理人電話" } }]);
    expect(inspectRows(source, 1, [1])).toEqual([{ line: 2, cells: ["某校", ""] }]);
  });
});

describe("what is no table is refused with a reason", () => {
  test.each([
    ["empty", "", {}, "SRC-002 The file is empty"],
    ["a byte order mark alone", "\ufeff", {}, "SRC-002 The file is empty"],
    ["an unknown encoding", "a,b\n", { encoding: "klingon" }, 'SRC-004 The encoding "klingon" is not known.'],
    ["5,000 columns", `${"a,".repeat(5000)}a\n1\n`, {}, "SRC-006 The header has 5001 columns; at most 4096 are read."],
    [
      "a header with an open quote",
      'a,"b\n1,2\n',
      {},
      "SRC-014 The header cannot be read: a quote is opened and not closed",
    ],
    [
      "fewer rows than are skipped",
      "a,b\n1,2\n",
      { skipRows: 5 },
      "SRC-014 The header cannot be read: the file has too few rows.",
    ],
    ["JSON", ' {"a": [1]}', {}, "SRC-015 The file is JSON, not a CSV or TSV table."],
    ["XML", "\ufeff<?xml version='1.0'?><a/>", {}, "SRC-015 The file is XML"],
    ["HTML", "<!DOCTYPE html><p>404", {}, "SRC-015 The file is an HTML page"],
    ["a workbook", "PK\x03\x04...", {}, "SRC-015 The file is a ZIP archive or an Excel workbook (xlsx)"],
  ])("%s", async (_, text, spec, message) => {
    expect(await refusal(open(text, spec))).toContain(message);
  });

  test("hostile bytes open or are refused, and never crash", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (bytes) => {
        try {
          inspectRows(await open(Buffer.from(bytes)), 10);
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("a missing file, with the nearest name of its folder", async () => {
    put("near/aed.csv", "a\n1\n");
    put("near/shelter.csv", "a\n1\n");
    const missing = openSource({ file: join(folder, "near/ade.csv"), name: "near/ade.csv", spec: {}, scratch });
    expect(await refusal(missing)).toBe("SRC-001 There is no file near/ade.csv. Did you mean aed.csv?");
    const nothing = openSources({
      files: [],
      pattern: join(folder, "near/x*.tsv"),
      spec: {},
      scratch,
      at: { file: "y.yaml", line: 2 },
    });
    await expect(nothing).rejects.toMatchObject({ problems: [{ code: "SRC-001", at: { file: "y.yaml", line: 2 } }] });
    const directory = openSource({ file: join(folder, "near"), name: "near", spec: {}, scratch });
    expect(await refusal(directory)).toContain("SRC-001");
  });

  test("several files must have one header", async () => {
    const files = [put("many/1.csv", "a,b\n1,2\n"), put("many/2.csv", "a,b\n3,4\n"), put("many/3.csv", "a,c\n5,6\n")];
    const request = { pattern: join(folder, "many/*.csv"), spec: {}, scratch };
    const opened = await openSources({ ...request, files: files.slice(0, 2) });
    expect(opened.map(cellsOf)).toEqual([[["1", "2"]], [["3", "4"]]]);
    const message = await refusal(openSources({ ...request, files }));
    expect(message).toMatch(
      /^SRC-011 The header of .*3\.csv is not that of .*1\.csv, .* it lacks "b"; it has "c" besides\./,
    );
    expect(existsSync(scratch)).toBe(true);
  });
});
