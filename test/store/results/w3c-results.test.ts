/** The W3C's CSV, TSV and JSON result tests: their expected files against what we write of the same solutions. Read in place. */
import { Parser } from "n3";
import * as oxigraph from "oxigraph";
import { describe, expect, it } from "vitest";
import type { Term } from "../../../src/rdf/term.ts";
import { exists, listFolder, readText } from "../../../src/safe/files.ts";
import { type ResultFormat, writeAnswer } from "../../../src/store/results/formats.ts";
import { collect, inBatches } from "./arbitrary-terms.ts";

const suites = new URL("../../../../shared/suites/sparql11/", import.meta.url);
const read = (path: string): string => readText(new URL(path, suites).pathname);
const here = exists(new URL("csv-tsv-res/manifest.ttl", suites).pathname);
const types = { csv: "text/csv", tsv: "text/tab-separated-values", json: "application/sparql-results+json" };

const toTerm = (term: oxigraph.Term): Term =>
  term.termType === "NamedNode"
    ? { kind: "iri", value: term.value }
    : term.termType === "BlankNode"
      ? { kind: "blank", value: term.value }
      : {
          kind: "literal",
          value: term.value,
          datatype: (term as oxigraph.Literal).datatype.value,
          language: (term as oxigraph.Literal).language,
        };

/** Our text for the query's solutions, which Oxigraph finds, and Oxigraph's own text. */
async function both(
  data: string,
  query: string,
  format: ResultFormat & keyof typeof types,
  variables: string[],
): Promise<[string, string]> {
  const store = new oxigraph.Store();
  store.load(data, { format: "text/turtle", base_iri: "http://example.org/" });
  const found = store.query(query) as Map<string, oxigraph.Term>[] | boolean;
  const theirs = store.query(query, { results_format: types[format] }) as unknown as string;
  const answer =
    typeof found === "boolean"
      ? ({ kind: "boolean", value: found } as const)
      : ({
          kind: "bindings",
          variables,
          rows: inBatches(
            found.map((row) => variables.map((name) => (row.has(name) ? toTerm(row.get(name)!) : undefined))),
          ),
        } as const);
  const ours = await collect(writeAnswer(answer, { bindings: format, boolean: format })!.text);
  return [ours, theirs];
}

/** Lines without order and without blank node labels; numbers may be abbreviated or not. */
const rows = (text: string): string[] =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.replace(/_:\w+/g, "_:").replace(/1\.0E6/g, "1.0e6"))
    .sort();

describe.skipIf(!here)("W3C result formats", () => {
  const cases = [
    ["csvtsv01", "data.ttl"],
    ["csvtsv02", "data.ttl"],
  ] as const;
  for (const [name, data] of cases)
    for (const format of ["csv", "tsv"] as const)
      it(`${name}.${format}`, async () => {
        const expected = read(`csv-tsv-res/${name}.${format}`);
        const query = read(`csv-tsv-res/${name}.rq`);
        const variables = expected.split("\n")[0]!.trim().replaceAll("?", "").split(/[,\t]/);
        const [ours] = await both(read(`csv-tsv-res/${data}`), query, format, variables);
        expect(rows(ours)).toEqual(rows(expected));
      });
  // Oxigraph stores numbers by value, so n3 reads the data of the test that is about their spelling.
  for (const format of ["csv", "tsv"] as const)
    it(`csvtsv03.${format}`, async () => {
      const triples = new Parser().parse(read("csv-tsv-res/data2.ttl"));
      const solutions = triples.map(({ subject, predicate, object }) =>
        [subject, predicate, object].map((term) => toTerm(term as never)),
      );
      const answer = { kind: "bindings", variables: ["s", "p", "o"], rows: inBatches(solutions) } as const;
      const ours = await collect(writeAnswer(answer, { bindings: format })!.text);
      expect(rows(ours)).toEqual(rows(read(`csv-tsv-res/csvtsv03.${format}`)));
    });
  for (const { name } of here
    ? listFolder(new URL("json-res/", suites).pathname).filter((file) => file.name.endsWith(".srj"))
    : [])
    it(name, async () => {
      const expected = JSON.parse(read(`json-res/${name}`));
      const [ours, theirs] = await both(
        read("json-res/data.ttl"),
        read(`json-res/${name.replace("srj", "rq")}`),
        "json",
        expected.head.vars ?? [],
      );
      const shape = (text: string): unknown => {
        const value = JSON.parse(text.replace(/("type":"bnode","value":)"[^"]*"/g, '$1""'));
        return {
          vars: value.head.vars?.sort(),
          boolean: value.boolean,
          rows: value.results?.bindings.map((row: object) => JSON.stringify(Object.entries(row).sort())).sort(),
        };
      };
      expect(shape(ours)).toEqual(shape(theirs));
      expect(shape(ours)).toMatchObject({ vars: expected.head.vars?.sort(), boolean: expected.boolean });
      expect(JSON.parse(ours).results?.bindings.length).toBe(expected.results?.bindings.length);
    });
});
