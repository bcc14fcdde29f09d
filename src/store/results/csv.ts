/**
 * SPARQL 1.1 Query Results CSV Format: values plain, RFC 4180 quoting, CRLF. Exact to the standard, so it may hold
 * formulas when a spreadsheet opens it.
 */

import { blankLabel } from "../../rdf/ntriples.ts";
import type { Term } from "../../rdf/term.ts";
import type { Row } from "./answer-shape.ts";

const QUOTED = /[",\r\n]/;

/** One field by RFC 4180. */
export const csvField = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csvTerm = (term: Term | undefined): string =>
  term === undefined ? "" : term.kind === "blank" ? blankLabel(term.value) : csvField(term.value);

/** SELECT results, one string a batch of rows; unbound and the empty string are both empty (section 3.2 of the format). */
export async function* writeCsv(
  variables: readonly string[],
  rows: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  let text = `${variables.map(csvField).join(",")}\r\n`;
  for await (const batch of rows) {
    for (const row of batch) {
      for (let i = 0; i < variables.length; i++) text += i === 0 ? csvTerm(row[i]) : `,${csvTerm(row[i])}`;
      text += "\r\n";
    }
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}
