/** A result as HTML, for readers without scripts: a table of SPARQL JSON results, a yes or no, or RDF as text. */
import { namespaces } from "../rdf/namespaces.ts";
import { type Html, html } from "./html.ts";
import { shortIri } from "./static/short-iri.js";
import { fill, type PageTexts } from "./texts.ts";

interface JsonTerm {
  readonly type: "uri" | "literal" | "bnode";
  readonly value: string;
  readonly "xml:lang"?: string;
  readonly datatype?: string;
}
export interface JsonResults {
  readonly head: { readonly vars?: readonly string[] };
  readonly boolean?: boolean;
  readonly results?: { readonly bindings: readonly Readonly<Record<string, JsonTerm>>[] };
}

/** Rows that a page shows; all of them are in the downloads. */
export const SHOWN_ROWS = 1_000;

const NUMERIC = /#(integer|decimal|double|float|int|long|nonNegativeInteger|positiveInteger)$/;

export function resultMarkup(
  results: JsonResults,
  downloads: string,
  texts: PageTexts,
  linkOf: (iri: string) => string,
): Html {
  if (results.boolean !== undefined) return html`<p class="answer">${results.boolean ? texts.yes : texts.no}</p>`;
  const variables = results.head.vars ?? [];
  const rows = results.results?.bindings ?? [];
  const count = rows.length === 1 ? texts.oneRow : fill(texts.rows, { n: rows.length });
  const shown = rows.length > SHOWN_ROWS ? fill(texts.shown, { shown: SHOWN_ROWS, n: rows.length }) : count;
  const download = (format: string): Html =>
    html`<a href="${downloads}&amp;format=${format}" download="result.${format}">${format.toUpperCase()}</a>`;
  return html`<p class="status">${shown} <span class="downloads">${texts.download}: ${download("csv")} ${download("json")}</span></p>
${
  rows.length === 0
    ? html`<p>${texts.empty}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.result}"><table class="rows">
<thead><tr>${variables.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.slice(0, SHOWN_ROWS).map(
        (row) => html`<tr>${variables.map((name) => cell(row[name], linkOf))}</tr>
`,
      )}</tbody></table></div>`
}`;
}

function cell(term: JsonTerm | undefined, linkOf: (iri: string) => string): Html {
  if (term === undefined) return html`<td></td>`;
  if (term.type === "uri")
    return html`<td><a href="${linkOf(term.value)}" title="${term.value}">${shortIri(term.value, namespaces)}</a></td>`;
  if (term.type === "bnode") return html`<td>_:${term.value}</td>`;
  if (NUMERIC.test(term.datatype ?? "")) return html`<td class="number">${term.value}</td>`;
  const language = term["xml:lang"];
  return language === undefined ? html`<td>${term.value}</td>` : html`<td lang="${language}">${term.value}</td>`;
}

/** RDF as text. */
export const rdfMarkup = (text: string): Html => html`<pre class="scroll" tabindex="0">${text}</pre>`;
