import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEndpoint } from "./start-endpoint.ts";

let app: FastifyInstance;
let stop: () => Promise<void>;
const faults: unknown[] = [];
beforeAll(async () => {
  ({ app, stop } = await startEndpoint({ onFault: (error) => void faults.push(error) }));
});
afterAll(() => stop());

const get = (query: string, headers: Record<string, string> = {}, more = "") =>
  app.inject({ url: `/sparql?query=${encodeURIComponent(query)}${more}`, headers });
const typeOf = (response: { headers: Record<string, unknown> }): string =>
  String(response.headers["content-type"]).split(";")[0]!;

describe("content negotiation", () => {
  it.each([
    [undefined, "application/sparql-results+json"],
    ["*/*", "application/sparql-results+json"],
    ["text/csv", "text/csv"],
    ["application/sparql-results+xml;q=0.5, text/tab-separated-values;q=0.8", "text/tab-separated-values"],
    ["text/csv;q=0.1, application/sparql-results+json;q=0", "text/csv"],
    ["application/sparql-results+json; charset=utf-8", "application/sparql-results+json"],
    ["text/turtle, application/xml;q=0.9", "application/sparql-results+xml"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"],
    ["application/json", "application/sparql-results+json"],
  ])("a table for Accept: %s is %s", async (accept, type) => {
    const response = await get("SELECT", accept === undefined ? {} : { accept });
    expect(response.statusCode).toBe(200);
    expect(typeOf(response)).toBe(type);
    expect(response.headers["vary"]).toContain("Accept");
  });
  it.each([
    ["*/*", "text/turtle"],
    ["application/n-triples", "application/n-triples"],
    ["application/ld+json, text/turtle;q=0.2", "application/ld+json"],
    ["application/sparql-results+json, text/turtle;q=0.1", "text/turtle"],
  ])("triples for Accept: %s are %s", async (accept, type) => {
    const response = await get("CONSTRUCT", { accept });
    expect(typeOf(response)).toBe(type);
    expect(response.body).toContain("東京");
  });
  it.each([
    ["SELECT", "text/turtle"],
    ["CONSTRUCT", "text/csv"],
    ["ASK", "image/png"],
    ["SELECT", "application/json;q=0"],
  ])("%s for Accept: %s is refused with what would be accepted", async (query, accept) => {
    const response = await get(query, { accept });
    expect(response.statusCode).toBe(406);
    expect(response.json().advice).toMatch(/text\/(turtle|csv)/);
  });
  it("takes format= before Accept", async () => {
    expect(typeOf(await get("SELECT", { accept: "text/html" }, "&format=csv"))).toBe("text/csv");
    expect((await get("SELECT", {}, "&format=constructor")).statusCode).toBe(400);
    expect((await get("CONSTRUCT", {}, "&format=csv")).statusCode).toBe(406);
  });
});

describe("the protocol's edges", () => {
  it("HEAD has the status and headers of GET, and no body", async () => {
    const url = `/sparql?query=${encodeURIComponent("SELECT")}`;
    const head = await app.inject({ method: "HEAD", url });
    const body = (await app.inject({ url })).rawPayload;
    expect(head.statusCode).toBe(200);
    expect(head.headers["content-length"]).toBe(String(body.length));
    expect(head.rawPayload).toHaveLength(0);
    expect((await app.inject({ method: "HEAD", url: "/sparql?query=FAIL" })).statusCode).toBe(400);
  });
  it("answers other sites' pages, never with credentials", async () => {
    const preflight = await app.inject({
      method: "OPTIONS",
      url: "/sparql",
      headers: {
        origin: "https://other.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers["access-control-allow-origin"]).toBe("*");
    expect(preflight.headers["access-control-allow-methods"]).toContain("POST");
    const response = await get("ASK", { origin: "https://other.example" });
    expect(response.headers["access-control-allow-origin"]).toBe("*");
    expect(response.headers["access-control-allow-credentials"]).toBeUndefined();
    expect((await app.inject({ method: "OPTIONS", url: "/sparql" })).statusCode).toBeLessThan(300);
  });
  it("says 422 when a query needs more memory than it may have: not to be sent again as it is", async () => {
    const response = await app.inject("/sparql?query=HOARD");
    expect(response.statusCode).toBe(422);
    expect(response.headers["retry-after"]).toBeUndefined();
    expect(response.json()).toMatchObject({ code: "QRY-006", title: "Unprocessable Content" });
    expect(response.json().message).not.toMatch(/allocate|DuckDB/);
  });
  it("says 405 with what is allowed", async () => {
    for (const method of ["PUT", "DELETE", "PATCH"] as const) {
      const response = await app.inject({ method, url: "/sparql?query=ASK" });
      expect(response.statusCode).toBe(405);
      expect(response.headers["allow"]).toContain("GET");
    }
  });
  it("refuses updates however they come", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(
      (await app.inject({ method: "POST", url: "/sparql", headers: form, payload: "update=CLEAR+ALL" })).statusCode,
    ).toBe(403);
    expect((await get("INSERT DATA { <urn:a> <urn:b> <urn:c> }")).statusCode).toBe(403);
    expect((await get("PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }")).statusCode).toBe(403);
    expect((await app.inject({ url: "/sparql?update=CLEAR+ALL" })).statusCode).toBe(403);
  });
  it("refuses what is too long, not UTF-8, or of another type", async () => {
    const direct = { "content-type": "application/sparql-query" };
    expect((await get("x".repeat(9_000))).statusCode).toBe(414);
    expect(
      (await app.inject({ method: "POST", url: "/sparql", headers: direct, payload: "x".repeat(70_000) })).statusCode,
    ).toBe(413);
    expect((await app.inject({ url: "/sparql?query=ASK%E0%A4" })).statusCode).toBe(400);
    expect(
      (await app.inject({ method: "POST", url: "/sparql", headers: { "content-type": "text/plain" }, payload: "ASK" }))
        .statusCode,
    ).toBe(415);
    expect(
      (
        await app.inject({
          method: "POST",
          url: "/sparql",
          headers: { "content-type": "application/sparql-query; charset=shift_jis" },
          payload: "ASK",
        })
      ).statusCode,
    ).toBe(415);
    expect((await get("ASK", {}, "&timeout=-1")).statusCode).toBe(400);
  });
  it("tells a wrong query's place as problem+json", async () => {
    const response = await get("FAIL");
    expect(response.statusCode).toBe(400);
    expect(typeOf(response)).toBe("application/problem+json");
    expect(response.json()).toMatchObject({
      code: "QRY-001",
      status: 400,
      line: 3,
      column: 7,
      message: expect.any(String),
    });
  });
  it("keeps the inside of its own faults to itself", async () => {
    const response = await get("THROW");
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain("TypeError");
    expect(String(faults.at(-1))).toContain("a fault of ours");
  });
  it("says what it is when it is opened without a query", async () => {
    const response = await app.inject({ url: "/sparql", headers: { accept: "text/turtle" } });
    expect(response.body).toContain("sparql-service-description#SPARQL11Query");
    expect((await app.inject({ url: "/sparql", headers: { accept: "text/html" } })).headers["location"]).toBe("/");
  });
  it("gives a page with the result to a form sent without a script", async () => {
    const page = await get("SELECT", { accept: "text/html", "accept-language": "zh-TW" });
    expect(page.body).toContain('<html lang="zh-Hant">');
    expect(page.body).toContain("第0避難所");
    const wrong = await get("FAIL <script>alert(1)</script>", { accept: "text/html" });
    expect(wrong.statusCode).toBe(400);
    expect(wrong.body).not.toContain("<script>alert");
    expect(wrong.body).toContain("QRY-001");
  });
  it("is healthy", async () => {
    expect((await app.inject("/health/live")).json()).toEqual({ live: true });
    expect((await app.inject("/health/ready")).json()).toEqual({ ready: true });
  });
});
