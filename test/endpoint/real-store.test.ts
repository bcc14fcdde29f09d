/** The whole way: N-Quads to a store file, query processes over it, answers by HTTP. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEndpoint } from "../../src/endpoint/create-endpoint.ts";
import { buildStore } from "../../src/store/build-store.ts";
import { openQueryPool, type QueryPool } from "../../src/store/pool/query-pool.ts";

const base = "https://example.org/demo/";
const graph = `${base}dataset/yaizu/aed`;
const aed = `${base}id/jp/22212/aed/東京-1`;
const lines = (quads: string[][]): string => quads.map((quad) => `${quad.join("\t")}\t.\n`).join("");
const rdfs = "http://www.w3.org/2000/01/rdf-schema#";
const data = lines([
  [`<${aed}>`, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<https://w3id.org/tsunagi/ns#AED>", `<${graph}>`],
  [`<${aed}>`, `<${rdfs}label>`, '"市役所"@ja', `<${graph}>`],
  [`<${aed}>`, "<http://imi.go.jp/ns/core/rdf#設置地点>", `<${aed}#設置地点>`, `<${graph}>`],
  [`<${aed}#設置地点>`, "<http://imi.go.jp/ns/core/rdf#表記>", '"1階 \\"ロビー\\""', `<${graph}>`],
  [
    `<${graph}>`,
    "<http://purl.org/dc/terms/license>",
    "<https://creativecommons.org/licenses/by/4.0/>",
    `<${base}dataset/catalogue>`,
  ],
  [`<${graph}>`, "<http://purl.org/dc/terms/title>", '"AED設置箇所"@ja', `<${base}dataset/catalogue>`],
  ["<http://imi.go.jp/ns/core/rdf#設置地点>", `<${rdfs}label>`, '"location"@en', `<${base}dataset/vocabulary>`],
  ...Array.from({ length: 20_000 }, (_, i) => [
    `<${base}id/jp/1/n/${i}>`,
    "<urn:n>",
    `"${i}"^^<http://www.w3.org/2001/XMLSchema#integer>`,
    `<${base}dataset/n>`,
  ]),
]);

let folder: string;
let pool: QueryPool;
let app: FastifyInstance;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "tsunagi-endpoint-"));
  fs.writeFileSync(path.join(folder, "data.nq"), data);
  const output = path.join(folder, "store.duckdb");
  await buildStore({
    inputs: [path.join(folder, "data.nq")],
    output,
    scratch: path.join(folder, "scratch"),
    memoryMb: 256,
    threads: 1,
  });
  pool = openQueryPool({ store: output, processes: 1, memoryMb: 256, threads: 1, deadlineSeconds: 20 });
  app = createEndpoint({ project: { base, languages: ["ja"] }, pool, queries: [] });
  await pool.ready();
});
afterAll(async () => {
  await app?.close();
  await pool?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});
const get = (query: string, more = "") => app.inject(`/sparql?query=${encodeURIComponent(query)}${more}`);

describe("the store behind the endpoint", () => {
  it("answers in SQL and says so", async () => {
    const response = await get("SELECT (COUNT(*) AS ?n) (SUM(?v) AS ?sum) { ?s <urn:n> ?v }", "&format=csv");
    expect(response.body).toBe("n,sum\r\n20000,199990000\r\n");
    expect(response.headers["x-tsunagi-way"]).toBe("sql");
  });
  it("streams many rows", async () => {
    const response = await get("SELECT * { ?s <urn:n> ?v }", "&format=tsv");
    expect(response.body.trimEnd().split("\n")).toHaveLength(20_001);
  });
  it("keeps to the dataset that the request names", async () => {
    const labels = async (more: string): Promise<number> =>
      (await get(`SELECT * { ?s <${rdfs}label> ?l }`, more)).json().results.bindings.length;
    expect(await labels("")).toBe(2);
    expect(await labels(`&default-graph-uri=${encodeURIComponent(graph)}`)).toBe(1);
    expect(await labels(`&default-graph-uri=${encodeURIComponent("urn:none")}`)).toBe(0);
  });
  it("constructs, describes and asks", async () => {
    expect((await get(`CONSTRUCT { ?s <p> ?o } WHERE { ?s <${rdfs}label> ?o }`, "&format=nt")).body).toContain(
      `<${base}p> "市役所"@ja`,
    );
    expect((await get(`DESCRIBE <${aed}>`)).body).toContain("ロビー");
    expect((await get(`ASK { <${aed}> ?p ?o }`)).json().boolean).toBe(true);
  });
  it("says where a query is wrong", async () => {
    const response = await get("SELECT * {\n  ?s ?p\n}");
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: "QRY-001", line: 3 });
  });
  it("refuses federation and goes on after a runaway query", async () => {
    expect((await get("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")).statusCode).toBe(403);
    const runaway = await get(
      "SELECT (COUNT(*) AS ?n) { ?a <urn:n> ?x . ?b <urn:n> ?y . ?c <urn:n> ?z FILTER(?x + ?y > ?z) }",
      "&timeout=0.3",
    );
    expect(runaway.statusCode).toBe(504);
    expect((await get("ASK {}")).json().boolean).toBe(true);
  });
  it("documents a resource with its fragment, dataset and licence", async () => {
    const page = (
      await app.inject({
        url: `/doc/jp/22212/aed/${encodeURIComponent("東京-1")}?lang=en`,
        headers: { accept: "text/html" },
      })
    ).body;
    for (const part of [
      '<h1 lang="ja">市役所',
      "1階 &quot;ロビー&quot;",
      "location",
      "AED設置箇所",
      "creativecommons.org",
    ])
      expect(page).toContain(part);
    expect((await app.inject("/doc/jp/22212/aed/none")).statusCode).toBe(404);
    expect(
      (
        await app.inject({
          url: "/about?iri=https%3A%2F%2Fw3id.org%2Ftsunagi%2Fns%23AED",
          headers: { accept: "text/html" },
        })
      ).body,
    ).toContain("/doc/jp/22212/aed/");
  });
});
