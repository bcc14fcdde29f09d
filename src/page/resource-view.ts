/** The parts of a resource's page: its properties in the reader's language, its fragments inline, what points to it. */
import { namespaces } from "../rdf/namespaces.ts";
import type { Quad, Term } from "../rdf/term.ts";
import type { ResourceDescription } from "../store/pool/engine.ts";
import { type Html, html, linkable } from "./html.ts";
import { chooseLabel, type PageLanguage } from "./languages.ts";
import {
  inReadingOrder,
  isPlainValue,
  type Property,
  rdfType,
  repeatsIdentifier,
  repeatsPosition,
  standsBeforeCoordinates,
} from "./property-order.ts";
import { prefixedIri } from "./static/short-iri.js";
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
/** An IRI without a label. */
export const nameOf = (iri: string): string => prefixedIri(iri, namespaces);
/** A fragment of a fragment of a … is shown inline this deep. */
const DEEPEST = 8;

/** One resource, as the parts of its page. */
export class ResourceView {
  readonly #page: ResourcePage;
  readonly #bySubject = new Map<string, Quad[]>();
  /** Rows of nodes that repeat the coordinates; they stand at the end with the resource's own. */
  readonly #repeated: Html[] = [];
  readonly #position: [lat: string, long: string] | undefined;
  readonly texts: PageTexts;

  constructor(page: ResourcePage) {
    this.#page = page;
    this.texts = pageTexts[page.language];
    for (const quad of page.description.quads) {
      const of = this.#bySubject.get(quad.subject.value);
      if (of === undefined) this.#bySubject.set(quad.subject.value, [quad]);
      else of.push(quad);
    }
    this.#position = this.#positionOf(page.description.iri);
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
    const name = label === undefined ? html`${nameOf(iri)}` : html`<span lang="${label.language}">${label.text}</span>`;
    const href = this.#page.linkOf(iri);
    if (!href.startsWith("/about?")) return html`<a href="${href}" title="${iri}">${name}</a>`;
    const outside = linkable(iri);
    if (outside === undefined) return html`<span class="iri">${name}</span>`;
    if (label !== undefined || iri !== nameOf(iri)) return html`<a href="${href}" title="${iri}">${name}</a>`;
    return html`<a href="${outside}" rel="noopener external">${name}</a>`;
  }

  /** `via` is the property that leads to the value. */
  value(term: Term, depth: number, via?: string): Html {
    if (term.kind === "blank")
      return depth < DEEPEST && this.#bySubject.has(term.value)
        ? this.#node(term.value, depth + 1, via)
        : html`<span class="iri">_:${term.value}</span>`;
    if (term.kind === "iri") {
      const inline =
        depth < DEEPEST && term.value.startsWith(`${this.#page.description.iri}#`) && this.#bySubject.has(term.value);
      return inline ? this.#node(term.value, depth + 1, via) : this.link(term.value);
    }
    if (term.language)
      return html`<span lang="${term.language}">${term.value}</span> <span class="tag">${term.language}</span>`;
    if (term.datatype === `${namespaces.xsd}boolean`) return html`${this.#boolean(term.value)}`;
    return html`${term.value}`;
  }

