/** Pages for what is not there: never silent, always with what to do next. */
import type { Problem } from "../problem/problem.ts";
import { html, linkable } from "./html.ts";
import type { PageLanguage } from "./languages.ts";
import { renderPage } from "./layout.ts";
import { problemMarkup } from "./query-page.ts";
import { pageTexts } from "./texts.ts";

export interface MissingResource {
  readonly iri: string;
  readonly language: PageLanguage;
  readonly address: string;
  /** Present when the resource was here once and has been withdrawn. */
  readonly withdrawn?: { readonly since?: string; readonly note?: string };
  /** True for an IRI that another host answers for. */
  readonly foreign: boolean;
}

/** 404, or 410 for a withdrawn resource. */
export function renderMissingPage({ iri, language, address, withdrawn, foreign }: MissingResource): string {
  const texts = pageTexts[language];
  const title = withdrawn === undefined ? texts.notFound : texts.gone;
  const last = decodeName(iri);
  const search = `SELECT ?resource ?label WHERE {\n  ?resource <http://www.w3.org/2000/01/rdf-schema#label> ?label .\n  FILTER(CONTAINS(STR(?resource), ${JSON.stringify(last)}) || CONTAINS(STR(?label), ${JSON.stringify(last)}))\n} LIMIT 50`;
  const outside = foreign ? linkable(iri) : undefined;
  const content = html`<article class="resource">
<h1>${title}</h1>
<p class="iri">${iri}</p>
${withdrawn?.since !== undefined && html`<p>${texts.withdrawn}: <time>${withdrawn.since}</time></p>`}
${withdrawn?.note !== undefined && html`<p>${texts.lastKnown}: <strong>${withdrawn.note}</strong></p>`}
<p>${withdrawn === undefined ? texts.notFoundAdvice : texts.goneAdvice}</p>
${outside !== undefined && html`<p><a href="${outside}" rel="noopener external">${texts.outside}</a></p>`}
${withdrawn === undefined && html`<pre class="scroll"><a href="/?lang=${language}&amp;query=${encodeURIComponent(search)}">${search}</a></pre>`}
<p><a href="/?lang=${language}">${texts.home}</a></p>
</article>`;
  return renderPage({ title, language, address, content });
}

export function renderProblemPage(problem: Problem, language: PageLanguage, address: string): string {
  const texts = pageTexts[language];
  const content = html`${problemMarkup(problem, texts)}<p><a href="/?lang=${language}">${texts.home}</a></p>`;
  return renderPage({ title: problem.message, language, address, content });
}

function decodeName(iri: string): string {
  const last = iri.split(/[/#]/).filter(Boolean).at(-1) ?? iri;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
