import { expect, it } from "vitest";
import { quadsToTurtle } from "../../src/rdf/turtle-text.ts";

it("shows language tags as the data write them", async () => {
  const line = (object: string): string => `<http://a>\t<http://p>\t${object}\t<http://g>\t.\n`;
  const text = await quadsToTurtle([line('"避難所"@zh-Hant'), line('"a \\"@EN b"@en'), line('"c"')]);
  expect(text).toContain('"避難所"@zh-Hant');
  expect(text).toContain('"a \\"@EN b"@en');
  expect(text).toContain('"c"');
});