  #boolean(lexical: string): string {
    if (lexical === "true" || lexical === "1") return this.texts.true;
    return lexical === "false" || lexical === "0" ? this.texts.false : lexical;
  }

  /** The properties of one subject, in the order in which a reader wants them. */
  #propertiesOf(subject: string): Property[] {
    const values = new Map<string, Term[]>();
    for (const { predicate, object } of this.#bySubject.get(subject) ?? []) {
      const of = values.get(predicate.value) ?? [];
      if (!of.some((one) => sameTerm(one, object))) of.push(object);
      values.set(predicate.value, of);
    }
    return inReadingOrder(values);
  }

  #rows(properties: readonly Property[], depth: number): Html[] {
    return properties.map(([predicate, terms]) => {
      const values = terms.map((term) => this.value(term, depth, predicate));
      return html`<tr><th scope="row">${this.#property(predicate)}</th>
<td>${values.length === 1 ? values : html`<ul>${values.map((value) => html`<li>${value}</li>`)}</ul>`}</td></tr>
`;
    });
  }

  /** A property's name; RDF's own two have none in the vocabulary. */
  #property(predicate: string): Html {
    const own = { [rdfType]: this.texts.type, [LABELS[0] as string]: this.texts.label }[predicate];
    if (own === undefined || this.labelOf(predicate) !== undefined) return this.link(predicate);
    return html`<a href="${this.#page.linkOf(predicate)}" title="${predicate}">${own}</a>`;
  }

  /** A node that stands between the resource and its values. Its class is told by the property that leads to it. */
  #node(subject: string, depth: number, via?: string): Html {
    const all = this.#propertiesOf(subject);
    const described = all.filter(([predicate]) => predicate !== rdfType);
    const repeating = this.#position === undefined ? [] : described.filter(([predicate]) => repeatsPosition(predicate));
    const moved = via !== undefined && depth === 1 && repeating.length < described.length ? repeating : [];
    for (const [predicate, terms] of moved)
      this.#repeated.push(
        html`<tr><th scope="row">${this.#property(via as string)} · ${this.#property(predicate)}</th>
<td>${terms.map((term) => this.value(term, depth))}</td></tr>
`,
      );
    const said = described.filter((property) => !moved.includes(property));
    const anchor = decodeURIComponentSafely(subject.split("#")[1]);
    const id = anchor !== undefined && html` id="${anchor}"`;
    const [[predicate, [only, ...more]] = ["", []]] = said;
    if (said.length === 1 && only !== undefined && more.length === 0 && isPlainValue(predicate))
      return html`<span${id}>${this.value(only, depth)}</span>`;
    return html`<table class="properties"${id}><tbody>${this.#rows(said.length === 0 ? all : said, depth)}</tbody></table>`;
  }

  /** The resource's own properties; what only repeats them for programs stands at the end. */
  properties(): Html {
    const all = this.#propertiesOf(this.#page.description.iri);
    const identified = all.some(([predicate]) => predicate === `${dct}identifier`);
    const technical = all.filter(
      ([predicate]) =>
        (this.#position !== undefined && repeatsPosition(predicate)) || (identified && repeatsIdentifier(predicate)),
    );
    const main = all.filter((property) => !technical.includes(property));
    const before = main.filter(([predicate]) => standsBeforeCoordinates(predicate));
    const table = (rows: readonly (Html | undefined)[]): Html =>
      html`<table class="properties"><tbody>${rows}</tbody></table>`;
    const shown = table([...this.#rows(before, 0), this.#coordinates(), ...this.#rows(main.slice(before.length), 0)]);
    const repeated = [...this.#rows(technical, 0), ...this.#repeated];
    return html`${shown}
${repeated.length > 0 && html`<section class="technical"><h2>${this.texts.technical}</h2>${table(repeated)}</section>`}`;
  }

  #coordinates(): Html | undefined {
    if (this.#position === undefined) return undefined;
    const [lat, long] = this.#position;
    const map = `https://www.openstreetmap.org/?mlat=${encodeURIComponent(lat)}&mlon=${encodeURIComponent(long)}#map=17/${encodeURIComponent(lat)}/${encodeURIComponent(long)}`;
    return html`<tr><th scope="row">${this.texts.coordinates}</th>
<td class="coordinates">${lat}, ${long} · <a href="${map}" rel="noopener external">${this.texts.map}</a></td></tr>
`;
  }

  /** Latitude and longitude as written, where both are numbers. */
  #positionOf(subject: string): [lat: string, long: string] | undefined {
    const [lat, long] = ["lat", "long"].map(
      (name) => this.#bySubject.get(subject)?.find(({ predicate }) => predicate.value === wgs + name)?.object.value,
    );
    if (lat === undefined || long === undefined) return undefined;
    return Number.isFinite(Number(lat)) && Number.isFinite(Number(long)) ? [lat, long] : undefined;
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
