import * as fs from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iri } from "../../src/rdf/term.ts";
import { type AnswerOptions, answer } from "../../src/store/answer.ts";
import { buildStore } from "../../src/store/build-store.ts";
import { openEngine } from "../../src/store/pool/store-engine.ts";
import { Store } from "../../src/store/store.ts";
import { termKey } from "../../src/store/term-key.ts";
import { collect, temporaryFolder } from "./temporary-store.ts";

const label = "<http://www.w3.org/2000/01/rdf-schema#label>";
const shown = `
<http://e/a>	${label}	"a"	<http://g/new>	.
<http://e/a>	<http://e/size>	"2"^^<http://www.w3.org/2001/XMLSchema#integer>	<http://g/new>	.
<http://e/both>	${label}	"both"	<http://g/old>	.
`.trimStart();
const older = `
<http://e/a>	<http://e/size>	"1"^^<http://www.w3.org/2001/XMLSchema#integer>	<http://g/old>	.
<http://e/both>	${label}	"both"	<http://g/old>	.
<http://e/gone>	${label}	"gone"	<http://g/old>	.
<http://e/gone>	<http://e/part>	<http://e/gone#part>	<http://g/old>	.
<http://e/gone#part>	<http://e/size>	"3"^^<http://www.w3.org/2001/XMLSchema#integer>	<http://g/old>	.
`.trimStart();

const folder = temporaryFolder();
const output = path.join(folder, "store.duckdb");
const scratch = path.join(folder, "scratch");
let store: Store;
beforeAll(async () => {
  const inputs = ["new.nq", "old.nq"].map((name) => path.join(folder, name)) as [string, string];
  fs.writeFileSync(inputs[0], shown);
  fs.writeFileSync(inputs[1], older);
  const built = await buildStore({ inputs, hidden: [inputs[1]], output, scratch, memoryMb: 256, threads: 1 });
  expect(built).toMatchObject({ quads: 7, triples: 3 });
  store = await Store.open(output, { memoryMb: 256, threads: 1 });
});
afterAll(() => store.close());

const ways: [name: string, options: AnswerOptions][] = [
  ["by Comunica", { compile: "none" }],
  ["by SQL", {}],
];

describe.each(ways)("a hidden file, asked %s", (name, options) => {
  const ask = async (query: string): Promise<string[]> => {
    const found = await answer(store, `PREFIX e: <http://e/> PREFIX g: <http://g/> ${query}`, options);
    expect(found.way).toBe(name === "by SQL" ? "sql" : "comunica");
    if (found.kind !== "bindings") throw new Error(`${query} gives ${found.kind}`);
    return (await collect(found.rows)).map((row) => row.map((term) => term && termKey(term)).join(" ")).sort();
  };
  const integer = (value: number): string => `"${value}"^^<http://www.w3.org/2001/XMLSchema#integer>`;

  it("is outside the default graph", async () => {
    expect(await ask("SELECT ?s ?v { ?s e:size ?v }")).toEqual([`<http://e/a> ${integer(2)}`]);
    expect(await ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")).toEqual([integer(3)]);
    expect(await ask("SELECT ?o { e:gone ?p ?o }")).toEqual([]);
    expect(await ask(`SELECT ?s { ?s ${label} "gone" }`)).toEqual([]);
    expect(await ask(`SELECT ?s { ?s ${label} "both" }`)).toEqual(["<http://e/both>"]);
  });

  it("is in its named graph", async () => {
    expect(await ask("SELECT ?g ?v { GRAPH ?g { e:a e:size ?v } }")).toEqual([
      `<http://g/new> ${integer(2)}`,
      `<http://g/old> ${integer(1)}`,
    ]);
    expect(await ask(`SELECT ?s { GRAPH g:old { ?s ${label} ?l } }`)).toEqual(["<http://e/both>", "<http://e/gone>"]);
  });

  it("is in the dataset of a query that names its graph", async () => {
    expect(await ask("SELECT ?v FROM g:old { e:a e:size ?v }")).toEqual([integer(1)]);
    expect(await ask("SELECT ?v FROM g:old FROM g:new { e:a e:size ?v }")).toEqual([integer(1), integer(2)]);
  });

  it("joins with the default graph", async () => {
    expect(await ask("SELECT ?now ?then { ?s e:size ?now GRAPH g:old { ?s e:size ?then } }")).toEqual([
      `${integer(2)} ${integer(1)}`,
    ]);
  });
});

describe("the page of a resource", () => {
  it("shows what stands only in a hidden file, with its parts and label", async () => {
    const engine = await openEngine({ store: output, memoryMb: 256, threads: 1, scratch, scratchMb: 100 });
    const page = await engine.describe("http://e/gone");
    expect(page?.quads.map(({ subject }) => subject.value)).toEqual([
      "http://e/gone",
      "http://e/gone",
      "http://e/gone#part",
    ]);
    expect(page?.graphs).toEqual(["http://g/old"]);
    expect(page?.labels["http://e/gone"]?.map(({ value }) => value)).toEqual(["gone"]);
    expect(await engine.describe("http://e/never")).toBeUndefined();
    await engine.close();
  });

  it("shows only the default graph of what stands in both", async () => {
    const engine = await openEngine({ store: output, memoryMb: 256, threads: 1, scratch, scratchMb: 100 });
    const page = await engine.describe("http://e/a");
    expect(page?.quads.map(({ object }) => object.value).sort()).toEqual(["2", "a"]);
    await engine.close();
  });

  it("is what DESCRIBE gives", async () => {
    const found = await answer(store, "DESCRIBE <http://e/gone>");
    if (found.kind !== "quads") throw new Error(found.kind);
    expect((await collect(found.quads)).map(({ predicate }) => termKey(predicate))).toContain("<http://e/part>");
    expect(await store.graphs()).toEqual([iri("http://g/new"), iri("http://g/old")]);
  });
});
