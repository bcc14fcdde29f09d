import { expect, it } from "vitest";
import { quadsToTurtle } from "../../src/rdf/turtle-text.ts";

it("shows language tags as the data write them", async () => {
  const line = (object: string): string => `<http://a>\t<http://p>\t${object}\t<http://g>\t.\n`;
  const text = await quadsToTurtle([
    line('"避難所"@zh-Hant'),
    line('"a \\"@EN b"@en'),
    line('"c"'),
    line('"d\\\\"@zh-Hant-TW'),
  ]);
  expect(text).toContain('"避難所"@zh-Hant');
  expect(text).toContain('"a \\"@EN b"@en');
  expect(text).toContain('"c"');
  expect(text).toContain('"d\\\\"@zh-Hant-TW');
});

it("puts a subject in one block: its types, its labels, the rest as it came", async () => {
  const rdfs = "http://www.w3.org/2000/01/rdf-schema#";
  const type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  const line = (...terms: string[]): string =>
    `${terms.map((term) => (/^"/.test(term) ? term : `<${term}>`)).join("\t")}\t.\n`;
  const text = await quadsToTurtle([
    line("urn:a", "urn:p", "urn:x"),
    line("urn:b", "urn:p", "urn:x"),
    line("urn:a", `${rdfs}label`, '"A"@en'),
    line("urn:a", "urn:q", '"1"'),
    line("urn:a", "urn:p", "urn:y"),
    line("urn:a", type, "urn:T"),
    line("urn:a", "http://purl.org/dc/terms/title", '"A"'),
  ]);
  expect(text.split("\n\n").slice(1)).toEqual([
    `<urn:a> a <urn:T> ;
    rdfs:label "A"@en ;
    dct:title "A" ;
    <urn:p> <urn:x>, <urn:y> ;
    <urn:q> "1" .`,
    "<urn:b> <urn:p> <urn:x> .\n",
  ]);
});
