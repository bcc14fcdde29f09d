/** /sparql: the SPARQL 1.1 Protocol for queries, and a page for people who came by a form. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { html } from "../page/html.ts";
import { problemMarkup, renderQueryPage } from "../page/query-page.ts";
import { type JsonResults, rdfMarkup, resultMarkup } from "../page/result-table.ts";
import { pageTexts } from "../page/texts.ts";
import { ProblemError } from "../problem/problem.ts";
import { clientSignal } from "./client-signal.ts";
import type { EndpointOptions } from "./endpoint-options.ts";
import { pageLanguageOf } from "./page-language.ts";
import { problemOf, replyProblem, statusOf } from "./problem-reply.ts";
import { withDataset } from "./protocol-dataset.ts";
import { guardQuery } from "./query-guard.ts";
import { isProblem } from "./read-parameters.ts";
import { type QueryRequest, readQueryRequest } from "./read-query-request.ts";
import { documentPath } from "./resource-iri.ts";
import { wantedFormats } from "./result-formats.ts";
import { serviceDescription } from "./service-description.ts";

type Fail = (error: unknown, where: string, reply: FastifyReply) => void;

export function sparqlRoutes(app: FastifyInstance, options: EndpointOptions, fail: Fail): void {
  const answer = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    answerQuery(request, reply, options, fail);
  app.route({ method: ["GET", "HEAD", "POST"], url: "/sparql", handler: answer });
}

async function answerQuery(
  request: FastifyRequest,
  reply: FastifyReply,
  options: EndpointOptions,
  fail: Fail,
): Promise<FastifyReply> {
  reply.header("vary", "Accept, Accept-Language");
  const body = request.method === "POST" ? ((request.body as Buffer | undefined) ?? Buffer.alloc(0)) : undefined;
  const asked = readQueryRequest(request.raw.url ?? "", request.headers["content-type"], body);
  if (isProblem(asked)) return replyProblem(reply, asked);
  const formats = wantedFormats(request.headers.accept, asked.format);
  if (asked.query === undefined) {
    if (formats === "html") return reply.redirect("/", 303);
    return serviceDescription(request, reply);
  }
  if (isProblem(formats)) return replyProblem(reply, formats);
  const guarded = guardQuery(asked.query);
  const text = guarded ?? withDataset(asked.query, asked);
  if (formats === "html") return answerPage(request, reply, options, asked, text);
  if (isProblem(text)) return replyProblem(reply, text);
  try {
    const found = await options.pool.query({
      text,
      formats,
      baseIri: options.project.base,
      signal: clientSignal(reply),
      deadlineSeconds: asked.deadlineSeconds,
    });
    reply.header("content-type", found.mediaType).header("cache-control", "no-cache");
    if (found.length !== undefined) reply.header("content-length", found.length);
    if (found.way !== undefined) reply.header("x-tsunagi-way", found.way.replace(/[^\x20-\x7e]/g, "?"));
    if (request.method !== "HEAD") return reply.send(found.stream);
    found.stream.destroy();
    return reply.send("");
  } catch (error) {
    fail(error, request.url, reply);
    return reply;
  }
}

/** The query page with its result, for a form that was sent without a script. */
async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  options: EndpointOptions,
  asked: QueryRequest,
  text: ReturnType<typeof withDataset>,
): Promise<FastifyReply> {
  const language = pageLanguageOf(request, asked.language, options.project.languages);
  const texts = pageTexts[language];
  const query = asked.query ?? "";
  reply.header("content-type", "text/html; charset=utf-8").header("cache-control", "no-cache");
  const page = (result: ReturnType<typeof html>): string =>
    request.method === "HEAD" ? "" : renderQueryPage({ language, examples: options.queries, query, result });
  try {
    if (isProblem(text)) return reply.code(statusOf(text)).send(page(problemMarkup(text, texts)));
    const { mediaType, stream } = await options.pool.query({
      text,
      formats: { bindings: "json", boolean: "json", quads: "turtle" },
      baseIri: options.project.base,
      signal: clientSignal(reply),
      deadlineSeconds: asked.deadlineSeconds,
    });
    const whole = await readBounded(stream);
    const linkOf = (iri: string): string => documentPath(options.project.base, iri);
    const result = mediaType.includes("json")
      ? resultMarkup(JSON.parse(whole) as JsonResults, `/sparql?query=${encodeURIComponent(query)}`, texts, linkOf)
      : rdfMarkup(whole);
    return reply.send(page(result));
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === "HTTP-500") options.onFault?.(error, request.url);
    return reply.code(statusOf(problem)).send(page(problemMarkup(problem, texts)));
  }
}

/** Bytes of a result that a page is made of. */
const LARGEST_PAGE = 16 * 1024 * 1024;

async function readBounded(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > LARGEST_PAGE)
      throw new ProblemError({
        code: "QRY-912",
        severity: "error",
        message: "The result is too large for a page.",
        advice: "Add a LIMIT, or ask for format=csv, which has no such bound.",
      });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
