/** Texts of YARRRML → term maps. */
import { nearest } from "../../problem/nearest.ts";
import { checkIri } from "../../rdf/iri-check.ts";
import { isLanguageTag } from "../../rdf/nquads.ts";
import type { Term } from "../../rdf/term.ts";
import type { ExpressionList } from "../expression-list.ts";
import type { TermMap, TermShape, ValueRef } from "../plan.ts";
import type { DocumentPath, ProblemList } from "../problem-list.ts";
import type { SourceColumns } from "../source-columns.ts";
import type { ObjectNode, ValueNode, YarrrmlDocument } from "./nodes.ts";
import { expandPrefix, parseTemplate, type Template, withExternals } from "./template.ts";

export interface YarrrmlContext {
  readonly document: YarrrmlDocument;
  readonly prefixes: Readonly<Record<string, string>>;
  readonly columns: SourceColumns;
  readonly expressions: ExpressionList;
  readonly problems: ProblemList;
  mayUse(column: number, path: DocumentPath): boolean;
}

/** Schemes that a document may use without taking them for a prefix. */
const schemes = new Set([
  "http",
  "https",
  "urn",
  "mailto",
  "tel",
  "ftp",
  "ftps",
  "file",
  "data",
  "tag",
  "info",
  "doi",
  "ark",
  "did",
]);

/** A subject, predicate or graph: always an IRI, but for subjects of type blank. */
export function resourceMap(node: ValueNode, context: YarrrmlContext): TermMap | undefined {
  if (node.type === "literal") {
    context.problems.add("MAP-043", node.path, "A literal cannot be a subject, a predicate or a graph.");
    return undefined;
  }
  return termMap(node.value, { termType: node.type ?? "iri" }, node.path, context);
}

/** A predicate; `a` is rdf:type. */
export function predicateMap(node: ValueNode, context: YarrrmlContext): TermMap | undefined {
  return resourceMap(node.value === "a" ? { ...node, value: "rdf:type" } : node, context);
}

/** An object with a value: a literal, unless it is said to be an IRI or stands after `a`. */
export function objectMap(node: ObjectNode, isType: boolean, context: YarrrmlContext): TermMap | undefined {
  const shape = objectShape(node, isType, context);
  return shape === undefined || node.value === undefined ? undefined : termMap(node.value, shape, node.path, context);
}

export function objectShape(node: ObjectNode, isType: boolean, context: YarrrmlContext): TermShape | undefined {
  const { problems } = context;
  const termType = node.type ?? (isType ? "iri" : "literal");
  const { datatype, language, path } = node;
  if (termType !== "literal") {
    if (datatype === undefined && language === undefined) return { termType };
    problems.add(
      "MAP-043",
      path,
      `A term of type ${termType} has no ${datatype === undefined ? "language" : "datatype"}.`,
    );
    return undefined;
  }
  if (language !== undefined) {
    if (isLanguageTag(language)) return { termType, language };
    const isReference = language.includes("$(");
    const message = isReference
      ? "A language out of a column is not supported yet."
      : `"${language}" is not a language tag.`;
    problems.add(isReference ? "MAP-042" : "MAP-043", path, message, { advice: "Write a tag such as ja or zh-Hant." });
    return undefined;
  }
  if (datatype === undefined) return { termType };
  if (datatype.includes("$(")) {
    problems.add("MAP-042", path, "A datatype out of a column is not supported yet.");
    return undefined;
  }
  const iri = constantIri(datatype, path, context);
  if (iri === undefined) return undefined;
  return iri === "http://www.w3.org/2001/XMLSchema#string" ? { termType } : { termType, datatype: iri };
}

/** The IRI that a constant text stands for, with its prefix expanded. */
export function constantIri(text: string, path: DocumentPath, context: YarrrmlContext): string | undefined {
  const map = termMap(text, { termType: "iri" }, path, context);
  if (map?.kind === "constant" && map.term.kind === "iri") return map.term.value;
  if (map !== undefined) context.problems.add("MAP-043", path, `"${text}" is not a fixed IRI.`);
  return undefined;
}

