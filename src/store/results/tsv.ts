/** SPARQL 1.1 Query Results TSV Format: terms in SPARQL and Turtle syntax, numbers abbreviated where the grammar allows. */

import { escapeLiteralText } from "../../rdf/literal-text.ts";
import { blankLabel, writtenDatatype } from "../../rdf/ntriples.ts";
import type { Term } from "../../rdf/term.ts";
import { abbreviatedLiteral } from "../../rdf/turtle.ts";
import type { Row } from "./answer-shape.ts";

/** An IRI that a query built with forbidden characters stays readable by UCHAR escapes, and cannot leave its cell. */
const iriText = (iri: string): string =>
  iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (c) => `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);

function tsvTerm(term: Term | undefined): string {
  if (term === undefined) return "";
  if (term.kind === "iri") return `<${iriText(term.value)}>`;
  if (term.kind === "blank") return blankLabel(term.value);
  const abbreviated = abbreviatedLiteral(term);
  if (abbreviated !== undefined) return abbreviated;
  const quoted = `"${escapeLiteralText(term.value)}"`;
  if (term.language) return `${quoted}@${term.language}`;
  const datatype = writtenDatatype(term);
  return datatype === undefined ? quoted : `${quoted}^^<${iriText(datatype)}>`;
}

/** SELECT results, one string a batch of rows; an unbound variable is an empty field. */
export async function* writeTsv(
  variables: readonly string[],
  rows: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  let text = `${variables.map((name) => `?${name}`).join("\t")}\n`;
  for await (const batch of rows) {
    for (const row of batch) {
      for (let i = 0; i < variables.length; i++) text += i === 0 ? tsvTerm(row[i]) : `\t${tsvTerm(row[i])}`;
      text += "\n";
    }
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}
