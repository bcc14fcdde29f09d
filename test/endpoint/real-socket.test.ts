/** What only real connections show: cut answers, clients that leave, large answers. */
import { request } from "node:http";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../../src/endpoint/create-endpoint.ts";
import type { QueryPool } from "../../src/store/pool/query-pool.ts";
import { startEndpoint } from "./start-endpoint.ts";

let app: FastifyInstance;
let pool: QueryPool;
let stop: () => Promise<void>;
let address: string;
beforeAll(async () => {
  ({ app, pool, stop } = await startEndpoint({}, 2));
  address = await listen(app, 0);
});
afterAll(() => stop());

const urlOf = (query: string, more = ""): string => `${address}sparql?query=${encodeURIComponent(query)}${more}`;
const until = async (what: () => boolean): Promise<void> => {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe("on a real socket", () => {
  it("streams a large answer whole, in chunks", async () => {
    const response = await fetch(urlOf("ROWS 200000", "&format=csv"));
    expect(response.headers.get("content-length")).toBeNull();
    const body = await response.text();
    expect(body.trimEnd().split("\r\n")).toHaveLength(200_001);
  });

  it("breaks the connection of an answer that fails in the middle, in every format", async () => {
    for (const format of ["json", "xml", "csv", "tsv"]) {
      const response = await fetch(urlOf("LATE", `&format=${format}`));
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow();
    }
  });

  it("meets its deadline with 504, kills what does not yield, and goes on", async () => {
    const [runaway, other] = await Promise.all([fetch(urlOf("BLOCK", "&timeout=0.2")), fetch(urlOf("ASK {}"))]);
    expect(runaway.status).toBe(504);
    expect(await runaway.json()).toMatchObject({ code: "QRY-901" });
    expect(await other.json()).toMatchObject({ boolean: true });
    await until(() => pool.state().processes.filter(({ idle }) => idle).length === 2);
    expect((await fetch(urlOf("ASK {}"))).status).toBe(200);
  });

  it("stops the work when the client goes away, before and in the middle of an answer", async () => {
    const waiting = request(urlOf("WAIT")).on("error", () => {});
    waiting.end();
    await until(() => pool.state().processes.some(({ idle }) => !idle));
    waiting.destroy();
    await until(() => pool.state().processes.every(({ idle }) => idle));

    const reading = request(urlOf("ROWS 100000000", "&format=csv")).on("error", () => {});
    reading.on("response", (response) => response.once("data", () => reading.destroy()).on("error", () => {}));
    reading.end();
    await until(() => pool.state().processes.some(({ idle }) => !idle));
    await until(() => pool.state().processes.every(({ idle }) => idle));
  });

  it("keeps the process of a client that reads to the end", async () => {
    const before = pool.state().processes.map(({ pid }) => pid);
    for (let i = 0; i < 5; i++) await (await fetch(urlOf("ROWS 5000"))).text();
    expect(pool.state().processes.map(({ pid }) => pid)).toEqual(before);
  });
});
