/** Tables and plans for the tests of the conversion room. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConversionRequest, ConversionResult } from "../../src/convert/conversion.ts";
import { convertTables } from "../../src/convert/convert-tables.ts";
import type { Expression, Plan, PredicateObjectMap, TermMap, ValueRef } from "../../src/mapping/plan.ts";
import type { OpenedSource } from "../../src/source/source.ts";

export const base = "https://example.org/id/";
export const dataset = "https://example.org/dataset/d";

export const at = (expression: number, output = 0): ValueRef => ({ expression, output });
export const constant = (value: string): TermMap => ({ kind: "constant", term: { kind: "iri", value } });
export const literalOf = (value: ValueRef, shape: { datatype?: string; language?: string } = {}): TermMap => ({
  kind: "reference",
  value,
  termType: "literal",
  ...shape,
});
export const pair = (predicate: string, ...objects: TermMap[]): PredicateObjectMap => ({
  predicates: [constant(predicate)],
  objects,
  graphs: [],
});

/** One resource a row, named by its first column, with every column as a literal. */
export function flatPlan(columns: readonly string[], changes: Partial<Plan> = {}): Plan {
  const expressions: Expression[] = columns.map((_, column) => ({ kind: "reference", column }));
  expressions.push({ kind: "key", parts: [at(0)], names: [columns[0]!], content: false });
  const key = columns.length;
  return {
    dataset,
    columns,
    privateColumns: [],
    where: [],
    expressions,
    triplesMaps: [
      {
        name: "record",
        subject: { kind: "template", parts: [base, at(key)], encode: false, termType: "iri" },
        classes: [],
        graphs: [],
        predicateObjectMaps: columns.map((_, column) => pair(`https://example.org/p${column}`, literalOf(at(column)))),
      },
    ],
    record: { prefix: base, key, meaning: [at(Math.min(1, columns.length - 1))] },
    rowsMayRepeatTriples: false,
    ...changes,
  };
}

export const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(",")}\n`).join("");

export interface Converted extends ConversionResult {
  readonly output: string;
  readonly rejectedCsv: string;
  readonly keys: string;
}

/** Converts rows given as CSV (the header is left to the plan) and reads what was written. */
export async function convertCsv(
  plan: Plan,
  tables: string | readonly string[],
  changes: Partial<ConversionRequest> = {},
  dialect: Partial<OpenedSource["dialect"]> = {},
): Promise<Converted> {
  const folder = mkdtempSync(join(tmpdir(), "tsunagi-convert-"));
  try {
    const sources = (typeof tables === "string" ? [tables] : tables).map((text, i) => {
      const file = join(folder, `table${i}.csv`);
      writeFileSync(file, `${plan.columns.map(csvCell).join(",")}\n${text}`);
      return openedTable(file, plan.columns, dialect);
    });
    const request: ConversionRequest = {
      sources,
      plan,
      output: join(folder, "data.nq"),
      rejected: join(folder, "rejected.csv"),
      keys: join(folder, "keys"),
      scratch: join(folder, "scratch"),
      recordBytes: 1 << 20,
      workers: 0,
      ...changes,
    };
    const result = await convertTables(request);
    const read = (file: string): string => readFileSync(file, "utf8");
    const keys = plan.record === undefined ? "" : read(request.keys);
    return { ...result, output: read(request.output), rejectedCsv: read(request.rejected), keys };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A UTF-8 table whose header is one line. */
export function openedTable(
  file: string,
  columns: readonly string[],
  changes: Partial<OpenedSource["dialect"]> = {},
): OpenedSource {
  return {
    file: file.slice(file.lastIndexOf("/") + 1),
    utf8File: file,
    encoding: { name: "utf-8", bom: false, how: "found" },
    dialect: { delimiter: ",", quote: '"', lineEnding: "\n", plain: true, how: "found", ...changes },
    names: columns.map((column) => [column]),
    dataStart: readFileSync(file).indexOf(0x0a) + 1,
    dataStartLine: 2,
    size: statSync(file).size,
    problems: [],
  };
}