/** One cell as it is: no trimming; empty is no value unless the document says `empty: keep`. */
export function cellOf(header: string, path: DocumentPath, context: YarrrmlContext): ValueRef | undefined {
  const column = context.columns.one(header, path, context.problems);
  if (column === undefined || !context.mayUse(column, path)) return undefined;
  const nothing = context.document.keepEmpty ? {} : { null: [""] };
  return context.expressions.add({ kind: "reference", column, verbatim: true, ...nothing });
}

/** A text that is one reference or has none, as a value: for parameters of functions. */
export function parameterValue(text: string, path: DocumentPath, context: YarrrmlContext): ValueRef | undefined {
  const { parts } = withExternals(parseTemplate(text), context.document.externals);
  const [only, ...others] = parts;
  if (only === undefined) return context.expressions.add({ kind: "constant", value: "" });
  if (others.length > 0) {
    context.problems.add("MAP-042", path, "A parameter made of several parts is not supported yet.", {
      advice: "Give one column, $(name), or a fixed text.",
    });
    return undefined;
  }
  return "reference" in only
    ? cellOf(only.reference, path, context)
    : context.expressions.add({ kind: "constant", value: only.text });
}

function termMap(text: string, shape: TermShape, path: DocumentPath, context: YarrrmlContext): TermMap | undefined {
  const { document, prefixes, problems } = context;
  const written = withExternals(parseTemplate(text), document.externals);
  const template = expandPrefix(written, prefixes);
  const [only, ...others] = template.parts;
  if (only !== undefined && others.length === 0 && "reference" in only) {
    const value = cellOf(only.reference, path, context);
    return value === undefined ? undefined : { kind: "reference", value, ...shape };
  }
  if (shape.termType === "iri" && unknownPrefix(template)) {
    const { prefix = "" } = template;
    const guess = nearest(prefix, Object.keys(prefixes));
    problems.add("MAP-044", path, `The prefix "${prefix}" is not declared.`, {
      advice:
        guess === undefined ? `Add it under prefixes, or escape the colon: ${prefix}\\:…` : `Did you mean "${guess}"?`,
    });
    return undefined;
  }
  const parts = shape.termType === "iri" ? absolute(template, path, context) : template.parts;
  if (parts === undefined) return undefined;
  if (parts.every((part) => "text" in part))
    return constant(parts.map((part) => ("text" in part ? part.text : "")).join(""), shape, path, problems);
  const refs = parts.map((part) => ("text" in part ? part.text : cellOf(part.reference, path, context)));
  if (refs.includes(undefined)) return undefined;
  return { kind: "template", parts: refs as (string | ValueRef)[], encode: shape.termType === "iri", ...shape };
}

function unknownPrefix({ prefix, parts: [first] }: Template): boolean {
  if (prefix === undefined || first === undefined || !("text" in first)) return false;
  const after = first.text.slice(prefix.length + 1);
  return !after.startsWith("//") && !schemes.has(prefix.toLowerCase());
}

/** RML-Core: a relative IRI is the base followed by the text. A value in a template is encoded, so it cannot be a scheme. */
function absolute(
  { parts }: Template,
  path: DocumentPath,
  { document, problems }: YarrrmlContext,
): Template["parts"] | undefined {
  const first = parts[0];
  if (first !== undefined && "text" in first && /^[A-Za-z][A-Za-z0-9+.-]*:/.test(first.text)) return parts;
  if (document.base !== undefined) return [{ text: document.base }, ...parts];
  problems.add("MAP-043", path, "This IRI is relative, and the document has no base.", {
    advice: "Say base: https://…/, or begin it with a prefix.",
  });
  return undefined;
}

function constant(
  value: string,
  { termType, datatype, language }: TermShape,
  path: DocumentPath,
  problems: ProblemList,
): TermMap | undefined {
  if (termType === "blank") {
    problems.add("MAP-042", path, "A blank node of a fixed name is not supported.", { advice: "Use an IRI." });
    return undefined;
  }
  const fault = termType === "iri" ? checkIri(value) : undefined;
  if (fault !== undefined) {
    problems.add("MAP-043", path, `<${value}> is not an IRI: ${fault}.`);
    return undefined;
  }
  const term: Term =
    termType === "iri"
      ? { kind: "iri", value }
      : {
          kind: "literal",
          value,
          ...(datatype === undefined ? {} : { datatype }),
          ...(language === undefined ? {} : { language }),
        };
  return { kind: "constant", term };
}
