/** SPARQL 1.1 Query Results JSON Format. */

import { blankLabel, writtenDatatype } from "../../rdf/ntriples.ts";
import type { Term } from "../../rdf/term.ts";
import type { Row } from "./answer-shape.ts";

function jsonTerm(term: Term): string {
  const value = JSON.stringify(term.value);
  if (term.kind === "iri") return `{"type":"uri","value":${value}}`;
  if (term.kind === "blank") return `{"type":"bnode","value":${JSON.stringify(blankLabel(term.value).slice(2))}}`;
  if (term.language) return `{"type":"literal","value":${value},"xml:lang":${JSON.stringify(term.language)}}`;
  const datatype = writtenDatatype(term);
  return datatype === undefined
    ? `{"type":"literal","value":${value}}`
    : `{"type":"literal","value":${value},"datatype":${JSON.stringify(datatype)}}`;
}

/** SELECT results, one string a batch of rows. */
export async function* writeJson(
  variables: readonly string[],
  rows: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  const keys = variables.map((name) => `${JSON.stringify(name)}:`);
  let text = `{"head":{"vars":${JSON.stringify(variables)}},"results":{"bindings":[`;
  let separator = "\n";
  for await (const batch of rows) {
    for (const row of batch) {
      text += `${separator}{`;
      let comma = "";
      for (let i = 0; i < keys.length; i++) {
        const term = row[i];
        if (term === undefined) continue;
        text += comma + keys[i] + jsonTerm(term);
        comma = ",";
      }
      text += "}";
      separator = ",\n";
    }
    yield text;
    text = "";
  }
  yield `${text}\n]}}\n`;
}

/** The result of an ASK. */
export const jsonBoolean = (value: boolean): string => `{"head":{},"boolean":${value}}\n`;
