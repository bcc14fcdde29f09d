import { Readable, type Transform } from "node:stream";
import fc from "fast-check";
import { JsonLdParser } from "jsonld-streaming-parser";
import { Parser } from "n3";
import * as oxigraph from "oxigraph";
import { describe, expect, it } from "vitest";
import { writeJsonLd } from "../../../src/rdf/jsonld.ts";
import { isWritableTriple, ntriplesTerm, writeNTriples } from "../../../src/rdf/ntriples.ts";
import type { Quad } from "../../../src/rdf/term.ts";
import { writeTurtle } from "../../../src/rdf/turtle.ts";
import { writeAnswer } from "../../../src/store/results/formats.ts";
import { collect, inBatches, quad, spelling } from "./arbitrary-terms.ts";

type RdfTerm = { termType: string; value: string; language?: string; datatype?: { value: string } };
type RdfQuad = { subject: RdfTerm; predicate: RdfTerm; object: RdfTerm };
/** A blank node's label is lost on the way; these tests give each label only one spelling. */
const nameless = (text: string): string => text.replace(/^blank .*/, "blank");
const lines = (quads: readonly RdfQuad[] | readonly Quad[]): string[] =>
  [
    ...new Set(
      quads.map((q) => [q.subject, q.predicate, q.object].map((t) => nameless(spelling(t as never))).join(" | ")),
    ),
  ].sort();

const byOxigraph = (text: string, format: string): RdfQuad[] =>
  oxigraph.parse(text, { format }) as unknown as RdfQuad[];

describe("RDF read back by two parsers", () => {
  it("Turtle", () =>
    fc.assert(
      fc.asyncProperty(fc.array(quad, { maxLength: 12 }), async (quads) => {
        const written = await collect(writeTurtle(inBatches(quads, 5)));
        expect(lines(new Parser({ format: "Turtle" }).parse(written) as never)).toEqual(lines(quads));
        expect(lines(byOxigraph(written, "text/turtle"))).toEqual(lines(quads));
      }),
    ));
  it("N-Triples", () =>
    fc.assert(
      fc.asyncProperty(fc.array(quad, { maxLength: 12 }), async (quads) => {
        const written = await collect(writeNTriples(inBatches(quads, 5)));
        expect(lines(new Parser({ format: "N-Triples" }).parse(written) as never)).toEqual(lines(quads));
        expect(lines(byOxigraph(written, "application/n-triples"))).toEqual(lines(quads));
      }),
    ));
  it("JSON-LD", () =>
    fc.assert(
      fc.asyncProperty(fc.array(quad, { maxLength: 12 }), async (quads) => {
        const written = await collect(writeJsonLd(inBatches(quads, 5)));
        const parsed: unknown[] = [];
        const stream = Readable.from([written]).pipe(new JsonLdParser() as unknown as Transform);
        for await (const triple of stream) parsed.push(triple);
        expect(lines(parsed as never)).toEqual(lines(quads));
        expect(lines(byOxigraph(written, "application/ld+json"))).toEqual(lines(quads));
      }),
    ));
});

describe("terms are checked before they are written", () => {
  const triple = (object: string): Quad => ({
    subject: { kind: "iri", value: "urn:s" },
    predicate: { kind: "iri", value: "urn:p" },
    object: { kind: "iri", value: object },
  });
  it.each(["http://a/> <urn:evil> <urn:x", "http://a/ b", "relative", "http://a/\\", "http://a/\u0000", ""])(
    "%j is refused",
    (value) => {
      expect(isWritableTriple(triple(value))).toBe(false);
      expect(() => ntriplesTerm(triple(value).object)).toThrow();
    },
  );
  it("CONSTRUCT leaves out a triple that is not legal RDF, and only that", async () => {
    const quads = [triple("http://a/ b"), triple("urn:ok")];
    for (const format of ["turtle", "ntriples", "jsonld"] as const) {
      const written = await collect(writeAnswer({ kind: "quads", quads: inBatches(quads) }, { quads: format })!.text);
      expect(written).toContain("urn:ok");
      expect(written).not.toContain("http://a/");
    }
  });
  it("uses the house's prefixes", async () => {
    const label: Quad = { ...triple("urn:o"), predicate: { kind: "iri", value: "http://imi.go.jp/ns/core/rdf#名称" } };
    const written = await collect(writeTurtle(inBatches([label])));
    expect(written).toBe("@prefix ic: <http://imi.go.jp/ns/core/rdf#> .\n\n<urn:s> ic:名称 <urn:o> .\n");
  });
});
