/** `/`: a box for a query, questions to try, and the result under it. It works as a plain form where scripts are off. */
import type { Problem } from "../problem/problem.ts";
import { namespaces } from "../rdf/namespaces.ts";
import type { ExampleQuery } from "./example-queries.ts";
import { type Html, html } from "./html.ts";
import { chooseText, type PageLanguage } from "./languages.ts";
import { renderPage } from "./layout.ts";
import { addressOf, queryScript } from "./static-files.ts";
import { fill, type PageTexts, pageTexts } from "./texts.ts";

export interface QueryPage {
  readonly language: PageLanguage;
  readonly examples: readonly ExampleQuery[];
  /** What the box holds. */
  readonly query: string;
  /** Rendered by the server when the form was sent without a script. */
  readonly result?: Html;
}

export function renderQueryPage({ language, examples, query, result }: QueryPage): string {
  const texts = pageTexts[language];
  const content = html`<section class="intro">
<h1>${texts.tagline}</h1>
<p>${texts.intro}</p>
</section>
<div class="workbench">
${
  examples.length > 0 &&
  html`<nav class="examples" aria-labelledby="examples-title">
<h2 id="examples-title">${texts.examples}</h2>
<ul>${examples.map((example) => exampleItem(example, language))}</ul>
</nav>`
}
<div class="desk">
<form id="query-form" action="/sparql" method="get" data-texts="${JSON.stringify(texts)}" data-prefixes="${JSON.stringify(namespaces)}">
<label for="query">${texts.query}</label>
<textarea id="query" name="query" rows="14" spellcheck="false" autocapitalize="off" autocomplete="off" lang="en" required>${query}</textarea>
<input type="hidden" name="lang" value="${language}">
<input type="hidden" name="format" value="html">
<p class="actions"><button type="submit">${texts.run}</button>
<button type="button" id="stop" hidden>${texts.stop}</button>
<span class="hint">${texts.keys}</span></p>
</form>
<section id="result" aria-live="polite" aria-label="${texts.result}">${result}</section>
</div>
</div>`;
  const head = html`<script type="module" src="${addressOf(queryScript)}"></script>
<meta name="description" content="${texts.intro}">`;
  return renderPage({ title: `Tsunagi 繋ぎ · ${texts.tagline}`, language, address: "/", head, content });
}

function exampleItem(example: ExampleQuery, language: PageLanguage): Html {
  const title = chooseText(example.titles, language) ?? { text: example.id, language: "en" };
  return html`<li><a href="/?example=${encodeURIComponent(example.id)}&amp;lang=${language}" data-query="${example.text}" lang="${title.language}">${title.text}</a></li>`;
}

/** A problem as it stands in the result's place. */
export const problemMarkup = (problem: Problem, texts: PageTexts): Html => html`<div class="problem" role="alert">
<p><strong>${problem.message}</strong></p>
${problem.at?.line !== undefined && html`<p class="place">${fill(texts.line, { line: problem.at.line, column: problem.at.column ?? 1 })}</p>`}
${problem.advice !== undefined && html`<p>${problem.advice}</p>`}
<p class="code">${problem.code}</p>
</div>`;
