/** The endpoint: /sparql, the pages, and the documents about every resource. Read-only; nothing here opens the store itself. */
import cors from "@fastify/cors";
import fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { documentRoutes } from "./document-routes.ts";
import type { EndpointOptions } from "./endpoint-options.ts";
import { pageRoutes } from "./page-routes.ts";
import { problemOf, replyProblem } from "./problem-reply.ts";
import { sparqlRoutes } from "./sparql-routes.ts";
import { unknownPaths } from "./unknown-path.ts";

export type { EndpointOptions } from "./endpoint-options.ts";

/** Longest body of a POST, in bytes. */
export const LONGEST_BODY = 64 * 1024;

const CSP = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Builds the endpoint; `inject` or `listen` is the caller's. The pool stays the caller's to close. */
export function createEndpoint(options: EndpointOptions): FastifyInstance {
  const onFault =
    options.onFault ??
    ((error, where) => void process.stderr.write(`${where}: ${String((error as Error)?.stack ?? error)}\n`));
  const app = fastify({
    bodyLimit: LONGEST_BODY,
    logger: false,
    exposeHeadRoutes: false,
    // A client that sends its request drop by drop holds a socket, nothing more, and not for long.
    requestTimeout: 30_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 8_192 },
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => void fail(error, request.url, reply as never),
  });
  const fail = (error: unknown, where: string, reply: Parameters<typeof replyProblem>[0]): void => {
    const status = (error as FastifyError).statusCode;
    if (status !== undefined && status >= 400 && status < 500) {
      replyProblem(reply, { code: `HTTP-${status}`, severity: "error", message: (error as Error).message });
      return;
    }
    const problem = problemOf(error);
    if (problem.code === "HTTP-500") onFault(error, where);
    replyProblem(reply, problem);
  };
  app.setErrorHandler((error, request, reply) => fail(error, request.url, reply));
  unknownPaths(app, options);
  app.register(cors, {
    origin: "*",
    methods: ["GET", "HEAD", "POST", "OPTIONS"],
    allowedHeaders: ["Accept", "Accept-Language", "Content-Type"],
    exposedHeaders: ["Content-Type", "Link", "Retry-After", "X-Tsunagi-Way"],
    maxAge: 86_400,
    strictPreflight: false,
  });
  app.addHook("onSend", async (_request, reply) => {
    reply.headers({
      "content-security-policy": CSP,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "cross-origin",
    });
  });
  // Bodies come undecoded: the protocol's own rules for UTF-8 and forms are in read-query-request.ts.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.register(async (scope) => {
    sparqlRoutes(scope, options, fail);
    documentRoutes(scope, options);
    pageRoutes(scope, options);
  });
  return app;
}

/** Opens the port on one address and gives the address to open in a browser. */
export async function listen(app: FastifyInstance, port: number, host = "127.0.0.1"): Promise<string> {
  return `${await app.listen({ port, host })}/`;
}
