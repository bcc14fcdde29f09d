/** What the endpoint says of itself when it is opened without a query (SPARQL 1.1 Service Description). */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Quad } from "../rdf/term.ts";
import { iri } from "../rdf/term.ts";
import { mediaTypes, type RdfFormat, writeAnswer } from "../store/results/formats.ts";
import { negotiate } from "./negotiate.ts";
import { replyProblem } from "./problem-reply.ts";
import { rdfOffers } from "./result-formats.ts";

const sd = "http://www.w3.org/ns/sparql-service-description#";
const formats = "http://www.w3.org/ns/formats/";
const type = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
const RESULT_FORMATS = [
  "SPARQL_Results_JSON",
  "SPARQL_Results_XML",
  "SPARQL_Results_CSV",
  "SPARQL_Results_TSV",
  "Turtle",
  "N-Triples",
  "JSON-LD",
];

export async function serviceDescription(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const format: RdfFormat | undefined = negotiate(request.headers.accept, rdfOffers);
  if (format === undefined)
    return replyProblem(reply, {
      code: "HTTP-400",
      severity: "error",
      message: 'The request has no parameter "query".',
      advice: "Send ?query=…, or ask for text/turtle to read the service description.",
    });
  const service = iri(`${request.protocol}://${request.host}/sparql`);
  const about = (predicate: string, object: string): Quad => ({
    subject: service,
    predicate: iri(sd + predicate),
    object: iri(object),
  });
  const quads: Quad[] = [
    { subject: service, predicate: type, object: iri(`${sd}Service`) },
    about("endpoint", service.value),
    about("supportedLanguage", `${sd}SPARQL11Query`),
    about("feature", `${sd}UnionDefaultGraph`),
    ...RESULT_FORMATS.map((name) => about("resultFormat", formats + name)),
  ];
  const written = writeAnswer({ kind: "quads", quads: once(quads) }, { quads: format })!;
  let text = "";
  for await (const piece of written.text) text += piece;
  return reply.header("content-type", mediaTypes[format]).send(request.method === "HEAD" ? "" : text);
}

async function* once(quads: readonly Quad[]): AsyncGenerator<readonly Quad[]> {
  yield quads;
}
