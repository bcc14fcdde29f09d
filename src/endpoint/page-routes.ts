/** The start page, the files that pages load, and a health check. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { renderQueryPage } from "../page/query-page.ts";
import { staticFiles } from "../page/static-files.ts";
import type { EndpointOptions } from "./endpoint-options.ts";
import { pageLanguageOf } from "./page-language.ts";
import { problemOf, replyProblem } from "./problem-reply.ts";
import { firstOf, isProblem, readParameters } from "./read-parameters.ts";

export function pageRoutes(app: FastifyInstance, options: EndpointOptions): void {
  app.route({
    method: ["GET", "HEAD"],
    url: "/",
    handler: (request, reply) => {
      const parameters = readParameters(request.raw.url?.split("?")[1] ?? "");
      if (isProblem(parameters)) return replyProblem(reply, parameters);
      const language = pageLanguageOf(request, firstOf(parameters, "lang"), options.project.languages);
      const wanted = firstOf(parameters, "example");
      const example = options.queries.find(({ id }) => id === wanted) ?? options.queries[0];
      const query = firstOf(parameters, "query") ?? example?.text ?? "";
      const page = renderQueryPage({ language, examples: options.queries, query });
      return reply
        .header("vary", "Accept-Language")
        .header("content-type", "text/html; charset=utf-8")
        .send(bodyOf(request, page));
    },
  });
  for (const file of staticFiles)
    app.route({
      method: ["GET", "HEAD"],
      url: file.path,
      handler: (request, reply) => {
        const kept = request.raw.url?.endsWith(`?v=${file.version}`)
          ? "public, max-age=31536000, immutable"
          : "no-cache";
        return reply
          .header("cache-control", kept)
          .header("content-type", file.mediaType)
          .send(bodyOf(request, file.content));
      },
    });
  app.get("/health/live", (_request, reply) => reply.header("cache-control", "no-store").send({ live: true }));
  app.get("/health/ready", (_request, reply) => ready(reply, options));
}

const bodyOf = (request: FastifyRequest, body: string): string => (request.method === "HEAD" ? "" : body);

/** A real query decides whether the endpoint is ready. */
async function ready(reply: FastifyReply, { pool }: EndpointOptions): Promise<FastifyReply> {
  try {
    const { stream } = await pool.query({ text: "ASK {}", formats: { boolean: "json" } });
    stream.destroy();
    return reply.header("cache-control", "no-store").send({ ready: true });
  } catch (error) {
    return replyProblem(reply, problemOf(error));
  }
}
