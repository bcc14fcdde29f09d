import fc from "fast-check";
import * as oxigraph from "oxigraph";
import { describe, expect, it } from "vitest";
import { checkIri, isIriBytes } from "../../src/rdf/iri-check.ts";
import { toUtf8Bytes } from "../../src/rdf/utf8-bytes.ts";

/** The second opinion: oxigraph reads the IRI in a document, and refuses what RFC 3987 refuses. */
function oxigraphAccepts(iri: string): boolean {
  if (/[\x00-\x20<>"{}|^`\\]/.test(iri)) return false;
  try {
    oxigraph.parse(`<${iri}> <urn:p> <urn:o> .`, { format: "application/n-triples" });
    return true;
  } catch {
    return false;
  }
}

describe("absolute IRIs", () => {
  it.each([
    "https://w3id.org/tsunagi/demo/id/jp/22212/aed/12",
    "https://example.org/焼津#設置地点.住所",
    "https://例え.jp/？?q=a%20b#x/y?z",
    "urn:uuid:1",
    "mailto:a@b",
    "http://[::1]:80/",
    "tel:+81-3",
    "http://u:p@h:8080/a//b?c",
    "file:///a",
    "https://example.org/\u{20000}",
    "https://example.org/?\u{E000}",
  ])("%s is one", (iri) => {
    expect(checkIri(iri)).toBeUndefined();
    expect(isIriBytes(toUtf8Bytes(iri))).toBe(true);
    expect(oxigraphAccepts(iri)).toBe(true);
  });

  it.each([
    "",
    "焼津",
    "www.example.org",
    "//example.org/",
    "/a",
    "#a",
    "https://example.org/a b",
    "https://example.org/<a>",
    'https://example.org/"',
    "https://example.org/a\\b",
    "https://example.org/a^b",
    "https://example.org/%zz",
    "https://example.org/a#b#c",
    "https://example.org/a[1]",
    "https://example.org/\u0000",
    "https://example.org/\u0085",
    "https://example.org/\u{E000}",
    "https://example.org/\uD800",
    "１23:x",
    "http://h:x/",
  ])("%j is none", (iri) => {
    expect(checkIri(iri)).toEqual(expect.any(String));
    if (!iri.includes("\uD800")) expect(isIriBytes(toUtf8Bytes(iri))).toBe(false);
  });

  it("never accepts what another implementation of RFC 3987 refuses", () => {
    const piece = fc.constantFrom(
      "http:",
      "urn:",
      "//",
      "/",
      "?",
      "#",
      "[",
      "]",
      "%",
      "%20",
      "%e",
      "@",
      ":",
      "80",
      "例",
      "\u{E000}",
      "\uFFFE",
      "a",
      " ",
      "|",
      "::1",
      "v1.a",
      "\u0080",
      "\u{E0001}",
    );
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const iri = pieces.join("");
        const ours = checkIri(iri) === undefined;
        expect(isIriBytes(toUtf8Bytes(iri))).toBe(ours);
        if (ours) {
          accepted++;
          expect(oxigraphAccepts(iri), iri).toBe(true);
        }
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it("reads a megabyte without losing its breath", () => {
    const long = "https://example.org/" + "例%20a".repeat(150_000);
    expect(isIriBytes(toUtf8Bytes(long))).toBe(true);
    expect(isIriBytes(toUtf8Bytes(long + " "))).toBe(false);
    expect(isIriBytes(toUtf8Bytes(long + "%"))).toBe(false);
  });
});
