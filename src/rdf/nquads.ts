/**
 * N-Quads text of terms and quads. Between the terms stand tabs, and there are five columns always, so that a file is
 * valid N-Quads and at once a table for tools that know no RDF: subject, predicate, object, graph, full stop.
 */
import { ProblemError } from "../problem/problem.ts";
import { checkIri } from "./iri-check.ts";
import { escapeLiteralText } from "./literal-text.ts";
import { namespaces } from "./namespaces.ts";
import type { Quad, Term } from "./term.ts";
import type { Utf8Bytes } from "./utf8-bytes.ts";
import { bytesOfLatin1, latin1Of } from "./utf8-bytes.ts";

const xsdString = namespaces.xsd + "string";
const langString = namespaces.rdf + "langString";

/** BCP 47 as far as N-Quads asks (LANGTAG). */
export const isLanguageTag = (tag: string): boolean => /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/.test(tag);

/** The ASCII part of BLANK_NODE_LABEL: enough for the labels that the house makes. */
export const isBlankLabel = (label: string): boolean => /^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/.test(label);

/**
 * A term as N-Triples writes it. `xsd:string` is left out, as the canonical form does.
 * @throws ProblemError RDF-001 for a term that no RDF syntax can carry.
 */
export function termText(term: Term): string {
  switch (term.kind) {
    case "iri":
      return iriText(term.value);
    case "blank":
      if (!isBlankLabel(term.value)) throw refused(`"${term.value}" is not a blank node label.`);
      return "_:" + term.value;
    case "literal":
      return '"' + escapeLiteralText(term.value) + '"' + literalSuffix(term.datatype, term.language);
  }
}

/**
 * The blank node of a value, with its `_:`. Letters and digits stand for themselves, every other byte is `_` and its two
 * hex digits: different values never share a node.
 */
export function blankNodeText(value: Utf8Bytes): Utf8Bytes {
  const hex = (byte: string): string => "_" + byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
  return bytesOfLatin1("_:b" + latin1Of(value).replace(/[^A-Za-z0-9]/g, hex));
}

/** What follows the closing quote of a literal: `@ja`, `^^<…>`, or nothing. */
export function literalSuffix(datatype: string | undefined, language: string | undefined): string {
  if (language !== undefined) {
    if (!isLanguageTag(language)) throw refused(`"${language}" is not a language tag such as ja or zh-Hant.`);
    if (datatype !== undefined && datatype !== langString)
      throw refused("A literal has a language or a datatype, not both.");
    return "@" + language;
  }
  if (datatype === langString) throw refused("A literal of the datatype rdf:langString needs a language.");
  return datatype === undefined || datatype === xsdString ? "" : "^^" + iriText(datatype);
}

/** One line of N-Quads with its line end. A quad of the default graph has an empty fourth column. */
export function quadLine(quad: Quad): string {
  if (quad.subject.kind === "literal") throw refused("A literal cannot be a subject.");
  if (quad.predicate.kind !== "iri") throw refused("A predicate is an IRI.");
  if (quad.graph?.kind === "literal") throw refused("A literal cannot name a graph.");
  const graph = quad.graph === undefined ? "" : termText(quad.graph);
  return [termText(quad.subject), termText(quad.predicate), termText(quad.object), graph, ".\n"].join("\t");
}

function iriText(iri: string): string {
  const fault = checkIri(iri);
  if (fault !== undefined) throw refused(`<${iri}> is not an absolute IRI: ${fault}.`);
  return "<" + iri + ">";
}

function refused(message: string): ProblemError {
  return new ProblemError({ code: "RDF-001", severity: "error", message });
}
