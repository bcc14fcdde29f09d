import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as oxigraph from "oxigraph";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProblemError } from "../../src/problem/problem.ts";
import { quadLine } from "../../src/rdf/nquads.ts";
import type { Term } from "../../src/rdf/term.ts";
import { type Answer, type AnswerOptions, answer } from "../../src/store/answer.ts";
import type { Store } from "../../src/store/store.ts";
import { termKey } from "../../src/store/term-key.ts";
import { collect, storeOf, temporaryFolder } from "./temporary-store.ts";

const data = `
<http://e/a>	<http://e/name>	"避難所"@ja	<http://g/1>	.
<http://e/a>	<http://e/name>	"避難所"@ja	<http://g/2>	.
<http://e/a>	<http://e/name>	"收容所"@zh-Hant	<http://g/2>	.
<http://e/a>	<http://e/size>	"12"^^<http://www.w3.org/2001/XMLSchema#integer>	<http://g/1>	.
<http://e/b>	<http://e/size>	"7.5"^^<http://www.w3.org/2001/XMLSchema#decimal>	<http://g/1>	.
<http://e/b>	<http://e/name>	"a"	<http://g/2>	.
<http://e/c>	<http://e/name>	"B"		.
<http://e/c>	<http://e/knows>	<http://e/a>	<http://g/2>	.
<http://e/a>	<http://e/knows>	<http://e/b>	<http://g/1>	.
<http://e/b>	<http://e/knows>	_:x	<http://g/1>	.
_:x	<http://e/knows>	<http://e/c>	<http://g/2>	.
<http://e/a>	<http://e/knows>	<http://e/a>	<http://g/1>	.
<http://g/1>	<http://e/name>	"graph one"	<http://g/1>	.
`.trimStart();

const prefix = "PREFIX e: <http://e/> PREFIX g: <http://g/>";
const both: [name: string, options: AnswerOptions][] = [
  ["by Comunica", { compile: "none" }],
  ["by SQL where it can", {}],
];

let store: Store;
let oracle: oxigraph.Store;
beforeAll(async () => {
  store = await storeOf(temporaryFolder(), data);
  oracle = new oxigraph.Store();
  // Its own union of graphs repeats what stands in two graphs; a default graph is a set.
  for (const quad of oxigraph.parse(data, { format: "application/n-quads" })) {
    oracle.add(quad);
    oracle.add(oxigraph.quad(quad.subject, quad.predicate, quad.object, oxigraph.defaultGraph()));
  }
});
afterAll(() => store.close());

const rowsOf = async (found: Answer): Promise<(Term | undefined)[][]> => {
  if (found.kind !== "bindings") throw new Error(`${found.kind} instead of bindings`);
  return collect(found.rows);
};
/** Numbers by value, blank nodes as one, language tags in lower case: what two stores may write differently. */
function spell(term: Term | undefined): string {
  if (term === undefined) return "-";
  if (term.kind === "blank") return "_:";
  const numeric = term.kind === "literal" && /#(integer|decimal|double)$/.test(term.datatype ?? "");
  return numeric ? String(Number(term.value)) : termKey(term);
}
function oracleTerm(term: oxigraph.Term | undefined): Term | undefined {
  if (term === undefined) return undefined;
  if (term.termType === "NamedNode") return { kind: "iri", value: term.value };
  if (term.termType === "BlankNode") return { kind: "blank", value: term.value };
  if (term.termType !== "Literal") throw new Error(term.termType);
  return {
    kind: "literal",
    value: term.value,
    ...(term.language === "" ? { datatype: term.datatype.value } : { language: term.language }),
  };
}

