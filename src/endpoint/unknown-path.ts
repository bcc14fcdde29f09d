/** What no route answers: 405 where only the method is wrong, 404 otherwise; a page for browsers, a problem for programs. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { renderMissingPage, renderProblemPage } from "../page/message-page.ts";
import type { Problem } from "../problem/problem.ts";
import type { EndpointOptions } from "./endpoint-options.ts";
import { negotiate } from "./negotiate.ts";
import { pageLanguageOf } from "./page-language.ts";
import { replyProblem, statusOf } from "./problem-reply.ts";
import { addressWithoutLanguage, firstOf, isProblem, readParameters } from "./read-parameters.ts";

const OFFERS = [
  ["application/problem+json", "problem"],
  ["application/json", "problem"],
  ["text/html", "page"],
  ["application/xhtml+xml", "page"],
] as const;

/** To be called before the routes are: it hears of each of them. */
export function unknownPaths(app: FastifyInstance, options: EndpointOptions): void {
  const methods = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }) => {
    const of = methods.get(url) ?? new Set();
    for (const one of [method].flat()) of.add(one);
    methods.set(url, of);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const allowed = [...methods].find(([url]) => isAt(path, url))?.[1];
    if (allowed !== undefined) reply.header("allow", [...allowed, "OPTIONS"].join(", "));
    return answerUnknown(request, reply, options, allowed);
  });
}

function answerUnknown(
  request: FastifyRequest,
  reply: FastifyReply,
  { project }: EndpointOptions,
  allowed: ReadonlySet<string> | undefined,
): FastifyReply {
  reply.header("vary", "Accept, Accept-Language");
  const problem = allowed === undefined ? nothingAt(request) : notAllowed(request, allowed);
  if (negotiate(request.headers.accept, OFFERS) !== "page") return replyProblem(reply, problem);
  const parameters = readParameters(request.url.split("?")[1] ?? "");
  const asked = isProblem(parameters) ? undefined : firstOf(parameters, "lang");
  const language = pageLanguageOf(request, asked, project.languages);
  const address = addressWithoutLanguage(request.url);
  const page =
    allowed === undefined
      ? renderMissingPage({ iri: pathOf(request), language, address, foreign: false })
      : renderProblemPage(problem, language, address);
  return reply
    .code(statusOf(problem))
    .header("cache-control", "no-store")
    .header("content-type", "text/html; charset=utf-8")
    .send(request.method === "HEAD" ? "" : page);
}

const pathOf = (request: FastifyRequest): string => request.url.split("?")[0] as string;

/** Whether a route's address, `/sparql` or `/id/*`, is that of a path; a slash at its end does not matter. */
const isAt = (path: string, url: string): boolean =>
  url.endsWith("/*") ? path.startsWith(url.slice(0, -1)) : (path.replace(/\/$/, "") || "/") === url;

const nothingAt = (request: FastifyRequest): Problem => ({
  code: "HTTP-404",
  severity: "error",
  message: `There is nothing at ${request.url.slice(0, 200)}.`,
  advice: "Queries go to /sparql, resources are under /id/, and the start page is /.",
});

const notAllowed = (request: FastifyRequest, allowed: ReadonlySet<string>): Problem => ({
  code: "HTTP-405",
  severity: "error",
  message: `${request.method} cannot be done at ${pathOf(request).slice(0, 200)}; expected ${[...allowed].join(" or ")}.`,
  advice: "This endpoint is read-only: queries are sent to /sparql by GET or POST, everything else is read by GET.",
});
