/** Dereferencing: /id/… and /dataset/… answer 303 to /doc/…, which describes the resource as a page or as RDF. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { renderMissingPage, renderProblemPage } from "../page/message-page.ts";
import { renderResourcePage } from "../page/resource-page.ts";
import { type Problem, ProblemError } from "../problem/problem.ts";
import { checkIri } from "../rdf/iri-check.ts";
import type { ResourceDescription } from "../store/pool/engine.ts";
import type { QueryPool } from "../store/pool/query-pool.ts";
import { mediaTypes, type RdfFormat, writeAnswer } from "../store/results/formats.ts";
import { clientSignal } from "./client-signal.ts";
import { negotiate } from "./negotiate.ts";
import { pageLanguageOf } from "./page-language.ts";
import { problemOf, replyProblem, statusOf } from "./problem-reply.ts";
import { addressWithoutLanguage, firstOf, isProblem, type Parameters, readParameters } from "./read-parameters.ts";
import { asciiIri, documentPath, iriOfDocument, iriPath } from "./resource-iri.ts";
import { rdfNames, rdfOffers } from "./result-formats.ts";

export interface Withdrawn {
  /** Date of the withdrawal, YYYY-MM-DD. */
  readonly since?: string;
  /** What it was: its label and its dataset, say. */
  readonly note?: string;
}
export interface DocumentOptions {
  readonly project: { readonly base: string; readonly languages: readonly string[] };
  readonly pool: QueryPool;
  readonly withdrawn?: (iri: string) => Withdrawn | undefined | Promise<Withdrawn | undefined>;
  readonly onFault?: (error: unknown, where: string) => void;
}

type DocumentFormat = RdfFormat | "html";
const SUFFIXES: Readonly<Record<string, DocumentFormat>> = {
  ".ttl": "turtle",
  ".nt": "ntriples",
  ".jsonld": "jsonld",
  ".html": "html",
};
const NAMES: Readonly<Record<string, DocumentFormat>> = { ...rdfNames, html: "html" };
const OFFERS: readonly (readonly [string, DocumentFormat])[] = [
  ...rdfOffers,
  ["text/html", "html"],
  ["application/xhtml+xml", "html"],
];

interface Wanted {
  /** In the order they are tried: a name that ends like a suffix may be a resource's own. */
  readonly iris: readonly { readonly iri: string; readonly format: DocumentFormat | undefined }[];
  /** Address of the document in another format. */
  readonly inFormat: (format: string) => string;
  readonly parameters: Parameters;
}

export function documentRoutes(app: FastifyInstance, options: DocumentOptions): void {
  const { base } = options.project;
  for (const kind of ["id", "dataset"] as const)
    app.route({
      method: ["GET", "HEAD"],
      url: `/${kind}/*`,
      handler: (request, reply) => {
        const path = iriPath(pathOf(request).slice(`/${kind}/`.length));
        if (path === undefined) return replyProblem(reply, badPath);
        const query = request.raw.url?.split("?")[1];
        reply.header("vary", "Accept");
        return reply.redirect(
          documentPath(base, `${base}${kind}/${path}`) + (query === undefined ? "" : `?${query}`),
          303,
        );
      },
    });
  app.route({
    method: ["GET", "HEAD"],
    url: "/doc/*",
    handler: (request, reply) => {
      const parameters = readParameters(request.raw.url?.split("?")[1] ?? "");
      if (isProblem(parameters)) return replyProblem(reply, parameters);
      const path = pathOf(request).slice("/doc/".length);
      const suffix = Object.keys(SUFFIXES).find((one) => path.endsWith(one));
      const whole = iriOfDocument(base, path);
      if (whole === undefined) return replyProblem(reply, badPath);
      const stem = suffix === undefined ? path : path.slice(0, -suffix.length);
      const iris = [
        ...(suffix === undefined ? [] : [{ iri: iriOfDocument(base, stem)!, format: SUFFIXES[suffix] }]),
        { iri: whole, format: undefined },
      ];
      return answerDocument(request, reply, options, {
        iris,
        parameters,
        inFormat: (format) => `/doc/${stem}.${format}`,
      });
    },
  });
  app.route({
    method: ["GET", "HEAD"],
    url: "/about",
    handler: (request, reply) => {
      const parameters = readParameters(request.raw.url?.split("?")[1] ?? "");
      if (isProblem(parameters)) return replyProblem(reply, parameters);
      const iri = firstOf(parameters, "iri") ?? "";
      const fault = checkIri(iri);
      if (fault !== undefined)
        return replyProblem(reply, {
          code: "HTTP-400",
          severity: "error",
          message: `iri=${iri.slice(0, 200)} is not an absolute IRI: ${fault}.`,
          advice: "Give the whole IRI, percent-encoded: /about?iri=http%3A%2F%2F…",
        });
      const inFormat = (format: string): string => `/about?iri=${encodeURIComponent(iri)}&format=${format}`;
      return answerDocument(request, reply, options, { iris: [{ iri, format: undefined }], parameters, inFormat });
    },
  });
}

