/** SPARQL Query Results XML Format (second edition). */
import { ProblemError } from "../../problem/problem.ts";
import { blankLabel, writtenDatatype } from "../../rdf/ntriples.ts";
import type { Term } from "../../rdf/term.ts";
import type { Row } from "./answer-shape.ts";

/** Outside the Char production of XML 1.0: no reference can write these either. */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const SPECIAL = /[&<>"\r\n\t]/;
const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for element content and attributes alike; tab, LF and CR become references, since parsers would change them. */
function escapeXml(text: string): string {
  if (NOT_XML.test(text) || /\p{Surrogate}/u.test(text))
    throw new ProblemError({
      code: "QRY-911",
      severity: "error",
      message: "The result holds a character that XML cannot carry (a control character or half of a surrogate pair).",
      advice: "Ask for the same result as JSON, CSV or TSV.",
    });
  return SPECIAL.test(text) ? text.replace(/[&<>"\r\n\t]/g, (c) => ESCAPES[c] ?? `&#${c.charCodeAt(0)};`) : text;
}

function xmlTerm(term: Term): string {
  const value = escapeXml(term.value);
  if (term.kind === "iri") return `<uri>${value}</uri>`;
  if (term.kind === "blank") return `<bnode>${blankLabel(term.value).slice(2)}</bnode>`;
  if (term.language) return `<literal xml:lang="${escapeXml(term.language)}">${value}</literal>`;
  const datatype = writtenDatatype(term);
  return datatype === undefined
    ? `<literal>${value}</literal>`
    : `<literal datatype="${escapeXml(datatype)}">${value}</literal>`;
}

const OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n';

/** SELECT results, one string a batch of rows. */
export async function* writeXml(
  variables: readonly string[],
  rows: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  const opens = variables.map((name) => `<binding name="${escapeXml(name)}">`);
  let text = `${OPEN}<head>${variables.map((name) => `<variable name="${escapeXml(name)}"/>`).join("")}</head>\n<results>\n`;
  for await (const batch of rows) {
    for (const row of batch) {
      text += "<result>";
      for (let i = 0; i < opens.length; i++) {
        const term = row[i];
        if (term !== undefined) text += `${opens[i]}${xmlTerm(term)}</binding>`;
      }
      text += "</result>\n";
    }
    yield text;
    text = "";
  }
  yield `${text}</results>\n</sparql>\n`;
}

/** The result of an ASK. */
export const xmlBoolean = (value: boolean): string => `${OPEN}<head></head>\n<boolean>${value}</boolean>\n</sparql>\n`;
