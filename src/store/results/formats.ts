/** Every format an answer can be written in: its name, media type, and which kinds of answer it takes. */
import { writeJsonLd } from "../../rdf/jsonld.ts";
import { isWritableTriple, writeNTriples } from "../../rdf/ntriples.ts";
import type { Quad } from "../../rdf/term.ts";
import { writeTurtle } from "../../rdf/turtle.ts";
import type { WritableAnswer } from "./answer-shape.ts";
import { writeCsv } from "./csv.ts";
import { jsonBoolean, writeJson } from "./json.ts";
import { writeTsv } from "./tsv.ts";
import { writeXml, xmlBoolean } from "./xml.ts";

export type ResultFormat = "json" | "xml" | "csv" | "tsv";
export type RdfFormat = "turtle" | "ntriples" | "jsonld";

/** The format wanted for each kind of answer; an absent one is not acceptable to the client. */
export interface WantedFormats {
  readonly bindings?: ResultFormat;
  readonly boolean?: ResultFormat;
  readonly quads?: RdfFormat;
}

export const mediaTypes: Readonly<Record<ResultFormat | RdfFormat, string>> = {
  json: "application/sparql-results+json; charset=utf-8",
  xml: "application/sparql-results+xml; charset=utf-8",
  csv: "text/csv; charset=utf-8; header=present",
  tsv: "text/tab-separated-values; charset=utf-8",
  turtle: "text/turtle; charset=utf-8",
  ntriples: "application/n-triples; charset=utf-8",
  jsonld: "application/ld+json",
};

const bindingWriters = { json: writeJson, xml: writeXml, csv: writeCsv, tsv: writeTsv };
const rdfWriters = { turtle: writeTurtle, ntriples: writeNTriples, jsonld: writeJsonLd };

/**
 * The standard gives ASK no CSV or TSV form. Both answer the bare word `true` or `false`, as Oxigraph does,
 * rather than refuse a client that reads everything as CSV.
 */
const booleanText = (format: ResultFormat, value: boolean): string =>
  format === "json" ? jsonBoolean(value) : format === "xml" ? xmlBoolean(value) : String(value);

async function* legalTriples(batches: AsyncIterable<readonly Quad[]>): AsyncGenerator<readonly Quad[]> {
  for await (const batch of batches) yield batch.every(isWritableTriple) ? batch : batch.filter(isWritableTriple);
}

/** The answer as text in the wanted format, with its media type; undefined when no wanted format fits the kind of answer. */
export function writeAnswer(
  answer: WritableAnswer,
  wanted: WantedFormats,
): { mediaType: string; text: AsyncIterable<string> } | undefined {
  if (answer.kind === "bindings") {
    const format = wanted.bindings;
    return format && { mediaType: mediaTypes[format], text: bindingWriters[format](answer.variables, answer.rows) };
  }
  if (answer.kind === "boolean") {
    const format = wanted.boolean;
    return format && { mediaType: mediaTypes[format], text: once(booleanText(format, answer.value)) };
  }
  const format = wanted.quads;
  return format && { mediaType: mediaTypes[format], text: rdfWriters[format](legalTriples(answer.quads)) };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
