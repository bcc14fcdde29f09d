/** Which formats a request accepts for each kind of answer, by Accept or by the `format` parameter. */
import type { Problem } from "../problem/problem.ts";
import type { RdfFormat, ResultFormat, WantedFormats } from "../store/results/formats.ts";
import { negotiate } from "./negotiate.ts";

const resultOffers: readonly (readonly [string, ResultFormat])[] = [
  ["application/sparql-results+json", "json"],
  ["application/json", "json"],
  ["application/sparql-results+xml", "xml"],
  ["application/xml", "xml"],
  ["text/xml", "xml"],
  ["text/csv", "csv"],
  ["text/tab-separated-values", "tsv"],
];
export const rdfOffers: readonly (readonly [string, RdfFormat])[] = [
  ["text/turtle", "turtle"],
  ["application/n-triples", "ntriples"],
  ["application/ld+json", "jsonld"],
  ["application/x-turtle", "turtle"],
  ["application/json", "jsonld"],
  ["text/plain", "ntriples"],
];
const resultNames: Readonly<Record<string, ResultFormat>> = {
  json: "json",
  srj: "json",
  xml: "xml",
  srx: "xml",
  csv: "csv",
  tsv: "tsv",
};
export const rdfNames: Readonly<Record<string, RdfFormat>> = {
  turtle: "turtle",
  ttl: "turtle",
  ntriples: "ntriples",
  nt: "ntriples",
  jsonld: "jsonld",
};

export type SparqlFormats = WantedFormats | "html" | Problem;

/** "html" when a page is wanted most; a problem when nothing we write is acceptable. */
export function wantedFormats(accept: string | undefined, format: string | undefined): SparqlFormats {
  if (format === "html") return "html";
  if (format !== undefined) {
    const result = Object.hasOwn(resultNames, format) ? resultNames[format] : undefined;
    const rdf = Object.hasOwn(rdfNames, format) ? rdfNames[format] : undefined;
    if (result === undefined && rdf === undefined)
      return {
        code: "HTTP-400",
        severity: "error",
        message: `There is no format "${format}".`,
        advice: "Use json, xml, csv or tsv for results; turtle, ntriples or jsonld for RDF; html for a page.",
      };
    return { bindings: result, boolean: result, quads: rdf };
  }
  const best = negotiate(accept, [
    ...[...resultOffers, ...rdfOffers].map(([type]) => [type, "data"] as const),
    ["text/html", "html"],
    ["application/xhtml+xml", "html"],
  ]);
  if (best === "html") return "html";
  const result = negotiate(accept, resultOffers);
  const formats = { bindings: result, boolean: result, quads: negotiate(accept, rdfOffers) };
  if (formats.bindings !== undefined || formats.quads !== undefined) return formats;
  return {
    code: "HTTP-406",
    severity: "error",
    message: "None of the formats in the Accept header is one we write.",
    advice: `Accept one of ${[...resultOffers, ...rdfOffers].map(([type]) => type).join(", ")}, or text/html.`,
  };
}
