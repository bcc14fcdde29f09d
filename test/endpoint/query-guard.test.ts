import { readdirSync } from "node:fs";
import { Parser } from "@traqula/parser-sparql-1-1";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withDataset } from "../../src/endpoint/protocol-dataset.ts";
import { guardQuery } from "../../src/endpoint/query-guard.ts";
import { queryTokens } from "../../src/endpoint/query-tokens.ts";
import { exists, readText } from "../../src/safe/files.ts";

describe("the guard before the parser", () => {
  const bombs: Record<string, (n: number) => string> = {
    braces: (n) => `SELECT * WHERE ${"{".repeat(n)}${"}".repeat(n)}`,
    parentheses: (n) => `SELECT * WHERE { FILTER ${"(".repeat(n)}1${")".repeat(n)} }`,
    brackets: (n) => `SELECT * WHERE { ?s ?p ${"[ ?p ".repeat(n)}1${"]".repeat(n)} }`,
    nots: (n) => `SELECT * WHERE { FILTER(${"!".repeat(n)}true) }`,
    minuses: (n) => `SELECT (${"- ".repeat(n)}1 AS ?x) {}`,
    unions: (n) => `SELECT * WHERE { {} ${"UNION {} ".repeat(n)} }`,
    paths: (n) => `SELECT * WHERE { ?s <urn:a>${"/<urn:a>".repeat(n)} ?o }`,
  };
  for (const [name, bomb] of Object.entries(bombs))
    it(`stops ${name}`, () => {
      expect(guardQuery(bomb(3))).toBeUndefined();
      for (const n of [5_000, 10_000]) expect(guardQuery(bomb(n))).toMatchObject({ code: "HTTP-400", at: { line: 1 } });
    });
  it("does not count what stands in strings, IRIs and comments", () => {
    const many = "{(![".repeat(500);
    expect(guardQuery(`SELECT * { ?s ?p "${many}", '''${many}''' ; <urn:p> <urn:x#y> } # ${many}\n`)).toBeUndefined();
  });
  it("lets long VALUES through", () => {
    expect(guardQuery(`SELECT * { VALUES (?a ?b) { ${'("a" 1) '.repeat(3_000)} } ?s ?p ?a }`)).toBeUndefined();
    expect(guardQuery(`SELECT * { VALUES ?a { 1 } ${"?s ?p ?a . ".repeat(3_000)} }`)).toBeDefined();
  });
  it("never fails on any text, and its tokens are the text", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        guardQuery(text);
        for (const { text: token, start, end } of queryTokens(text)) expect(text.slice(start, end)).toBe(token);
      }),
    ));
});

describe("the protocol's dataset", () => {
  const graphs = { defaultGraphs: ["urn:d"], namedGraphs: ["urn:n"] };
  const parser = new Parser();
  /** The dataset clauses and the rest, as an independent parser sees them. */
  const read = (query: string): { datasets: unknown; rest: unknown } => {
    const strip = (node: unknown): unknown =>
      Array.isArray(node)
        ? node.map(strip)
        : node !== null && typeof node === "object"
          ? Object.fromEntries(
              Object.entries(node)
                .filter(([key]) => key !== "loc")
                .map(([key, value]) => [key, strip(value)]),
            )
          : node;
    const { datasets, ...rest } = strip(parser.parse(query)) as { datasets: unknown };
    return { datasets, rest };
  };
  it.each([
    "SELECT * WHERE { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } LIMIT 3",
    "SELECT (EXISTS { ?a ?b ?c } AS ?x) FROM <urn:own> WHERE { ?s ?p ?o }",
    "PREFIX from: <urn:from#> SELECT ?from FROM <urn:own> FROM NAMED from:x { ?from ?where 'FROM { WHERE' }",
    "# FROM { \nASK FROM <urn:own> { ?s <urn:x> ?o }",
    "CONSTRUCT { ?s ?p ?o } FROM <urn:own> WHERE { ?s ?p ?o }",
    "CONSTRUCT FROM <urn:own> WHERE { ?s ?p ?o }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
    "DESCRIBE <urn:a>",
    "DESCRIBE <urn:a> <urn:b> FROM <urn:own>",
    "DESCRIBE ?a FROM <urn:own> WHERE { ?a ?b ?c } ORDER BY ?a",
    "DESCRIBE ?a { ?a ?b ?c } LIMIT 1",
    "SELECT * { { SELECT * { ?s ?p ?o } } }",
  ])("takes the place of FROM in %s", (query) => {
    const changed = withDataset(query, graphs) as string;
    const expected = read("SELECT * FROM <urn:d> FROM NAMED <urn:n> {}").datasets;
    expect(read(changed).datasets).toEqual(expected);
    expect(read(changed).rest).toEqual(read(query).rest);
  });
  it("changes nothing without parameters, and refuses graphs that are no IRIs", () => {
    expect(withDataset("ASK {}", { defaultGraphs: [], namedGraphs: [] })).toBe("ASK {}");
    expect(withDataset("ASK {}", { defaultGraphs: ["x> { } #"], namedGraphs: [] })).toMatchObject({ code: "HTTP-400" });
  });
});

const suite = new URL("../../../shared/suites/sparql11/syntax-query/", import.meta.url);
describe.skipIf(!exists(suite.pathname))("every query of the W3C's syntax tests", () => {
  it("passes the guard, and takes a dataset where a parser accepts it", () => {
    const parser = new Parser();
    let tried = 0;
    for (const name of readdirSync(suite.pathname).filter((file) => file.endsWith(".rq"))) {
      const query = readText(new URL(name, suite).pathname);
      expect(guardQuery(query), name).toBeUndefined();
      try {
        parser.parse(query);
      } catch {
        continue;
      }
      tried++;
      const changed = withDataset(query, { defaultGraphs: ["urn:d"], namedGraphs: [] });
      expect(() => parser.parse(changed as string), `${name}\n${changed}`).not.toThrow();
    }
    expect(tried).toBeGreaterThan(40);
  });
});
