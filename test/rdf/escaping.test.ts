import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeLiteral, escapeLiteralText, nothingToEscape } from "../../src/rdf/literal-text.ts";
import { quadLine, termText } from "../../src/rdf/nquads.ts";
import { encodeTemplateValue } from "../../src/rdf/template-value.ts";
import { iri, literal, type Quad } from "../../src/rdf/term.ts";
import { bytesOfLatin1, fromUtf8Bytes, latin1Of, toUtf8Bytes } from "../../src/rdf/utf8-bytes.ts";
import { describeTerm, readWithN3, readWithOxigraph } from "./read-back.ts";

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '"',
      "\\",
      "\n",
      "\r",
      "\t",
      ">",
      "<",
      "\u0000",
      "\u0001",
      "\u007f",
      "\u0080",
      "\u0085",
      "\u009f",
      "\u00a0",
      "\u2028",
      "\ud800",
      "堠",
      "\u{20000}",
      "'",
      ".",
      " ",
      "\ufeff",
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 30,
});
const well = (text: string): string => Buffer.from(text, "utf8").toString("utf8");
const document = (escaper: (text: string) => string, text: string): string =>
  `<urn:s>\t<urn:p>\t"${escaper(text)}"\t<urn:g>\t.\n`;
const overBytes = (text: string): string => fromUtf8Bytes(escapeLiteral(toUtf8Bytes(text)));
const expected = (text: string): string[] => [
  `NamedNode urn:s | NamedNode urn:p | ${describeTerm({ termType: "Literal", value: well(text), datatype: { value: "http://www.w3.org/2001/XMLSchema#string" } })} | NamedNode urn:g`,
];

function survives(escaper: (text: string) => string, text: string): boolean {
  const line = document(escaper, text);
  try {
    return (
      line.split("\t").length === 5 &&
      !line.includes("\r") &&
      line.indexOf("\n") === line.length - 1 &&
      readWithN3(line).join() === expected(text).join() &&
      readWithOxigraph(line).join() === expected(text).join()
    );
  } catch {
    return false;
  }
}

describe("literals", () => {
  it("come back from two parsers as they went in, on one line of five columns", () => {
    fc.assert(
      fc.property(hostile, (text) => survives(overBytes, text)),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(hostile, (text) => survives((t) => well(escapeLiteralText(t)), text)),
      { numRuns: 500 },
    );
  });

  it.each([
    ["quotes", (text: string) => overBytes(text).replaceAll('\\"', '"')],
    ["backslashes", (text: string) => overBytes(text).replaceAll("\\\\", "\\")],
    ["line feeds", (text: string) => overBytes(text).replaceAll("\\n", "\n")],
    ["tabs", (text: string) => overBytes(text).replaceAll("\\t", "\t")],
    ["bytes for characters", (text: string) => toUtf8Bytes(text) as unknown as string],
  ])("the property sees an escaper that forgets %s", (_, broken) => {
    expect(
      fc.check(
        fc.property(hostile, (text) => survives(broken, text)),
        { numRuns: 2000 },
      ).failed,
    ).toBe(true);
  });

  it("have every control character as \\uXXXX", () => {
    expect(overBytes('a\u0000\b\f\u001f\u007f\u0080\u009f\u00a0\t\r\n"\\')).toBe(
      'a\\u0000\\u0008\\u000C\\u001F\\u007F\\u0080\\u009F\u00a0\\t\\r\\n\\"\\\\',
    );
  });

  it("of a block that holds nothing to escape need no look", () => {
    fc.assert(
      fc.property(fc.array(hostile), (cells) => {
        const block = toUtf8Bytes(cells.join(",") + "\r\n");
        if (nothingToEscape(block))
          for (const cell of cells) if (!/[\r\n]/.test(cell)) expect(overBytes(cell)).toBe(well(cell));
      }),
    );
    expect(nothingToEscape(toUtf8Bytes("堠,a\r\nb,\u00a0\n"))).toBe(true);
    for (const text of ["\r", '"', "\\", "\t", "\u0085", "a\rb"])
      expect(nothingToEscape(toUtf8Bytes(text))).toBe(false);
  });

  it("of a megabyte are escaped whole", () => {
    const text = 'あ"\n'.repeat(200_000);
    expect(overBytes(text)).toBe('あ\\"\\n'.repeat(200_000));
  });
});

describe("values of IRI templates", () => {
  it("keep iunreserved and percent-encode the rest, as decoding proves", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const encoded = fromUtf8Bytes(encodeTemplateValue(toUtf8Bytes(text)));
        expect(decodeURIComponent(encoded)).toBe(well(text));
        expect(encoded).toMatch(/^[A-Za-z0-9\-._~%\u{A0}-\u{10FFFF}]*$/u);
        const line = `<urn:x:${encoded}>\t<urn:p>\t"o"\t<urn:g>\t.\n`;
        expect(readWithOxigraph(line)).toEqual(readWithN3(line));
      }),
      { numRuns: 2000 },
    );
  });
  it("keep 東京 and a plain number", () => {
    expect(latin1Of(encodeTemplateValue(bytesOfLatin1("E22-1_2~3.")))).toBe("E22-1_2~3.");
    expect(fromUtf8Bytes(encodeTemplateValue(toUtf8Bytes("東京 1/2#%")))).toBe("東京%201%2F2%23%25");
    expect(fromUtf8Bytes(encodeTemplateValue(toUtf8Bytes("\ue000\u0085")))).toBe("%EE%80%80%C2%85");
  });
});

describe("terms and quads", () => {
  const quad: Quad = {
    subject: iri("https://e.org/焼津"),
    predicate: iri("urn:p"),
    object: literal("a\tb", undefined, "ja"),
    graph: iri("urn:g"),
  };
  it("are tab-separated lines of five columns", () => {
    expect(quadLine(quad)).toBe('<https://e.org/焼津>\t<urn:p>\t"a\\tb"@ja\t<urn:g>\t.\n');
    expect(quadLine({ ...quad, graph: undefined, object: { kind: "blank", value: "b1" } })).toBe(
      "<https://e.org/焼津>\t<urn:p>\t_:b1\t\t.\n",
    );
  });
  it("leave xsd:string out and keep other datatypes", () => {
    expect(termText(literal("1", "http://www.w3.org/2001/XMLSchema#string"))).toBe('"1"');
    expect(termText(literal("1", "http://www.w3.org/2001/XMLSchema#integer"))).toBe(
      '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
    );
  });
  it.each([
    [iri("https://e.org/a b")],
    [literal("a", "not an iri")],
    [literal("a", undefined, "no_tag")],
    [literal("a", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")],
    [literal("a", "urn:x", "ja")],
  ])("refuse %j", (term) => {
    expect(() => termText(term)).toThrow(/RDF-001/);
  });
  it("refuse literals where RDF has none", () => {
    expect(() => quadLine({ ...quad, subject: literal("a") })).toThrow(/subject/);
    expect(() => quadLine({ ...quad, predicate: literal("a") })).toThrow(/predicate/);
    expect(() => quadLine({ ...quad, graph: literal("a") })).toThrow(/graph/);
  });
});
