import { Readable } from "node:stream";
import { parse as parseCsv } from "csv-parse/sync";
import fc from "fast-check";
import { Parser } from "n3";
import { SparqlJsonParser } from "sparqljson-parse";
import { SparqlXmlParser } from "sparqlxml-parse";
import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../src/problem/problem.ts";
import type { Term } from "../../../src/rdf/term.ts";
import { writeCsv } from "../../../src/store/results/csv.ts";
import { jsonBoolean, writeJson } from "../../../src/store/results/json.ts";
import { writeTsv } from "../../../src/store/results/tsv.ts";
import { writeXml, xmlBoolean } from "../../../src/store/results/xml.ts";
import { collect, inBatches, spelling, term, text, xmlText } from "./arbitrary-terms.ts";

type Rows = (Term | undefined)[][];
const variables = ["s", "名前"];
const rowsOf = (value = text): fc.Arbitrary<Rows> =>
  fc.array(fc.array(fc.option(term(value), { nil: undefined }), { minLength: 2, maxLength: 2 }), { maxLength: 7 });
const spelled = (rows: Rows): string[][] => rows.map((row) => row.map(spelling));

describe("SPARQL JSON", () => {
  it("reads back as it was, by another library", () =>
    fc.assert(
      fc.asyncProperty(rowsOf(), async (rows) => {
        const written = await collect(writeJson(variables, inBatches(rows)));
        const parsed = new SparqlJsonParser().parseJsonResults(JSON.parse(written));
        expect(JSON.parse(written).head.vars).toEqual(variables);
        expect(parsed.map((row) => variables.map((name) => spelling(row[name] as never)))).toEqual(spelled(rows));
      }),
    ));
  it("gives ASK", () => {
    expect(new SparqlJsonParser().parseJsonBoolean(JSON.parse(jsonBoolean(true)))).toBe(true);
    expect(new SparqlJsonParser().parseJsonBoolean(JSON.parse(jsonBoolean(false)))).toBe(false);
  });
});

describe("SPARQL XML", () => {
  it("reads back as it was, by another library", () =>
    fc.assert(
      fc.asyncProperty(rowsOf(xmlText), async (rows) => {
        const written = await collect(writeXml(variables, inBatches(rows)));
        const stream = new SparqlXmlParser().parseXmlResultsStream(Readable.from([written]) as never);
        const parsed: Record<string, unknown>[] = [];
        for await (const row of stream as unknown as AsyncIterable<Record<string, unknown>>) parsed.push(row);
        expect(parsed.map((row) => variables.map((name) => spelling(row[name] as never)))).toEqual(spelled(rows));
      }),
    ));
  it("refuses what XML cannot carry", async () => {
    const rows: Rows = [[{ kind: "literal", value: "a\u0001b" }]];
    await expect(collect(writeXml(["a"], inBatches(rows)))).rejects.toThrow(ProblemError);
  });
  it("gives ASK", async () => {
    expect(await new SparqlXmlParser().parseXmlBooleanStream(Readable.from([xmlBoolean(true)]) as never)).toBe(true);
  });
});

describe("SPARQL CSV", () => {
  it("reads back by csv-parse as plain values, with CRLF", () =>
    fc.assert(
      fc.asyncProperty(rowsOf(), async (rows) => {
        const written = await collect(writeCsv(variables, inBatches(rows)));
        const plain = rows.map((row) =>
          row.map((t) => (t === undefined ? "" : t.kind === "blank" ? `_:${t.value}` : t.value)),
        );
        expect(parseCsv(written, { record_delimiter: "\r\n" })).toEqual([variables, ...plain]);
      }),
    ));
  it("has no question marks in its header and quotes as RFC 4180 says", async () => {
    const rows: Rows = [[{ kind: "literal", value: 'say "hi", now' }, undefined]];
    expect(await collect(writeCsv(["a", "b"], inBatches(rows)))).toBe('a,b\r\n"say ""hi"", now",\r\n');
  });
});

describe("SPARQL TSV", () => {
  it("holds one Turtle term a cell, read back by n3", () =>
    fc.assert(
      fc.asyncProperty(rowsOf(), async (rows) => {
        const lines = (await collect(writeTsv(variables, inBatches(rows)))).split("\n");
        expect(lines.shift()).toBe("?s\t?名前");
        expect(lines.pop()).toBe("");
        const cells = lines.map((line) => line.split("\t"));
        expect(cells.map((row) => row.map(cellSpelling))).toEqual(spelled(rows));
      }),
    ));
  const cellSpelling = (cell: string): string => {
    if (cell === "") return "unbound";
    if (cell.startsWith("_:")) return `blank ${cell.slice(2)}`;
    const [triple] = new Parser().parse(`<urn:s> <urn:p> ${cell} .`);
    return spelling(triple!.object as never);
  };
  it("abbreviates numbers only where the grammar does", async () => {
    const xsd = "http://www.w3.org/2001/XMLSchema#";
    const rows: Rows = [
      [
        { kind: "literal", value: "4", datatype: `${xsd}integer` },
        { kind: "literal", value: "four", datatype: `${xsd}integer` },
      ],
    ];
    expect(await collect(writeTsv(["a", "b"], inBatches(rows)))).toBe(`?a\t?b\n4\t"four"^^<${xsd}integer>\n`);
  });
  it("keeps an IRI that a query built with a tab inside its cell", async () => {
    const rows: Rows = [[{ kind: "iri", value: "http://a/\t>" }]];
    expect(await collect(writeTsv(["a"], inBatches(rows)))).toBe("?a\n<http://a/\\u0009\\u003E>\n");
  });
});
