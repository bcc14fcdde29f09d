/** The query evaluation tests of the W3C suite, where a folder of it is at hand. */
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { Parser, type Quad } from "n3";
import type { Term } from "../../../src/rdf/term.ts";
import type { Row } from "../../../src/store/sparql/contract.ts";

export const suite = fileURLToPath(new URL("../../../../shared/suites/sparql11", import.meta.url));

const mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const qt = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";
const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const folders = [
  "aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping", "negation", "project-expression", "property-path", "subquery",
]; // biome-ignore format: one list

export interface W3cTest {
  readonly name: string;
  readonly query: string;
  readonly base: string;
  /** N-Quads lines; the default graph's triples are in the graph `defaultGraph`. */
  readonly data: string;
  readonly named: readonly string[];
  readonly result: string;
}

export const defaultGraph = "http://suite/default";

export function w3cTests(): W3cTest[] {
  return folders.flatMap((folder) => testsOf(path.join(suite, folder)));
}

function testsOf(folder: string): W3cTest[] {
  const base = `http://suite/${path.basename(folder)}/`;
  const quads = parse(path.join(folder, "manifest.ttl"), base);
  const objects = (subject: string, predicate: string): string[] =>
    quads
      .filter((quad) => quad.subject.value === subject && quad.predicate.value === predicate)
      .map((quad) => quad.object.value);
  const file = (iri: string): string => path.join(folder, decodeURIComponent(iri.slice(base.length)));
  const tests: W3cTest[] = [];
  for (const { subject, object } of quads.filter(({ predicate }) => predicate.value === `${rdf}type`)) {
    if (object.value !== `${mf}QueryEvaluationTest`) continue;
    const [action = ""] = objects(subject.value, `${mf}action`);
    const [query] = objects(action, `${qt}query`);
    const [result] = objects(subject.value, `${mf}result`);
    if (query === undefined || result === undefined) continue;
    const named = objects(action, `${qt}graphData`);
    // A few tests have their data in RDF/XML, which nothing here reads.
    if ([...objects(action, `${qt}data`), ...named].some((iri) => iri.endsWith(".rdf"))) continue;
    const data = [
      ...objects(action, `${qt}data`).map((iri) => lines(file(iri), iri, defaultGraph)),
      ...named.map((iri) => lines(file(iri), iri, iri)),
    ].join("");
    tests.push({
      name: `${path.basename(folder)}/${objects(subject.value, `${mf}name`)[0]}`,
      query: fs.readFileSync(file(query), "utf8"),
      base,
      data,
      named,
      result: file(result),
    });
  }
  return tests;
}

const parse = (file: string, baseIRI: string): Quad[] => new Parser({ baseIRI }).parse(fs.readFileSync(file, "utf8"));

let scope = 0;
function lines(file: string, base: string, graph: string): string {
  scope += 1;
  const text = (term: Quad["subject"] | Quad["object"]): string => {
    if (term.termType === "NamedNode") return `<${term.value}>`;
    if (term.termType === "BlankNode") return `_:s${scope}${term.value.replace(/\W/g, "")}`;
    if (term.termType !== "Literal") throw new Error(term.termType);
    const lexical = JSON.stringify(term.value);
    return term.language === "" ? `${lexical}^^<${term.datatype.value}>` : `${lexical}@${term.language}`;
  };
  return parse(file, base)
    .map((quad) => `${text(quad.subject)}\t<${quad.predicate.value}>\t${text(quad.object)}\t<${graph}>\t.\n`)
    .join("");
}

export interface ExpectedResult {
  readonly variables: readonly string[];
  readonly rows: readonly Row[];
}

/** .srx and .srj; undefined for other forms. */
export function readResult(file: string): ExpectedResult | undefined {
  const text = fs.readFileSync(file, "utf8");
  if (file.endsWith(".srj")) return readJson(text);
  return file.endsWith(".srx") ? readXml(text) : undefined;
}

interface JsonTerm {
  readonly type: string;
  readonly value: string;
  readonly datatype?: string;
  readonly "xml:lang"?: string;
}

function readJson(text: string): ExpectedResult {
  const { head, results, boolean } = JSON.parse(text) as {
    head: { vars?: string[] };
    boolean?: boolean;
    results?: { bindings: Record<string, JsonTerm>[] };
  };
  if (boolean !== undefined) return { variables: [], rows: boolean ? [[]] : [] };
  const variables = head.vars ?? [];
  return {
    variables,
    rows: (results?.bindings ?? []).map((binding) => variables.map((name) => binding[name] && fromJson(binding[name]))),
  };
}

function fromJson(term: JsonTerm): Term {
  if (term.type === "uri") return { kind: "iri", value: term.value };
  if (term.type === "bnode") return { kind: "blank", value: term.value };
  return literal(term.value, term.datatype, term["xml:lang"]);
}

const literal = (value: string, datatype: string | undefined, language: string | undefined): Term => ({
  kind: "literal",
  value,
  ...(datatype === undefined ? {} : { datatype }),
  ...(language === undefined ? {} : { language }),
});

function readXml(text: string): ExpectedResult {
  const answer = /<boolean>\s*(true|false)/.exec(text)?.[1];
  if (answer !== undefined) return { variables: [], rows: answer === "true" ? [[]] : [] };
  const variables = [...text.matchAll(/<variable\s+name="([^"]+)"/g)].map((match) => match[1] as string);
  const rows = [...text.matchAll(/<result(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/result>)/g)].map(([, body = ""]) => {
    const bound = new Map(
      [...body.matchAll(/<binding\s+name="([^"]+)"\s*>([\s\S]*?)<\/binding>/g)].map(([, name, inner]) => [
        name,
        fromXml(inner as string),
      ]),
    );
    return variables.map((name) => bound.get(name));
  });
  return { variables, rows };
}

function fromXml(inner: string): Term {
  const [, tag, attributes = "", body = ""] = /<(uri|bnode|literal)([^>]*?)(?:\/>|>([\s\S]*?)<\/\1>)/.exec(inner) ?? [];
  const value = body.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_, name: string) => ({ lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" })[name] as string,
  );
  if (tag === "uri") return { kind: "iri", value };
  if (tag === "bnode") return { kind: "blank", value };
  return literal(value, /datatype="([^"]+)"/.exec(attributes)?.[1], /xml:lang="([^"]+)"/.exec(attributes)?.[1]);
}
