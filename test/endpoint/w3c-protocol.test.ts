/** The W3C's SPARQL 1.1 Protocol tests: the query ones pass, the update ones are refused. Read in place beside the checkout. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import { Parser, Store as TripleStore } from "n3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEndpoint } from "../../src/endpoint/create-endpoint.ts";
import { exists, readText } from "../../src/safe/files.ts";
import { buildStore } from "../../src/store/build-store.ts";
import { openQueryPool, type QueryPool } from "../../src/store/pool/query-pool.ts";

const folder = new URL("../../../shared/suites/sparql11/protocol/", import.meta.url);
const here = exists(new URL("manifest.ttl", folder).pathname);
const ht = "http://www.w3.org/2011/http#";
const mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const cnt = "http://www.w3.org/2011/content#";
const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

interface ProtocolRequest {
  options: InjectOptions;
  statuses: string[];
  format: string | undefined;
  boolean: boolean | undefined;
}

function readTests(): { name: string; requests: ProtocolRequest[] }[] {
  const triples = new TripleStore(
    new Parser({ baseIRI: folder.href }).parse(readText(new URL("manifest.ttl", folder).pathname)),
  );
  const one = (subject: unknown, predicate: string) => triples.getObjects(subject as never, predicate, null)[0];
  const list = (head: unknown): unknown[] => {
    const items: unknown[] = [];
    for (
      let node = head as { value: string } | undefined;
      node !== undefined && node.value !== `${rdf}nil`;
      node = one(node, `${rdf}rest`)
    )
      items.push(one(node, `${rdf}first`));
    return items;
  };
  return list(triples.getObjects(null, `${mf}entries`, null)[0]).map((test) => ({
    name: (test as { value: string }).value.split("#")[1]!,
    requests: triples
      .getObjects(one(test, `${mf}action`) as never, `${ht}requests`, null)
      .flatMap(list)
      .map((request) => {
        const response = one(request, `${ht}resp`);
        const body = one(request, `${ht}body`);
        const text = body && one(body, `${cnt}chars`)?.value;
        const encoding = (body && one(body, `${cnt}characterEncoding`)?.value) ?? "UTF-8";
        return {
          options: {
            method: one(request, `${ht}methodName`)!.value as "GET",
            url: one(request, `${ht}absolutePath`)!.value,
            headers: Object.fromEntries(
              list(one(request, `${ht}headers`)).map((header) => [
                one(header, `${ht}fieldName`)!.value.toLowerCase(),
                one(header, `${ht}fieldValue`)!.value,
              ]),
            ),
            payload: text === undefined ? undefined : Buffer.from(text, encoding === "UTF-16" ? "utf16le" : "utf8"),
          },
          statuses: triples
            .getObjects(response as never, `${mf}expectedStatus`, null)
            .map(({ value }) => value.split("#StatusCode")[1]!),
          format: one(response, `${mf}expectedFormat`)?.value,
          boolean: ((value) => (value === undefined ? undefined : value === "true"))(
            one(response, `${mf}expectedBoolean`)?.value,
          ),
        };
      }),
  }));
}

const tests = here ? readTests() : [];

describe.skipIf(!here).each(["oxigraph", "store"])("W3C SPARQL 1.1 Protocol over %s", (behind) => {
  let own: string | undefined;
  let pool: QueryPool;
  let app: FastifyInstance;
  beforeAll(async () => {
    const graphs = ["data1", "data2", "data3"].map((name) => ({
      graph: `http://kasei.us/2009/09/sparql/data/${name}.rdf`,
      text: readText(new URL(`${name}.nt`, folder).pathname),
    }));
    if (behind === "oxigraph") {
      const engine = new URL("./oxigraph-engine.ts", import.meta.url).href;
      pool = openQueryPool({ store: JSON.stringify(graphs), processes: 1, memoryMb: 64, deadlineSeconds: 20, engine });
    } else {
      own = fs.mkdtempSync(path.join(os.tmpdir(), "tsunagi-protocol-"));
      const triples = graphs.flatMap(({ graph, text }) =>
        new Parser().parse(text).map((triple) => ({ triple, graph })),
      );
      const input = path.join(own, "data.nq");
      // The three files hold nothing but IRIs.
      fs.writeFileSync(
        input,
        triples
          .map(
            ({ triple: t, graph }) =>
              `<${t.subject.value}>\t<${t.predicate.value}>\t<${t.object.value}>\t<${graph}>\t.\n`,
          )
          .join(""),
      );
      const output = path.join(own, "store.duckdb");
      await buildStore({ inputs: [input], output, scratch: path.join(own, "scratch"), memoryMb: 256, threads: 1 });
      pool = openQueryPool({ store: output, processes: 1, memoryMb: 256, threads: 1, deadlineSeconds: 20 });
    }
    app = createEndpoint({ project: { base: "https://example.org/", languages: ["en"] }, pool, queries: [] });
    await pool.ready();
  });
  afterAll(async () => {
    await app?.close();
    await pool?.close();
    if (own !== undefined) fs.rmSync(own, { recursive: true, force: true });
  });

  it("is all here", () => expect(tests).toHaveLength(34));

  for (const { name, requests } of tests.filter((test) => !test.name.startsWith("update_")))
    it(name, async () => {
      for (const { options, statuses, format, boolean } of requests) {
        const response = await app.inject(options);
        expect(statuses, response.body).toContain(`${String(response.statusCode)[0]}xx`);
        const type = String(response.headers["content-type"]);
        if (boolean !== undefined) expect(response.json()).toMatchObject({ boolean });
        if (format === "boolean") expect(type).toMatch(/sparql-results\+(json|xml)/);
        if (format === "tabular") expect(type).toMatch(/sparql-results\+(json|xml)|text\/(csv|tab-separated-values)/);
        if (format === "RDF") expect(type).toMatch(/turtle|n-triples|ld\+json/);
      }
    });

  for (const { name, requests } of tests.filter((test) => test.name.startsWith("update_")))
    it(`${name} is refused`, async () => {
      const update = requests.find(
        ({ options }) =>
          /update/.test(String(options.headers?.["content-type"])) || /^update=/.test(String(options.payload)),
      )!;
      const response = await app.inject(update.options);
      expect(response.statusCode).toBe(403);
      expect(response.headers["content-type"]).toContain("application/problem+json");
    });
});
