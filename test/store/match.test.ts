import fc from "fast-check";
import { DataFactory, Store as MemoryStore, type Quad as RdfQuad } from "n3";
import { describe, expect, it } from "vitest";
import { quadLine } from "../../src/rdf/nquads.ts";
import { quadFromRdfJs, termFromRdfJs } from "../../src/rdf/rdfjs.ts";
import type { Quad, Term } from "../../src/rdf/term.ts";
import { termKey } from "../../src/store/term-key.ts";
import { collect, storeOf, temporaryFolder } from "./temporary-store.ts";

const folder = temporaryFolder();
const { namedNode, blankNode, literal, quad, defaultGraph } = DataFactory;

const nodes = [namedNode("http://e/a"), namedNode("http://e/b"), namedNode("http://e/名"), blankNode("x")];
const predicates = [namedNode("http://e/p"), namedNode("http://e/q")];
const objects = [
  ...nodes,
  literal("a"),
  literal("a", "ja"),
  literal("1", namedNode("http://www.w3.org/2001/XMLSchema#integer")),
];
const graphs = [namedNode("http://e/g1"), namedNode("http://e/g2"), defaultGraph()];

const quads = fc.array(
  fc
    .tuple(
      fc.constantFrom(...nodes),
      fc.constantFrom(...predicates),
      fc.constantFrom(...objects),
      fc.constantFrom(...graphs),
    )
    .map(([s, p, o, g]) => quad(s, p, o, g)),
  { maxLength: 40 },
);

const spelled = (quads: readonly Quad[]): string[] =>
  quads
    .map(({ subject, predicate, object, graph }) =>
      [subject, predicate, object, ...(graph ? [graph] : [])].map(termKey).join(" "),
    )
    .sort();
const ours = (term: RdfQuad["object"] | undefined): Term | undefined => term && termFromRdfJs(term);

describe("match", () => {
  it("finds what N3.Store finds, for all 16 shapes of a pattern", async () => {
    await fc.assert(
      fc.asyncProperty(
        quads,
        fc.constantFrom(...nodes),
        fc.constantFrom(...predicates),
        fc.constantFrom(...objects),
        async (data, s, p, o) => {
          const memory = new MemoryStore(data);
          const store = await storeOf(folder, data.map((one) => quadLine(quadFromRdfJs(one))).join(""));
          try {
            for (let shape = 0; shape < 8; shape++) {
              const [subject, predicate, object] = [
                shape & 1 ? s : undefined,
                shape & 2 ? p : undefined,
                shape & 4 ? o : undefined,
              ];
              const pattern = { subject: ours(subject), predicate: ours(predicate), object: ours(object) };
              const all = memory.getQuads(subject ?? null, predicate ?? null, object ?? null, null).map(quadFromRdfJs);
              const union = [...new Map(all.map(({ graph: _, ...triple }) => [spelled([triple])[0], triple])).values()];
              expect(spelled(await collect(store.match(pattern)))).toEqual(spelled(union));
              expect(await store.matchCount(pattern)).toBe(union.length);
              const named = all.filter((one) => one.graph !== undefined);
              expect(spelled(await collect(store.match({ ...pattern, graph: "named" })))).toEqual(spelled(named));
              const inOne = named.filter((one) => one.graph?.value === "http://e/g1");
              const graph: Term = { kind: "iri", value: "http://e/g1" };
              expect(spelled(await collect(store.match({ ...pattern, graph })))).toEqual(spelled(inOne));
              expect(await store.matchCount({ ...pattern, graph })).toBe(inOne.length);
            }
            expect((await store.graphs()).map((graph) => graph.value)).toEqual(
              [...new Set(data.map((one) => one.graph.value))].filter((value) => value !== "").sort(),
            );
          } finally {
            store.close();
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});
