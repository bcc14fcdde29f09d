import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openSource } from "../../src/source/open-source.ts";
import type { SourceSpec } from "../../src/source/source.ts";
import { readRecords } from "./read-records.ts";

const cities = join(import.meta.dirname, "../../../shared/data/cities");
const scratch = mkdtempSync(join(tmpdir(), "tsunagi-test-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const specs: Readonly<Record<string, SourceSpec>> = {
  "tw-tainan-town-population.double-header.csv": { headerRows: 2 },
  "jp-tokyo-disaster-hospitals.preamble.csv": { skipRows: 2 },
  "jp-takamatsu-aed.linkdata.csv": { skipRows: 6 },
};
/** Rows that the list of sources counts and that are neither header nor skipped: none but a note above a header. */
const notes: Readonly<Record<string, number>> = { "jp-yanai-tourism.cp932.csv": 1 };

const encodingNames: Readonly<Record<string, string>> = { Big5: "big5", CP932: "shift_jis", "UTF-8": "utf-8" };

/** File, encoding and number of rows, as the list of sources says. */
function listed(): [file: string, encoding: string, bom: boolean, rows: number][] {
  const list = readFileSync(join(cities, "SOURCES.md"), "utf8");
  const rows = list.matchAll(
    /^\| (\S+\.csv) \|[^|]*\|[^|]*\| (Big5|CP932|UTF-8)( BOM)?,? *(?:CRLF|LF)?[^|]*\| ([\d,]+)[^|]*\|/gm,
  );
  return [...rows].map(([, file, encoding, bom, count]) => [
    file!,
    encodingNames[encoding!]!,
    bom !== undefined,
    Number(count!.replace(",", "")),
  ]);
}

async function count(file: string, spec: SourceSpec = {}) {
  const source = await openSource({ file: join(cities, file), name: file, spec, scratch });
  const read = { records: 0, faults: 0, lines: 0 };
  read.lines = readRecords(source, source.names.length, { record: () => read.records++, fault: () => read.faults++ });
  return { source, ...read };
}

describe.skipIf(!existsSync(cities))("real tables", () => {
  test("the list of sources is understood", () => {
    expect(listed().length).toBe(12);
  });

  test.each(existsSync(cities) ? listed() : [])(
    "%s is %s, byte order mark %s, %i rows",
    async (file, encoding, bom, rows) => {
      const spec = specs[file] ?? {};
      const { source, records, faults } = await count(file, spec);
      expect(source.encoding).toEqual({ name: encoding, bom, how: "found" });
      expect(source.dialect.plain).toBe(true);
      expect(faults).toBe(0);
      const above = (spec.skipRows ?? 0) + (spec.headerRows ?? 1) + (notes[file] ?? 0);
      expect(records).toBe(rows - above);
      expect(source.problems.filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
    },
  );

  test.each([
    ["extra/jp-localgov.cp932.csv", "shift_jis", 1916],
    ["extra/jp-shizuokapref-callcenter.cp932.csv", "shift_jis", 378],
    ["extra/jp-tokyo-hachijo-onsen.csv", "shift_jis", 7],
    ["extra/jp-tokyo-hachijo-sightseeing.csv", "shift_jis", 20],
    ["extra/jp-yanai-tourism.cp932.tsv.txt", "shift_jis", 18],
    ["extra/jp-national-museum-events.csv", "utf-8", 5],
    ["extra/jp-fukui-waterlevel-2023-01-01.csv", "utf-8", 945],
    ["extra/jp-yaizu-traffic-accident-2022.csv", "utf-8", 675],
    ["extra/tw-county-population.csv", "utf-8", 22],
    ["extra/tw-tainan-park-info.csv", "utf-8", 486],
  ])("%s is %s, %i records", async (file, encoding, expected) => {
    const { source, records, faults } = await count(file);
    expect(source.encoding.name).toBe(encoding);
    expect({ records, faults }).toEqual({ records: expected, faults: 0 });
  });

  test("a table whose lines lack cells: every record is read or a fault with its line", async () => {
    const { source, records, faults } = await count("extra/tw-tainan-spraying-schedule-201508.csv");
    expect(source.dialect.lineEnding).toBe("\r\n");
    expect(records + faults).toBe(247);
  });

  test("title rows of a real table are recognised", async () => {
    const { source } = await count("jp-tokyo-disaster-hospitals.preamble.csv");
    expect(source.problems.find(({ code }) => code === "SRC-012")?.advice).toContain("skipRows: 2");
    const { source: linkData } = await count("jp-takamatsu-aed.linkdata.csv");
    expect(linkData.problems.find(({ code }) => code === "SRC-012")?.advice).toContain("skipRows: 6");
  });
});