async function answerDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  options: DocumentOptions,
  { iris, parameters, inFormat }: Wanted,
): Promise<FastifyReply> {
  reply.header("vary", "Accept, Accept-Language");
  const asked = firstOf(parameters, "format");
  if (asked !== undefined && !Object.hasOwn(NAMES, asked)) return replyProblem(reply, unknownFormat(asked));
  const accepted = asked === undefined ? negotiate(request.headers.accept, OFFERS) : NAMES[asked];
  const language = pageLanguageOf(request, firstOf(parameters, "lang"), options.project.languages);
  const { base } = options.project;
  const address = addressWithoutLanguage(request.raw.url ?? "/");
  const send = (mediaType: string, body: string): FastifyReply =>
    reply
      .header("content-type", mediaType)
      .header("cache-control", "no-cache")
      .send(request.method === "HEAD" ? "" : body);

  try {
    const signal = clientSignal(reply);
    for (const { iri, format = accepted } of iris) {
      const description = await options.pool.describe(iri, signal);
      if (description === undefined) continue;
      if (format === undefined) return replyProblem(reply, notAcceptable);
      const alternates = ALTERNATES.map(([name, suffix, type]) => ({ name, mediaType: type, href: inFormat(suffix) }));
      reply.header(
        "link",
        alternates.map(({ href, mediaType }) => `<${asciiIri(href)}>; rel="alternate"; type="${mediaType}"`).join(", "),
      );
      if (format !== "html") return send(mediaTypes[format], await writeDescription(description, format));
      const linkOf = (other: string): string => documentPath(base, other);
      return send(
        "text/html; charset=utf-8",
        renderResourcePage({ description, language, address, linkOf, alternates }),
      );
    }
    const { iri, format = accepted } = iris[0]!;
    const withdrawn = await options.withdrawn?.(iri);
    if (format !== "html") return replyProblem(reply, withdrawn === undefined ? notFound(iri) : gone(iri, withdrawn));
    const foreign = !iri.startsWith(base);
    return send("text/html; charset=utf-8", renderMissingPage({ iri, language, address, withdrawn, foreign })).code(
      withdrawn === undefined ? 404 : 410,
    );
  } catch (error) {
    const problem = problemOf(error);
    if (!(error instanceof ProblemError)) options.onFault?.(error, request.url);
    if (accepted !== "html") return replyProblem(reply, problem);
    reply.code(statusOf(problem));
    return send("text/html; charset=utf-8", renderProblemPage(problem, language, address));
  }
}

const ALTERNATES = [
  ["Turtle", "ttl", "text/turtle"],
  ["JSON-LD", "jsonld", "application/ld+json"],
  ["N-Triples", "nt", "application/n-triples"],
] as const;

async function writeDescription({ quads }: ResourceDescription, format: RdfFormat): Promise<string> {
  const batches = (async function* () {
    yield quads;
  })();
  let text = "";
  for await (const piece of writeAnswer({ kind: "quads", quads: batches }, { quads: format })!.text) text += piece;
  return text;
}

const pathOf = (request: FastifyRequest): string => (request.raw.url ?? "/").split("?")[0]!;

const badPath: Problem = {
  code: "HTTP-400",
  severity: "error",
  message: "The path is not percent-encoded UTF-8.",
  advice: "Letters such as 東京 may stand as they are, or as %E6%9D%B1%E4%BA%AC.",
};
const notAcceptable: Problem = {
  code: "HTTP-406",
  severity: "error",
  message: "None of the formats in the Accept header is one we write.",
  advice: "Accept text/html, text/turtle, application/ld+json or application/n-triples.",
};
const unknownFormat = (format: string): Problem => ({
  code: "HTTP-400",
  severity: "error",
  message: `There is no format "${format.slice(0, 40)}".`,
  advice: "Use format=html, turtle, jsonld or ntriples.",
});
const notFound = (iri: string): Problem => ({
  code: "HTTP-404",
  severity: "error",
  message: `The store says nothing about <${iri}>.`,
  advice: "Check the spelling; a SPARQL query on rdfs:label finds resources by name.",
});
const gone = (iri: string, { since, note }: Withdrawn): Problem => ({
  code: "HTTP-410",
  severity: "error",
  message: `<${iri}> was withdrawn${since === undefined ? "" : ` on ${since}`}${note === undefined ? "" : `: ${note}`}.`,
  advice: "Its publisher removed it; the IRI will not be used for anything else.",
});
