/** An endpoint over the obedient engine, with real query processes. */
import type { FastifyInstance } from "fastify";
import { createEndpoint, type EndpointOptions } from "../../src/endpoint/create-endpoint.ts";
import { readExampleQuery } from "../../src/page/example-queries.ts";
import { openQueryPool, type QueryPool } from "../../src/store/pool/query-pool.ts";

export const base = "https://example.org/demo/";
export const queries = [
  readExampleQuery(
    "shelters",
    "# Shelters of every city\n# ja: 全都市の避難所\n# zh-Hant: 各城市的避難所\nSELECT * WHERE { ?s ?p ?o }",
  ),
  readExampleQuery("wrong", "# A wrong one\nFAIL { <script>alert(1)</script>"),
];

export async function startEndpoint(
  more: Partial<EndpointOptions> = {},
  processes = 1,
): Promise<{ app: FastifyInstance; pool: QueryPool; stop: () => Promise<void> }> {
  const engine = new URL("../store/pool/fake-engine.ts", import.meta.url).href;
  const pool = openQueryPool({ store: "fake", processes, memoryMb: 64, deadlineSeconds: 30, graceMs: 200, engine });
  const app = createEndpoint({ project: { base, languages: ["ja", "zh-Hant", "en"] }, pool, queries, ...more });
  await pool.ready();
  return {
    app,
    pool,
    stop: async () => {
      await app.close();
      await pool.close();
    },
  };
}
