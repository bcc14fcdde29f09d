/** What the engine really writes of the samples, held against IMI core 2.4.2 and against vocab/. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Parser, type Quad } from "n3";
import * as oxigraph from "oxigraph";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { quadLine } from "../../src/rdf/nquads.ts";
import { loadVocabulary } from "../../src/vocabulary/load-vocabulary.ts";
import { type SampleRun, sampleRun } from "./sample-run.ts";

const ic = "http://imi.go.jp/ns/core/rdf#";
const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const imiFile = fileURLToPath(new URL("../../../shared/data/imi/imicore242.parsed.json", import.meta.url));

interface Imi {
  readonly classes: Record<string, { readonly sub?: string }>;
  readonly restr: Record<string, readonly { readonly p: string }[]>;
}

const vocabulary = await loadVocabulary("vocab");
let run: SampleRun;
let quads: Quad[] = [];
beforeAll(async () => {
  run = await sampleRun();
  quads = run.outcome.datasets.flatMap(({ id }) => new Parser({ format: "N-Quads" }).parse(run.quads(id)));
});
afterAll(() => run.remove());

describe.skipIf(!existsSync(imiFile))("IMI core 2.4.2", () => {
  const imi: Imi = existsSync(imiFile) ? JSON.parse(readFileSync(imiFile, "utf8")) : { classes: {}, restr: {} };
  const allows = (owner: string, property: string): boolean => {
    if (imi.restr[owner]?.some(({ p }) => p === property)) return true;
    const parent = imi.classes[owner]?.sub?.replace("ic:", "");
    return parent !== undefined && allows(parent, property);
  };

  it("has a restriction for every IMI property on the class that it is written on", () => {
    const classes = new Map<string, string[]>();
    for (const { subject, predicate, object } of quads)
      if (predicate.value === rdfType && object.value.startsWith(ic))
        classes.set(subject.value, [...(classes.get(subject.value) ?? []), object.value.slice(ic.length)]);
    const pairs = new Set<string>();
    const refused = new Set<string>();
    for (const { subject, predicate } of quads) {
      if (!predicate.value.startsWith(ic)) continue;
      const property = predicate.value.slice(ic.length);
      const owners = classes.get(subject.value) ?? [];
      pairs.add(`${owners} ${property}`);
      if (!owners.some((owner) => allows(owner, property))) refused.add(`${owners.join("+") || "nothing"} ${property}`);
    }
    expect(pairs.size).toBeGreaterThan(25);
    expect([...refused]).toEqual([]);
  });

  it("would notice one that is not allowed", () => {
    expect(allows("日時型", "標準型日付")).toBe(false);
    expect(allows("日付型", "標準型日付")).toBe(true);
    expect(allows("施設型", "種別"), "inherited from 概念型").toBe(true);
  });
});

describe("vocab/", () => {
  it("declares every class, concept, area and unit that the quads point to, and every property of ours", () => {
    const declared = new Set(vocabulary.quads.map(({ subject }) => subject.value));
    const ours =
      /^(https:\/\/w3id\.org\/tsunagi\/(?!demo\/)|http:\/\/data\.e-stat\.go\.jp\/lod\/sac\/|http:\/\/imi\.go\.jp\/ns\/core\/)/;
    const used = new Set(
      quads
        .flatMap(({ predicate, object }) => [predicate, object])
        .filter((term) => term.termType === "NamedNode" && ours.test(term.value))
        .map((term) => term.value),
    );
    expect(used.size).toBeGreaterThan(100);
    expect([...used].filter((iri) => !declared.has(iri))).toEqual([]);
  });
});

describe("Data Cube", () => {
  it("finds nothing wrong with the observations (integrity constraints 1, 2, 3, 4, 5, 11, 12, 14, 19)", () => {
    const store = new oxigraph.Store();
    const load = (text: string): void => store.load(text, { format: "application/n-quads", unchecked: true });
    load(vocabulary.quads.map(quadLine).join(""));
    load(run.quads("tainan/town-population"));
    load(readFileSync(`${run.output}/tainan/town-population/description.nq`, "utf8"));
    const asks = (pattern: string): boolean =>
      store.query(`PREFIX qb: <http://purl.org/linked-data/cube#> ${prefixes} ASK { ${pattern} }`, {
        use_default_graph_as_union: true,
      }) as boolean;
    expect(asks("?o a qb:Observation ; qb:dataSet/qb:structure/qb:component/qb:measure ?m ; ?m ?v")).toBe(true);
    for (const [constraint, pattern] of Object.entries(constraints)) expect(asks(pattern), constraint).toBe(false);
  });
});

const prefixes = `PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>`;

/** Each asks for a fault. @spec RDF Data Cube §11.1 */
const constraints = {
  "IC-1": `{ ?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d . ?d a qb:DataSet } }
    UNION { ?o a qb:Observation ; qb:dataSet ?d1, ?d2 FILTER (?d1 != ?d2) }`,
  "IC-2": `{ ?d a qb:DataSet FILTER NOT EXISTS { ?d qb:structure ?s . ?s a qb:DataStructureDefinition } }
    UNION { ?d a qb:DataSet ; qb:structure ?s1, ?s2 FILTER (?s1 != ?s2) }`,
  "IC-3": `?s a qb:DataStructureDefinition FILTER NOT EXISTS { ?s qb:component/qb:measure ?p . ?p a qb:MeasureProperty }`,
  "IC-4": `?p a qb:DimensionProperty FILTER NOT EXISTS { ?p rdfs:range ?r }`,
  "IC-5": `?p a qb:DimensionProperty ; rdfs:range skos:Concept FILTER NOT EXISTS { ?p qb:codeList ?l }`,
  "IC-11": `?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p FILTER NOT EXISTS { ?o ?p ?v }`,
  "IC-12": `{ SELECT ?a ?t ?s ?g (COUNT(DISTINCT ?o) AS ?n) WHERE {
    ?o a qb:Observation ; <https://w3id.org/tsunagi/ns#area> ?a ; <https://w3id.org/tsunagi/ns#period> ?t ;
      <https://w3id.org/tsunagi/ns#sex> ?s ; <https://w3id.org/tsunagi/ns#age> ?g } GROUP BY ?a ?t ?s ?g } FILTER (?n > 1)`,
  "IC-14": `?o qb:dataSet/qb:structure/qb:component/qb:measure ?p FILTER NOT EXISTS { ?o ?p ?v }`,
  "IC-19": `?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p . ?p qb:codeList ?l . ?o ?p ?v
    FILTER NOT EXISTS { ?v a skos:Concept ; skos:inScheme ?l }`,
};
