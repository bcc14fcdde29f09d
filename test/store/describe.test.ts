import { afterAll, beforeAll, expect, describe as group, it } from "vitest";
import { quadLine } from "../../src/rdf/nquads.ts";
import { iri, type Term } from "../../src/rdf/term.ts";
import { describe, graphsOf, inverse, labelsOf } from "../../src/store/describe.ts";
import type { Store } from "../../src/store/store.ts";
import { storeOf, temporaryFolder } from "./temporary-store.ts";

const rdfs = "http://www.w3.org/2000/01/rdf-schema#";
const own = `
<http://e/12>	<http://e/place>	<http://e/12#設置地点>	<http://g/1>	.
<http://e/12#設置地点>	<http://e/address>	<http://e/12#設置地点.住所>	<http://g/1>	.
<http://e/12#設置地点.住所>	<http://e/text>	"焼津市"@ja	<http://g/1>	.
<http://e/12#設置地点.住所>	<http://e/of>	<http://e/12>	<http://g/1>	.
<http://e/12>	<http://e/note>	_:n	<http://g/2>	.
_:n	<http://e/text>	"note"	<http://g/2>	.
<http://e/12>	<http://e/near>	<http://e/123>	<http://g/2>	.
<http://e/12>	<http://e/self>	<http://e/12>		.
`.trimStart();
const others = `
<http://e/123>	<http://e/near>	<http://e/12>	<http://g/3>	.
<http://e/123>	<http://e/part>	<http://e/123#x>	<http://g/3>	.
<http://e/12#lonely>	<http://e/text>	"no one points here"	<http://g/3>	.
<http://e/near>	<${rdfs}label>	"近い"@ja	<http://g/3>	.
<http://e/near>	<${rdfs}label>	"near"@en	<http://g/3>	.
<http://e/near>	<${rdfs}label>	"附近"@zh-Hant	<http://g/3>	.
<http://e/near>	<http://www.w3.org/2004/02/skos/core#prefLabel>	"less telling"@ja	<http://g/3>	.
<http://e/text>	<http://www.w3.org/2004/02/skos/core#prefLabel>	"text"	<http://g/3>	.
<http://e/note>	<${rdfs}label>	<http://e/near>	<http://g/3>	.
`.trimStart();

let store: Store;
beforeAll(async () => {
  store = await storeOf(temporaryFolder(), own + others);
});
afterAll(() => store.close());
const withoutGraph = (lines: string): string[] =>
  lines
    .trim()
    .split("\n")
    .map((line) => line.replace(/\t[^\t]*\t\.$/, ""))
    .sort();

group("describe", () => {
  it("takes the resource with its fragments and blank nodes, and nothing of its neighbours", async () => {
    const quads = await describe(store, iri("http://e/12"));
    expect(withoutGraph(quads.map((quad) => quadLine(quad)).join(""))).toEqual(withoutGraph(own));
  });

  it("keeps to the graphs it is given", async () => {
    const [graph] = await store.lookup([iri("http://g/2")]);
    const quads = await describe(store, iri("http://e/12"), { default: [graph as number] });
    expect(quads.map((quad) => quad.predicate.value).sort()).toEqual([
      "http://e/near",
      "http://e/note",
      "http://e/text",
    ]);
  });

  it("is empty for what is no subject", async () => {
    expect(await describe(store, iri("http://e/absent"))).toEqual([]);
    expect(await describe(store, iri("http://g/1"))).toEqual([]);
  });
});

group("what a page shows", () => {
  it("knows what points to a resource", async () => {
    const pointing = await inverse(store, iri("http://e/12"), 10);
    expect(pointing.map((quad) => quad.subject.value).sort()).toEqual([
      "http://e/12",
      "http://e/12#設置地点.住所",
      "http://e/123",
    ]);
    expect(await inverse(store, iri("http://e/12"), 1)).toHaveLength(1);
    expect(await inverse(store, iri("http://e/absent"), 1)).toEqual([]);
  });

  it("knows the graphs of a resource", async () => {
    expect(await graphsOf(store, iri("http://e/12"))).toEqual([iri("http://g/1"), iri("http://g/2")]);
    expect(await graphsOf(store, iri("http://e/absent"))).toEqual([]);
  });

  it("gives the most telling labels, wanted languages first", async () => {
    const iris = ["near", "text", "note", "absent"].map((name) => `http://e/${name}`);
    const values = async (languages: string[]): Promise<Record<string, string[]>> =>
      Object.fromEntries(
        [...(await labelsOf(store, iris, languages))].map(([key, terms]) => [
          key,
          terms.map((term: Term) => term.value),
        ]),
      );
    const zh = await values(["zh", "en"]);
    expect(zh["http://e/near"]).toEqual(["附近", "near", "近い"]);
    expect(zh["http://e/text"]).toEqual(["text"]);
    expect(Object.keys(zh)).toEqual(["http://e/near", "http://e/text"]);
    expect((await values(["ja"]))["http://e/near"]?.[0]).toBe("近い");
    expect((await labelsOf(store, [], ["ja"])).size).toBe(0);
  });
});