const selects = [
  "SELECT * { ?s ?p ?o }",
  "SELECT ?s ?n { ?s e:name ?n ; e:size ?z FILTER(?z > 7) }",
  "SELECT ?s ?n { ?s e:knows ?t OPTIONAL { ?t e:name ?n } }",
  "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
  "SELECT ?g ?s { GRAPH ?g { ?s e:name ?x } ?s e:knows ?y }",
  "SELECT ?x { GRAPH g:1 { ?x e:knows ?x } }",
  "SELECT ?g ?n { GRAPH ?g { ?g e:name ?n } }",
  "SELECT ?t { e:c e:knows+ ?t }",
  "SELECT ?s ?t { ?s e:knows* ?t }",
  "SELECT ?s ?t { ?s !e:name ?t }",
  'SELECT ?s { ?s e:name "收容所"@zh-hant }',
  'SELECT ?s { ?s e:name ?n FILTER(?n = "收容所"@zh-Hant) }',
  "SELECT ?s (SUM(?z) AS ?total) { ?s e:size ?z } GROUP BY ?s HAVING(SUM(?z) > 8)",
  "SELECT ?s { ?s e:name ?n MINUS { ?s e:size ?z } }",
  "SELECT ?s { ?s e:name ?n FILTER NOT EXISTS { ?s e:knows ?z } }",
  "SELECT (MD5(STR(?n)) AS ?h) { ?s e:name ?n }",
  "SELECT ?s ?v { VALUES ?s { e:a e:zz } BIND(STRLEN(STR(?s)) AS ?v) }",
  "SELECT ?s FROM g:1 { ?s e:name ?n }",
  "SELECT DISTINCT ?s ?n FROM g:1 FROM g:2 { ?s e:name ?n }",
  "SELECT ?s ?g FROM g:1 FROM NAMED g:2 { ?s e:size ?n GRAPH ?g { ?s e:name ?m } }",
  "SELECT ?s FROM NAMED g:2 { ?s e:size ?n }",
  "SELECT ?s FROM <http://nowhere/> { ?s ?p ?o }",
  "SELECT ?n { { SELECT ?s { ?s e:size ?z } ORDER BY DESC(?z) LIMIT 1 } ?s e:name ?n }",
];
const ordered = [
  "SELECT ?n { ?s e:name ?n FILTER(LANG(?n) = '') } ORDER BY ?n",
  "SELECT ?s ?z { ?s e:size ?z } ORDER BY ?z",
];

