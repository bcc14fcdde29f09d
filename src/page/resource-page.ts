/** The page of a resource: its label, its properties in the reader's language, its fragments inline, what points to it. */
import { namespaces } from "../rdf/namespaces.ts";
import type { Quad, Term } from "../rdf/term.ts";
import type { ResourceDescription } from "../store/pool/engine.ts";
import { type Html, html, linkable } from "./html.ts";
import { chooseLabel, type PageLanguage } from "./languages.ts";
import { renderPage } from "./layout.ts";
import { shortIri } from "./result-table.ts";
import { type PageTexts, pageTexts } from "./texts.ts";

export interface ResourcePage {
  readonly description: ResourceDescription;
  readonly language: PageLanguage;
  readonly address: string;
  /** Path on this host of the document about an IRI. */
  readonly linkOf: (iri: string) => string;
  /** The same resource in other formats. */
  readonly alternates: readonly { readonly name: string; readonly mediaType: string; readonly href: string }[];
}

const { rdfs, skos, dct, schema, wgs } = namespaces;
const LABELS = [`${rdfs}label`, `${skos}prefLabel`, `${dct}title`, `${schema}name`];
const LICENCES = [`${dct}license`, `${schema}license`];
/** A fragment of a fragment of a … is shown inline this deep. */
const DEEPEST = 8;

class Resource {
  readonly #page: ResourcePage;
  readonly #bySubject = new Map<string, Quad[]>();
  readonly texts: PageTexts;

  constructor(page: ResourcePage) {
    this.#page = page;
    this.texts = pageTexts[page.language];
    for (const quad of page.description.quads) {
      const of = this.#bySubject.get(quad.subject.value);
      if (of === undefined) this.#bySubject.set(quad.subject.value, [quad]);
      else of.push(quad);
    }
  }

