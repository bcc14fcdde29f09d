import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startEndpoint } from "./start-endpoint.ts";

let app: FastifyInstance;
let stop: () => Promise<void>;
beforeAll(async () => {
  ({ app, stop } = await startEndpoint());
});
afterAll(() => stop());

const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

it("shows a page to a browser at a path that leads nowhere, and a problem to a program", async () => {
  const page = await app.inject({ url: "/nix%3Cb%3E?x=1&lang=ja", headers: { accept: browser } });
  expect(page.statusCode).toBe(404);
  expect(page.headers["content-type"]).toContain("text/html");
  expect(page.headers["vary"]).toContain("Accept");
  expect(page.body).toContain('<html lang="ja">');
  expect(page.body).toContain("この資源はここにありません");
  expect(page.body).toContain('href="/nix%3Cb%3E?x=1&amp;lang=en"');
  for (const accept of ["*/*", "application/json", "text/turtle"]) {
    const response = await app.inject({ url: "/nix", headers: { accept } });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ code: "HTTP-404", message: "There is nothing at /nix." });
  }
});

it.each([
  ["POST", "/", "GET, HEAD, OPTIONS"],
  ["POST", "/id/jp/1/aed/1", "GET, HEAD, OPTIONS"],
  ["DELETE", "/doc/jp/1/aed/1", "GET, HEAD, OPTIONS"],
  ["PUT", "/dataset/yaizu/aed", "GET, HEAD, OPTIONS"],
  ["PATCH", "/about?iri=urn:x", "GET, HEAD, OPTIONS"],
  ["POST", "/static/style.css", "GET, HEAD, OPTIONS"],
  ["POST", "/health/live", "GET, OPTIONS"],
  ["DELETE", "/sparql/", "GET, HEAD, POST, OPTIONS"],
] as const)("%s %s is 405 with what is allowed", async (method, url, allow) => {
  const headers = { "content-type": "text/turtle" };
  const response = await app.inject({ method, url, headers, payload: "<urn:a> <urn:b> 1 ." });
  expect(response.statusCode).toBe(405);
  expect(response.headers["allow"]).toBe(allow);
  expect(response.json()).toMatchObject({ code: "HTTP-405", message: expect.stringContaining(`${method} cannot`) });
  const page = await app.inject({ method, url, headers: { ...headers, accept: browser }, payload: "x" });
  expect(page.statusCode).toBe(405);
  expect(page.headers["content-type"]).toContain("text/html");
  expect(page.body).toContain("HTTP-405");
});

it("is 404 for any method where nothing is", async () => {
  const response = await app.inject({ method: "POST", url: "/nix", payload: "x" });
  expect(response.statusCode).toBe(404);
  expect(response.headers["allow"]).toBeUndefined();
});
