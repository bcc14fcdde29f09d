/** The page of a resource: its label, its properties, what points to it, its datasets, the same as data. */
import { html, linkable } from "./html.ts";
import { renderPage } from "./layout.ts";
import { nameOf, type ResourcePage, ResourceView } from "./resource-view.ts";

export function renderResourcePage(page: ResourcePage): string {
  const { description, language, address, alternates } = page;
  const resource = new ResourceView(page);
  const label = resource.labelOf(description.iri);
  const outside = page.linkOf(description.iri).startsWith("/about?") ? linkable(description.iri) : undefined;
  const content = html`<article class="resource">
<h1${label !== undefined && html` lang="${label.language}"`}>${label?.text ?? nameOf(description.iri)}</h1>
<p class="iri">${description.iri}${outside !== undefined && html` · <a href="${outside}" rel="noopener external">${resource.texts.outside}</a>`}</p>
${resource.properties()}
${resource.inverse()}
<p class="formats">${resource.texts.formats}: ${alternates.map(({ name, mediaType, href }) => html`<a href="${href}" type="${mediaType}">${name}</a> `)}</p>
${resource.datasets()}
</article>`;
  const head = html`${alternates.map(
    ({ mediaType, href }) => html`<link rel="alternate" type="${mediaType}" href="${href}">
`,
  )}`;
  return renderPage({ title: label?.text ?? nameOf(description.iri), language, address, head, content });
}