describe.each(both)("answers %s", (_, options) => {
  it.each([...selects, ...ordered])("as Oxigraph does: %s", async (query) => {
    const found = await answer(store, `${prefix} ${query}`, options);
    if (found.kind !== "bindings") throw new Error(found.kind);
    const ours = (await rowsOf(found)).map((row) => row.map(spell).join(" | "));
    const theirs = oracle.query(`${prefix} ${query}`) as Map<string, oxigraph.Term>[];
    const expected = theirs.map((row) => found.variables.map((name) => spell(oracleTerm(row.get(name)))).join(" | "));
    if (ordered.includes(query)) expect(ours).toEqual(expected);
    else expect(ours.sort()).toEqual(expected.sort());
  });

  it("gives the variables of SELECT * as the query names them, and tags as the data spells them", async () => {
    const found = await answer(
      store,
      `${prefix} SELECT * { ?z e:knows ?a . ?z e:name ?name FILTER(LANGMATCHES(LANG(?name), "zh")) }`,
      options,
    );
    expect(found).toMatchObject({ variables: ["z", "a", "name"] });
    expect((await rowsOf(found))[0]?.[2]).toEqual({ kind: "literal", value: "收容所", language: "zh-Hant" });
  });

  it("answers ASK, CONSTRUCT and DESCRIBE", async () => {
    expect(await answer(store, `${prefix} ASK { e:a e:knows e:b }`, options)).toMatchObject({
      kind: "boolean",
      value: true,
    });
    expect(await answer(store, `${prefix} ASK { e:b e:knows e:a }`, options)).toMatchObject({
      kind: "boolean",
      value: false,
    });
    const constructed = await answer(
      store,
      `${prefix} CONSTRUCT { ?s e:p ?n ; e:q [ e:r ?z ] . ?n e:bad ?s } { ?s e:name ?n OPTIONAL { ?s e:size ?z } }`,
      options,
    );
    if (constructed.kind !== "quads") throw new Error(constructed.kind);
    const quads = await collect(constructed.quads);
    const theirs = oracle.query(
      `${prefix} CONSTRUCT { ?s e:p ?n ; e:q [ e:r ?z ] . ?n e:bad ?s } { ?s e:name ?n OPTIONAL { ?s e:size ?z } }`,
    ) as oxigraph.Quad[];
    const spelled = (terms: (Term | undefined)[]): string => terms.map(spell).join(" ");
    expect(quads.map((quad) => spelled([quad.subject, quad.predicate, quad.object])).sort()).toEqual(
      theirs.map((quad) => spelled([quad.subject, quad.predicate, quad.object].map((term) => oracleTerm(term)))).sort(),
    );
    const limited = await answer(store, `${prefix} CONSTRUCT { ?s e:p ?n } { ?s e:name ?n } LIMIT 2`, options);
    expect(limited.kind === "quads" && (await collect(limited.quads))).toHaveLength(2);
    const described = await answer(store, `${prefix} DESCRIBE ?s e:c { ?s e:size 12 }`, options);
    const about = data
      .split("\n")
      .filter((line) => /^<http:\/\/e\/[ac]>/.test(line))
      .map((line) => line.replace(/<http:\/\/g\/.>\t\.$/, "\t."));
    expect(described.kind === "quads" && (await collect(described.quads)).map(quadLine).sort()).toEqual(
      [...new Set(about)].map((line) => `${line}\n`).sort(),
    );
  });

  it.each([
    "CONSTRUCT { ?s e:p ?n } { ?s e:name ?n } ORDER BY ?n LIMIT 3",
    "CONSTRUCT { ?s e:p [ e:q ?n ] } FROM g:2 { ?s e:name ?n } ORDER BY DESC(?n) OFFSET 1 LIMIT 1",
    "CONSTRUCT WHERE { ?s e:name ?n } ORDER BY ?n OFFSET 3",
    "DESCRIBE ?s { ?s e:size ?z } ORDER BY ?z LIMIT 1",
  ])("counts solutions by what stands around the template: %s", async (query) => {
    const found = await answer(store, `${prefix} ${query}`, options);
    if (found.kind !== "quads") throw new Error(found.kind);
    expect(found.way).toBe(options.compile === "none" ? "comunica" : "sql");
    const select = query.replace(/(CONSTRUCT|DESCRIBE).*?(FROM g:2)? (?=\{ \?s e:(name|size))/, "SELECT ?s ?n $2 ");
    const solutions = (await rowsOf(await answer(store, `${prefix} ${select}`, options))) as [Term, Term][];
    const quads = await collect(found.quads);
    expect(solutions.length).toBeGreaterThan(0);
    if (query.startsWith("CONSTRUCT"))
      expect(quads.flatMap(({ object }) => (object.kind === "literal" ? [object.value] : []))).toEqual(
        solutions.map(([, name]) => name.value),
      );
    else
      expect(new Set(quads.flatMap(({ subject }) => (subject.kind === "iri" ? [subject.value] : [])))).toEqual(
        new Set(solutions.map(([s]) => s.value)),
      );
  });

  it("asks over the protocol's dataset instead of FROM", async () => {
    const dataset = { default: ["http://g/1"], named: [] };
    const found = await answer(store, `${prefix} SELECT ?n FROM g:2 { ?s e:name ?n }`, { ...options, dataset });
    expect(found.way).toBe(options.compile === "none" ? "comunica" : "sql");
    expect(
      (await rowsOf(found))
        .flat()
        .map((term) => term?.value)
        .sort(),
    ).toEqual(["graph one", "避難所"]);
    const built = await answer(store, `${prefix} CONSTRUCT WHERE { ?s e:name ?n } LIMIT 9`, { ...options, dataset });
    expect(built.kind === "quads" && (await collect(built.quads)).length).toBe(2);
  });

  it("ends after limitRows", async () => {
    expect(await rowsOf(await answer(store, "SELECT * { ?s ?p ?o }", { ...options, limitRows: 3 }))).toHaveLength(3);
    expect(await rowsOf(await answer(store, "SELECT * { ?s ?p ?o }", { ...options, limitRows: 0 }))).toHaveLength(0);
  });

  it("stops at the deadline, and the store goes on", async () => {
    const cross = Array.from({ length: 9 }, (_, n) => `?s${n} ?p${n} ?o${n} .`).join(" ");
    const query = `SELECT (COUNT(*) AS ?n) { ${cross} FILTER(STRLEN(STR(?o0)) + STRLEN(STR(?o8)) = 1) }`;
    await expect(answer(store, query, { ...options, deadline: 300 }).then(rowsOf)).rejects.toThrow("QRY-004");
    expect(await rowsOf(await answer(store, "SELECT * { ?s ?p ?o } LIMIT 1", options))).toHaveLength(1);
  });
});

describe("what is refused", () => {
  const problemOf = async (query: string): Promise<unknown> => {
    try {
      const found = await answer(store, query);
      return found.kind === "bindings" ? await rowsOf(found) : found;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return error.problems[0];
    }
  };

  it.each([
    [
      "SELECT * {\n  ?s ?p ?o FILTER(?o = ) }",
      2,
      24,
      /: line 2, column 24 has "\)" where "\(", .*a number.*a variable.* or a function is expected\.$/,
    ],
    ["SELECT * { ?s ?p", 1, 17, /has the end of the query where a variable, an IRI, .* is expected\.$/],
    ["SELECT * { ?s ?p ?o ", 1, 20, /has the end of the query where "}" is expected\.$/],
    ["SELECT * { ?s ?p ?o }}", 1, 22, /has "}" where the end of the query is expected\.$/],
    ["SELECT ?x { ?x ?p ?o } ORDER ?x", 1, 30, /has "\?x" where "BY" is expected\.$/],
    ["SELECT * {\n ?s foaf:name ?o }", 2, 5, /has the prefix foaf:, which is not declared\.$/],
    ["SELECT * {\n ?s 日本.x:name ?o }", 2, 5, /has the prefix 日本\.x:, which is not declared\.$/],
    ["SELECT * {\n ?s ?p 'abc }", 2, 8, /opens a text that no ' closes\.$/],
    ["SELEC * { ?s ?p ?o }", 1, 1, /has "SELEC", which is no word or sign of SPARQL\.$/],
    [
      "SELECT (1 AS ?y) (2 AS ?y) {}",
      1,
      14,
      /variable y used more than once in SELECT clause \(line 1, column 14\)\.$/,
    ],
  ])("%s", async (query, line, column, message) => {
    const found = (await problemOf(query)) as { readonly message: string; readonly advice: string };
    expect(found).toMatchObject({ code: "QRY-001", at: { line, column } });
    expect(found.message).toMatch(message);
    expect(found.message).toMatch(/^The query is not SPARQL 1\.1: /);
    expect(found.advice).toMatch(/^\p{Lu}.*[.?]$/u);
  });

  it.each([
    ["", { code: "QRY-001", message: "The query is not SPARQL 1.1: the query is empty." }],
    [
      "SELECT * {\n ?s foaf:name ?o }",
      { advice: expect.stringContaining("PREFIX foaf: <http://xmlns.com/foaf/0.1/>") },
    ],
    ["SELEC * { ?s ?p ?o }", { advice: "Did you mean SELECT?" }],
    ["INSERT DATA { <http://a> <http://b> 1 }", { code: "QRY-002" }],
    ["LOAD <http://127.0.0.1/>", { code: "QRY-002" }],
    ["DROP ALL", { code: "QRY-002" }],
  ])("%s", async (query, expected) => {
    expect(await problemOf(query)).toMatchObject(expected);
  });

  it("never makes a request", async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sparql`;
    expect(await problemOf(`SELECT * { SERVICE <${address}> { ?s ?p ?o } }`)).toMatchObject({ code: "QRY-003" });
    expect(await problemOf(`SELECT * { ?s ?p ?o SERVICE <${address}> { ?o ?q ?r } }`)).toMatchObject({
      code: "QRY-003",
    });
    expect(await problemOf(`SELECT * { SERVICE SILENT <${address}> { ?s ?p ?o } }`)).toHaveLength(1);
    expect(await problemOf(`SELECT * FROM <${address}> { ?s ?p ?o }`)).toEqual([]);
    expect(await problemOf(`SELECT * { GRAPH <${address}> { ?s ?p ?o } }`)).toEqual([]);
    server.close();
    expect(requests).toBe(0);
  });
});