  labelOf(iri: string): { text: string; language: string } | undefined {
    const own = (this.#bySubject.get(iri) ?? []).filter(({ predicate }) => LABELS.includes(predicate.value));
    const { labels } = this.#page.description;
    const known = Object.hasOwn(labels, iri) ? labels[iri] : undefined;
    return chooseLabel([...own.map(({ object }) => object), ...(known ?? [])], this.#page.language);
  }

  /** An IRI as a link on this host, with its label; never a link for a scheme that could run code. */
  link(iri: string): Html {
    const label = this.labelOf(iri);
    const name =
      label === undefined ? html`${shortIri(iri)}` : html`<span lang="${label.language}">${label.text}</span>`;
    const href = this.#page.linkOf(iri);
    if (!href.startsWith("/about?")) return html`<a href="${href}" title="${iri}">${name}</a>`;
    const outside = linkable(iri);
    if (outside === undefined) return html`<span class="iri">${name}</span>`;
    if (label !== undefined || iri !== shortIri(iri)) return html`<a href="${href}" title="${iri}">${name}</a>`;
    return html`<a href="${outside}" rel="noopener external">${name}</a>`;
  }

  value(term: Term, depth: number): Html {
    if (term.kind === "blank")
      return depth < DEEPEST && this.#bySubject.has(term.value)
        ? this.properties(term.value, depth + 1)
        : html`<span class="iri">_:${term.value}</span>`;
    if (term.kind === "iri") {
      const inline =
        depth < DEEPEST && term.value.startsWith(`${this.#page.description.iri}#`) && this.#bySubject.has(term.value);
      return inline ? this.properties(term.value, depth + 1) : this.link(term.value);
    }
    if (term.language)
      return html`<span lang="${term.language}">${term.value}</span> <span class="tag">${term.language}</span>`;
    return html`${term.value}`;
  }

  /** The table of one subject; predicates in the order of their first triple, values of a predicate together. */
  properties(subject: string, depth = 0): Html {
    const values = new Map<string, Term[]>();
    for (const { predicate, object } of this.#bySubject.get(subject) ?? []) {
      const of = values.get(predicate.value) ?? [];
      if (!of.some((one) => sameTerm(one, object))) of.push(object);
      values.set(predicate.value, of);
    }
    const anchor = decodeURIComponentSafely(subject.split("#")[1]);
    return html`<table class="properties"${depth > 0 && anchor !== undefined && html` id="${anchor}"`}>
<tbody>${[...values].map(
      ([predicate, terms]) => html`<tr><th scope="row">${this.link(predicate)}</th>
<td>${terms.length === 1 ? this.value(terms[0]!, depth) : html`<ul>${terms.map((term) => html`<li>${this.value(term, depth)}</li>`)}</ul>`}</td></tr>
`,
    )}</tbody></table>`;
  }

  coordinates(): Html | undefined {
    const of = this.#bySubject.get(this.#page.description.iri) ?? [];
    const [lat, long] = ["lat", "long"].map(
      (name) => of.find(({ predicate }) => predicate.value === wgs + name)?.object.value,
    );
    if (lat === undefined || long === undefined || !Number.isFinite(Number(lat)) || !Number.isFinite(Number(long)))
      return undefined;
    const map = `https://www.openstreetmap.org/?mlat=${encodeURIComponent(lat)}&mlon=${encodeURIComponent(long)}#map=17/${encodeURIComponent(lat)}/${encodeURIComponent(long)}`;
    return html`<p class="coordinates">${lat}, ${long} · <a href="${map}" rel="noopener external">${this.texts.map}</a></p>`;
  }

  inverse(): Html | undefined {
    const { inverse, moreInverse } = this.#page.description;
    if (inverse.length === 0) return undefined;
    return html`<section><h2>${this.texts.inverse}</h2>
<ul class="inverse">${inverse.map(({ subject, predicate }) => html`<li>${this.link(subject.value)} <span class="via">${this.link(predicate.value)}</span></li>`)}</ul>
${moreInverse && html`<p class="hint">${this.texts.more}</p>`}</section>`;
  }

  datasets(): Html | undefined {
    const { graphs, datasets } = this.#page.description;
    if (graphs.length === 0) return undefined;
    return html`<footer class="source"><dl>${graphs.map((graph) => {
      const licences = datasets.filter(
        ({ subject, predicate }) => subject.value === graph && LICENCES.includes(predicate.value),
      );
      return html`<div><dt>${this.texts.datasets}</dt><dd>${this.link(graph)}</dd>
${licences.length > 0 && html`<dt>${this.texts.licence}</dt><dd>${licences.map(({ object }) => this.value(object, DEEPEST))}</dd>`}</div>`;
    })}</dl></footer>`;
  }
}

export function renderResourcePage(page: ResourcePage): string {
  const { description, language, address, alternates } = page;
  const resource = new Resource(page);
  const label = resource.labelOf(description.iri);
  const outside = page.linkOf(description.iri).startsWith("/about?") ? linkable(description.iri) : undefined;
  const content = html`<article class="resource">
<h1${label !== undefined && html` lang="${label.language}"`}>${label?.text ?? shortIri(description.iri)}</h1>
<p class="iri">${description.iri}${outside !== undefined && html` · <a href="${outside}" rel="noopener external">${resource.texts.outside}</a>`}</p>
${resource.coordinates()}
${resource.properties(description.iri)}
${resource.inverse()}
<p class="formats">${resource.texts.formats}: ${alternates.map(({ name, mediaType, href }) => html`<a href="${href}" type="${mediaType}">${name}</a> `)}</p>
${resource.datasets()}
</article>`;
  const head = html`${alternates.map(
    ({ mediaType, href }) => html`<link rel="alternate" type="${mediaType}" href="${href}">
`,
  )}`;
  return renderPage({ title: label?.text ?? shortIri(description.iri), language, address, head, content });
}

const sameTerm = (a: Term, b: Term): boolean =>
  a.kind === b.kind &&
  a.value === b.value &&
  (a.kind !== "literal" || b.kind !== "literal" || (a.language === b.language && a.datatype === b.datatype));

function decodeURIComponentSafely(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return text;
  }
}
