import type { FastifyInstance } from "fastify";
import { Parser } from "n3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asciiIri, documentPath, iriOfDocument, iriPath } from "../../src/endpoint/resource-iri.ts";
import { base, startEndpoint } from "./start-endpoint.ts";

let app: FastifyInstance;
let stop: () => Promise<void>;
beforeAll(async () => {
  ({ app, stop } = await startEndpoint({
    withdrawn: (iri) => (iri.endsWith("/aed/gone") ? { since: "2026-04-01", note: "市役所 (AED設置箇所)" } : undefined),
  }));
});
afterAll(() => stop());

const path = `jp/99999/aed/${encodeURIComponent("東京-1")}`;
const subjects = (turtle: string): Set<string> =>
  new Set(new Parser().parse(turtle).map(({ subject }) => subject.value));

describe("dereferencing", () => {
  it("sends from the thing to its document", async () => {
    const response = await app.inject(`/id/${path}`);
    expect(response.statusCode).toBe(303);
    expect(response.headers["location"]).toBe(`/doc/${path}`);
    expect((await app.inject("/dataset/yaizu/aed")).headers["location"]).toBe("/doc/dataset/yaizu/aed");
    expect((await app.inject({ method: "HEAD", url: `/id/${path}` })).statusCode).toBe(303);
  });
  it.each([
    ["text/turtle", "text/turtle"],
    ["application/ld+json", "application/ld+json"],
    ["application/n-triples", "application/n-triples"],
    ["text/html,application/xhtml+xml,*/*;q=0.8", "text/html"],
    ["*/*", "text/turtle"],
  ])("Accept: %s gives %s", async (accept, type) => {
    const response = await app.inject({ url: `/doc/${path}`, headers: { accept } });
    expect(response.statusCode).toBe(200);
    expect(response.headers["content-type"]).toContain(type);
    expect(response.headers["vary"]).toContain("Accept");
    expect(response.headers["link"]).toContain(`</doc/${path}.ttl>; rel="alternate"; type="text/turtle"`);
  });
  it.each([".ttl", ".nt", "?format=turtle"])("%s chooses the format", async (end) => {
    const response = await app.inject({ url: `/doc/${path}${end}`, headers: { accept: "text/html" } });
    expect(subjects(response.body)).toContain(`${base}id/jp/99999/aed/東京-1`);
    expect(subjects(response.body)).toContain(`${base}id/jp/99999/aed/東京-1#設置地点`);
  });
  it("takes 東京 raw and escaped alike", async () => {
    const raw = await app.inject({ url: `/doc/${path.toLowerCase()}.ttl` });
    expect(raw.statusCode).toBe(200);
    expect((await app.inject("/doc/%E0%A4")).statusCode).toBe(400);
  });
  it("describes any IRI of the store", async () => {
    const response = await app.inject({
      url: `/about?iri=${encodeURIComponent(`${base}id/jp/99999/aed/東京-1`)}&format=nt`,
    });
    expect(response.statusCode).toBe(200);
    expect((await app.inject("/about?iri=nothing")).statusCode).toBe(400);
  });
  it("says 404 with what to do, 410 for what was withdrawn", async () => {
    const missing = await app.inject({ url: "/doc/jp/1/aed/x", headers: { accept: "text/turtle" } });
    expect(missing.statusCode).toBe(404);
    expect(missing.json().advice).toBeTruthy();
    const page = await app.inject({
      url: "/doc/jp/1/aed/%3Cscript%3E",
      headers: { accept: "text/html", "accept-language": "en" },
    });
    expect(page.statusCode).toBe(404);
    expect(page.body).not.toContain("<script>");
    const gone = await app.inject({
      url: "/doc/jp/1/aed/gone",
      headers: { accept: "text/html", "accept-language": "ja" },
    });
    expect(gone.statusCode).toBe(410);
    expect(gone.body).toContain("2026-04-01");
    expect(gone.body).toContain("市役所 (AED設置箇所)");
    const asData = await app.inject({ url: "/doc/jp/1/aed/gone", headers: { accept: "text/turtle" } });
    expect(asData.statusCode).toBe(410);
    expect(asData.json().message).toBe(`<${base}id/jp/1/aed/gone> was withdrawn on 2026-04-01: 市役所 (AED設置箇所).`);
    expect((await app.inject({ url: `/doc/${path}`, headers: { accept: "image/png" } })).statusCode).toBe(406);
  });
});

describe("a resource's page", () => {
  const page = async (language: string): Promise<string> =>
    (await app.inject({ url: `/doc/${path}?lang=${language}`, headers: { accept: "text/html" } })).body;
  it("names things in the reader's language", async () => {
    expect(await page("ja")).toMatch(/焼津市/);
    expect(await page("en")).toMatch(/Yaizu/);
    expect(await page("en")).toContain('<html lang="en">');
  });
  it("escapes what cities write, and links to nothing that runs", async () => {
    const body = await page("en");
    expect(body).toContain("東京&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(body).not.toContain("<script>");
    expect(body).not.toMatch(/href="javascript:/);
    expect(body).toContain("javascript:alert(1)");
  });
  it("shows fragments inline, coordinates, inverse links, dataset and licence", async () => {
    const body = await page("ja");
    expect(body).toContain('id="設置地点"');
    expect(body).toContain("1階ロビー");
    expect(body).toContain("34.86, 138.32");
    expect(body).toContain("/doc/jp/99999/site/1");
    expect(body).toContain("/doc/dataset/yaizu/aed");
    expect(body).toContain("creativecommons.org/licenses/by/4.0/");
    expect(body).toContain(`<link rel="alternate" type="text/turtle" href="/doc/${path}.ttl">`);
  });
  it("allows nothing from elsewhere", async () => {
    const { headers, body } = await app.inject({ url: `/doc/${path}`, headers: { accept: "text/html" } });
    expect(headers["content-security-policy"]).toContain("default-src 'self'");
    expect(body).not.toMatch(/<script|<style|\son\w+=|src="http/);
  });
});

describe("IRIs and paths", () => {
  it.each([
    ["jp/%E6%9D%B1%E4%BA%AC", "jp/東京"],
    ["a%2fb", "a%2Fb"],
    ["%41%7e", "A~"],
    ["%20%3C", "%20%3C"],
    ["%C2%85", "%C2%85"],
    ["か%E3%82%99", "が"],
  ])("%s is %s in an IRI", (raw, expected) => expect(iriPath(raw)).toBe(expected));
  it("go there and back", () => {
    for (const iri of [`${base}id/jp/1/aed/東京/a%2Fb`, `${base}dataset/yaizu/aed`]) {
      const there = documentPath(base, iri);
      expect(there).toMatch(/^[\x21-\x7e]+$/);
      expect(iriOfDocument(base, there.slice("/doc/".length))).toBe(iri);
    }
    expect(documentPath(base, "http://other.example/東")).toBe("/about?iri=http%3A%2F%2Fother.example%2F%E6%9D%B1");
    expect(asciiIri("a%2F東")).toBe("a%2F%E6%9D%B1");
  });
});
