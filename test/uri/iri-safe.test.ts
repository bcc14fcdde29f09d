import fc from "fast-check";
import { DataFactory, Parser, Writer } from "n3";
import { describe, expect, it } from "vitest";
import { contentKey } from "../../src/uri/content-key.ts";
import { decodeIriSegment, encodeIriSegment } from "../../src/uri/iri-safe.ts";

describe("encodeIriSegment", () => {
  it.each([
    ["東京", "東京"],
    ["a b", "a%20b"],
    ["a/b", "a%2Fb"],
    ["ä", "ä"],
    ["a\u0308", "ä"],
    ["が", "が"],
    ["か\u3099", "が"],
    ["100%", "100%25"],
    ["\u0085", "%C2%85"],
    ["\ue000", "%EE%80%80"],
    ["\ufdd0", "%EF%B7%90"],
    ["\ud800", "%EF%BF%BD"],
    ["\u202e", "%E2%80%AE"],
    ["𠮷", "𠮷"],
    ["\u{1fffe}", "%F0%9F%BF%BE"],
    [".", "~."],
    ["..", "~.."],
    ["a.b", "a.b"],
    ["0001", "0001"],
  ])("%j is %s", (text, segment) => expect(encodeIriSegment(text)).toBe(segment));

  it("comes back as it was (in NFC), and two texts never meet", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        fc.pre(text !== "." && text !== "..");
        expect(decodeIriSegment(encodeIriSegment(text))).toBe(text.normalize("NFC"));
      }),
    ));

  it("is one path segment to the URL standard, and an IRI to an RDF parser", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        const iri = `https://example.org/id/${encodeIriSegment(text)}`;
        expect(new URL(`${iri}/x`).pathname.split("/").length).toBe(4);
        const quad = DataFactory.quad(
          DataFactory.namedNode(iri),
          DataFactory.namedNode("x:p"),
          DataFactory.literal("o"),
        );
        expect(
          new Parser({ format: "N-Quads" }).parse(new Writer({ format: "N-Quads" }).quadsToString([quad]))[0]!.subject
            .value,
        ).toBe(iri);
      }),
    ));
});

describe("contentKey", () => {
  it("is the first 130 bits of SHA-256, in base32", () => {
    // hashlib and base64 of Python, over "10:2014-06-23,2:臺北,-,".
    expect(contentKey(["2014-06-23", "臺北", undefined])).toBe("xnitqjiapavxpmcyadnghimukh");
  });
  it("depends on every part, on its place and on whether it is known", () => {
    const keys = [
      ["a", "b"],
      ["b", "a"],
      ["ab"],
      ["a", "b", undefined],
      ["a", "b", ""],
      ["a", undefined, "b"],
      ["a\u001fb"],
      ["1:a,"],
      [undefined],
      ["-,"],
      [""],
      [],
    ].map(contentKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it("does not depend on how a letter was composed, nor on other rows", () =>
    fc.assert(
      fc.property(fc.array(fc.array(fc.option(fc.string({ unit: "binary" }), { nil: undefined }))), (rows) => {
        const keys = rows.map(contentKey);
        expect([...rows].reverse().map(contentKey)).toEqual([...keys].reverse());
        expect(rows.map((row) => contentKey(row.map((part) => part?.normalize("NFD").normalize("NFC"))))).toEqual(keys);
      }),
    ));
});
