/** Turtle, streamed: a subject is one block in a batch, prefixes are declared where they are first needed. */
import { escapeLiteralText } from "./literal-text.ts";
import { expand, namespaces } from "./namespaces.ts";
import { isWritableTerm, ntriplesTerm, writtenDatatype } from "./ntriples.ts";
import type { Quad, Term } from "./term.ts";

const RDF_TYPE = `${namespaces.rdf}type`;
/** Names of a resource, the most telling first. */
const labelProperties = [
  expand("rdfs", "label"),
  expand("skos", "prefLabel"),
  expand("dct", "title"),
  expand("schema", "name"),
  expand("foaf", "name"),
];
const PREFIXES = Object.entries(namespaces).map(([prefix, namespace]) => ({ prefix, namespace }));
/** A part of PN_LOCAL that needs no escape: letters of any script, digits, `_`, `-` inside. */
const PLAIN_LOCAL =
  /^[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u3001-\ud7ff\uf900-\ufdcf][\w\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u3001-\ud7ff\uf900-\ufdcf-]*$/;

const INTEGER = /^[+-]?[0-9]+$/;
const DECIMAL = /^[+-]?[0-9]*\.[0-9]+$/;
const DOUBLE = /^[+-]?([0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+$/;

/** The abbreviated form that Turtle and SPARQL have for numbers and booleans, when the lexical form fits it; else undefined. */
export function abbreviatedLiteral(term: Extract<Term, { kind: "literal" }>): string | undefined {
  if (term.language || !term.datatype?.startsWith(namespaces.xsd)) return undefined;
  const type = term.datatype.slice(namespaces.xsd.length);
  const fits =
    (type === "integer" && INTEGER.test(term.value)) ||
    (type === "decimal" && DECIMAL.test(term.value)) ||
    (type === "double" && DOUBLE.test(term.value)) ||
    (type === "boolean" && (term.value === "true" || term.value === "false"));
  return fits ? term.value : undefined;
}

/** `ic:名称` for an IRI of the house's namespaces whose local part needs no escape; notes the prefix in `used`. */
function prefixedName(iri: string, used: Set<string>): string | undefined {
  for (const { prefix, namespace } of PREFIXES) {
    if (!iri.startsWith(namespace)) continue;
    const local = iri.slice(namespace.length);
    if (!PLAIN_LOCAL.test(local)) continue;
    used.add(prefix);
    return `${prefix}:${local}`;
  }
  return undefined;
}

function turtleTerm(term: Term, used: Set<string>): string {
  if (term.kind === "iri" && isWritableTerm(term)) return prefixedName(term.value, used) ?? `<${term.value}>`;
  if (term.kind === "literal" && isWritableTerm(term)) {
    const datatype = writtenDatatype(term);
    const name = datatype === undefined ? undefined : prefixedName(datatype, used);
    return (
      abbreviatedLiteral(term) ??
      (name === undefined ? ntriplesTerm(term) : `"${escapeLiteralText(term.value)}"^^${name}`)
    );
  }
  return ntriplesTerm(term);
}

/** What a reader looks for first in a subject's block: what it is, then what it is called. */
const FIRST: ReadonlyMap<string, number> = new Map(
  [RDF_TYPE, ...labelProperties].map((predicate, rank) => [predicate, rank]),
);
const rankOf = (predicate: string): number => FIRST.get(predicate) ?? FIRST.size;

/**
 * Triples as Turtle, one string a batch; the graph of a quad is not written. In a batch all of a subject stands in one
 * block: its types, its labels, then the rest as it came.
 * A batch ends its last statement, so that directives may stand before the next. Throws for a term that no RDF syntax can carry.
 */
export async function* writeTurtle(batches: AsyncIterable<readonly Quad[]>): AsyncGenerator<string> {
  const declared = new Set<string>();
  for await (const batch of batches) {
    const used = new Set<string>();
    const statements = turtleStatements(batch, used);
    let directives = "";
    for (const { prefix, namespace } of PREFIXES) {
      if (!used.has(prefix) || declared.has(prefix)) continue;
      declared.add(prefix);
      directives += `@prefix ${prefix}: <${namespace}> .\n`;
    }
    yield directives === "" ? statements : `${directives}\n${statements}`;
  }
}

function turtleStatements(quads: readonly Quad[], used: Set<string>): string {
  let text = "";
  for (const [subject, ...others] of together(quads, ({ subject }) => subject)) {
    text += text === "" ? "" : "\n";
    text += `${turtleTerm(subject.subject, used)} `;
    text += together([subject, ...others], ({ predicate }) => predicate)
      .sort(([a], [b]) => rankOf(a.predicate.value) - rankOf(b.predicate.value))
      .map((same) => {
        const [{ predicate }] = same;
        const objects = same.map(({ object }) => turtleTerm(object, used)).join(", ");
        return `${predicate.value === RDF_TYPE ? "a" : turtleTerm(predicate, used)} ${objects}`;
      })
      .join(" ;\n    ");
    text += " .\n";
  }
  return text;
}

/** Quads with the same term in one place, also when they came apart; groups in the order of their first quads. */
function together(quads: readonly Quad[], termOf: (quad: Quad) => Term): [Quad, ...Quad[]][] {
  const groups = new Map<string, [Quad, ...Quad[]]>();
  for (const quad of quads) {
    const { kind, value } = termOf(quad);
    const group = groups.get(`${kind} ${value}`);
    if (group === undefined) groups.set(`${kind} ${value}`, [quad]);
    else group.push(quad);
  }
  return [...groups.values()];
}
