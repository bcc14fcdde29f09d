/** The parts of a property shape that are more than one value: path, classes, headers, constants, language, role. */
import { expand } from "../rdf/namespaces.ts";
import { iriList } from "./field-type.ts";
import { type Graph, shortIri } from "./graph.ts";
import type { Node } from "./read-rdf.ts";
import type { Field, FieldType } from "./vocabulary.ts";

const tsu = (name: string): string => expand("tsu", name);
const sh = (name: string): string => expand("sh", name);

/** Tells a fault of the field at hand; `message` goes on after its name. */
export type Fault = (code: string, message: string, advice?: string) => void;

const roles: ReadonlyMap<string, NonNullable<Field["role"]>> = new Map(
  (["dimension", "measure", "label", "identifier", "city", "area"] as const).map((role) => [tsu(role), role]),
);

export function readPath(node: Node | undefined, fault: Fault): readonly string[] {
  if (node === undefined) return [];
  if (node.kind === "iri") return [node.value];
  const path = iriList(node);
  if (path !== undefined && path.length > 0) return path;
  fault(
    "VOC-005",
    "has a sh:path that is not a sequence of predicates.",
    "Write sh:path ( ic:住所 ic:表記 ): no inverse, alternative or repeated paths.",
  );
  return [];
}

/** Where neither tsu:class nor the property's range says what an intermediate node is, it would have no type: a problem. */
export function readClasses(
  node: Node | undefined,
  path: readonly string[],
  graph: Graph,
  fault: Fault,
): (string | undefined)[] {
  const named = node === undefined ? [] : iriList(node);
  if (named === undefined || named.length > path.length)
    fault("VOC-006", "has a tsu:class that is not a list of at most one class for each step of its path.");
  const classes = path.map((_, step) => (named?.[step] === expand("owl", "Thing") ? undefined : named?.[step]));
  path.slice(0, -1).forEach((property, step) => {
    if (
      classes[step] === undefined &&
      graph.iris({ kind: "iri", value: property }, expand("rdfs", "range")).length === 0
    )
      fault(
        "VOC-006",
        `goes through ${shortIri(property)}, whose rdfs:range no file of vocab/ states.`,
        "Declare the property in vocab/, or give the class of its node with tsu:class.",
      );
  });
  return classes;
}

export function readHeaders(
  shape: Node,
  graph: Graph,
  scheme: string | undefined,
  fault: Fault,
): Pick<Field, "headers" | "flagHeaders"> {
  const headers: string[] = [];
  const flagHeaders: { header: string; concept: string }[] = [];
  for (const value of graph.values(shape, tsu("header"))) {
    if (value.kind === "literal") {
      headers.push(value.value);
      continue;
    }
    const header = graph.texts(value, tsu("text"))[0];
    const concept = graph.iris(value, tsu("is"))[0];
    if (header === undefined || concept === undefined)
      fault("VOC-008", "has a tsu:header that is neither a text nor [ tsu:text … ; tsu:is … ].");
    else if (
      scheme === undefined ||
      !graph.iris({ kind: "iri", value: concept }, expand("skos", "inScheme")).includes(scheme)
    )
      fault(
        "VOC-008",
        `lets the header "${header}" stand for ${shortIri(concept)}, which is not a concept of its tsu:scheme.`,
      );
    else flagHeaders.push({ header, concept });
  }
  return { headers, flagHeaders };
}

export function readFixed(shape: Node, graph: Graph, fault: Fault): Field["fixed"] {
  return graph.values(shape, tsu("fixed")).flatMap((fixed) => {
    const path = iriList(graph.values(fixed, sh("path"))[0]) ?? graph.iris(fixed, sh("path"));
    const value = graph.values(fixed, sh("hasValue"))[0];
    if (path.length > 0 && (value?.kind === "iri" || value?.kind === "literal"))
      return [{ path, value: value.value, iri: value.kind === "iri" }];
    fault(
      "VOC-009",
      "has a tsu:fixed without sh:path and sh:hasValue.",
      "Write tsu:fixed [ sh:path ( ic:ID ic:体系 ) ; sh:hasValue … ].",
    );
    return [];
  });
}

/** Only what is looked up can be without an answer. */
export function readTextPath(node: Node | undefined, type: FieldType, fault: Fault): readonly string[] | undefined {
  if (node === undefined) return undefined;
  const path = node.kind === "iri" ? [node.value] : iriList(node);
  if (path !== undefined && path.length > 0 && (type === "concept" || type === "area")) return path;
  fault(
    "VOC-019",
    type === "concept" || type === "area"
      ? "has a tsu:textPath that is not a sequence of predicates."
      : `has a tsu:textPath, but it is a field of type ${type}.`,
    "Write tsu:textPath ( ic:種別 ) on a field of concepts or areas: the text that names none is kept there.",
  );
  return undefined;
}

export function readLanguage(node: Node | undefined): string | undefined {
  const only = node?.kind === "list" && node.items.length === 1 ? node.items[0] : undefined;
  return only?.kind === "literal" ? only.value : undefined;
}

export function readRole(values: readonly Node[], fault: Fault): Field["role"] {
  for (const value of values) {
    const role = value.kind === "iri" ? roles.get(value.value) : undefined;
    if (role !== undefined) return role;
    const came = value.kind === "iri" ? shortIri(value.value) : "a text";
    fault(
      "VOC-010",
      `has the role ${came}, which is unknown.`,
      `Known roles: ${[...roles.keys()].map(shortIri).join(", ")}.`,
    );
  }
  return undefined;
}
