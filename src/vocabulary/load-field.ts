/** One property shape of a model → Field. */
import { expand } from "../rdf/namespaces.ts";
import type { Faults } from "./faults.ts";
import { fieldType, iriList } from "./field-type.ts";
import { type Graph, shortIri } from "./graph.ts";
import type { Node, RdfFile } from "./read-rdf.ts";
import type { Field } from "./vocabulary.ts";

const tsu = (name: string): string => expand("tsu", name);
const sh = (name: string): string => expand("sh", name);

const roles: ReadonlyMap<string, NonNullable<Field["role"]>> = new Map(
  (["dimension", "measure", "label", "identifier", "city", "area"] as const).map((role) => [tsu(role), role]),
);
/** Everything that may be said of a field: a misspelt word would otherwise be lost without a sound. */
const known = new Set([
  ...["field", "header", "also", "slot", "fixed", "class", "scheme", "role", "default"].map(tsu),
  ...["path", "datatype", "class", "nodeKind", "or", "name", "description", "minCount", "maxCount", "languageIn", "pattern", "order"].map(sh),
  ...["minInclusive", "maxInclusive", "minLength", "maxLength", "in", "message", "severity"].map(sh),
  expand("rdfs", "comment"),
]);

export interface FieldContext {
  readonly graph: Graph;
  readonly faults: Faults;
  readonly file: RdfFile | undefined;
  readonly modelIri: string;
  readonly modelKey: string;
}

/** Reads one field; undefined (and problems) if it has no name. Everything else that is wrong is told and read as absent. */
export function loadField(shape: Node, context: FieldContext): Field | undefined {
  const { graph, faults, file } = context;
  const name = graph.texts(shape, tsu("field"))[0];
  if (name === undefined) {
    faults.add("VOC-002", file, context.modelKey, `A sh:property of the model "${context.modelKey}" has no tsu:field.`, 'Give it a short English name: tsu:field "capacity".');
    return undefined;
  }
  const fault = (code: string, message: string, advice?: string): void =>
    faults.add(code, file, `tsu:field "${name}"`, `Field "${name}" of the model "${context.modelKey}" ${message}`, advice);

  for (const { predicate } of graph.about(shape))
    if (!known.has(predicate)) fault("VOC-003", `says ${shortIri(predicate)}, which no field can say.`, `Fields take ${[...known].map(shortIri).join(", ")}.`);
  const labels = graph.labels(shape, sh("name"));
  if (Object.keys(labels).length === 0) fault("VOC-004", "has no label.", 'Add sh:name "…"@ja, "…"@zh-Hant, "…"@en.');

  const path = readPath(graph.values(shape, sh("path"))[0], fault);
  const datatype = graph.iris(shape, sh("datatype"))[0];
  const scheme = graph.iris(shape, tsu("scheme"))[0];
  if (scheme !== undefined && !graph.is({ kind: "iri", value: scheme }, expand("skos", "ConceptScheme")))
    fault("VOC-007", `takes its concepts from ${shortIri(scheme)}, which no file declares as a skos:ConceptScheme.`);
  const alternatives = graph.values(shape, sh("or")).flatMap((list) => (list.kind === "list" ? list.items : []));
  const type = fieldType({
    path,
    datatype,
    class: graph.iris(shape, sh("class"))[0],
    scheme,
    nodeKind: graph.iris(shape, sh("nodeKind"))[0],
    alternatives: alternatives.flatMap((alternative) => graph.iris(alternative, sh("datatype"))),
  });
  return {
    name,
    iri: `${context.modelIri}.${name}`,
    type,
    path,
    classes: readClasses(graph.values(shape, tsu("class"))[0], path, graph, fault),
    labels,
    ...readHeaders(shape, graph, scheme, fault),
    minCount: Number(graph.texts(shape, sh("minCount"))[0] ?? 0),
    also: graph.iris(shape, tsu("also")),
    fixed: readFixed(shape, graph, fault),
    ...given("slot", graph.texts(shape, tsu("slot"))[0]),
    ...given("datatype", datatype),
    ...given("language", readLanguage(graph.values(shape, sh("languageIn"))[0])),
    ...given("scheme", scheme),
    ...given("maxCount", count(graph.texts(shape, sh("maxCount"))[0])),
    ...given("role", readRole(graph.values(shape, tsu("role")), fault)),
    ...given("default", valueOf(graph.values(shape, tsu("default"))[0])),
  };
}

type Fault = (code: string, message: string, advice?: string) => void;

/** `{ [key]: value }`, or nothing: absent stays absent. */
const given = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
const count = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
const valueOf = (node: Node | undefined): string | undefined => (node === undefined || node.kind === "list" ? undefined : node.value);

function readPath(node: Node | undefined, fault: Fault): readonly string[] {
  if (node === undefined) return [];
  if (node.kind === "iri") return [node.value];
  const path = iriList(node);
  if (path !== undefined && path.length > 0) return path;
  fault("VOC-005", "has a sh:path that is not a sequence of predicates.", "Write sh:path ( ic:住所 ic:表記 ): no inverse, alternative or repeated paths.");
  return [];
}

/** Where neither tsu:class nor the property's range says what an intermediate node is, it would have no type: a problem. */
function readClasses(node: Node | undefined, path: readonly string[], graph: Graph, fault: Fault): (string | undefined)[] {
  const named = node === undefined ? [] : iriList(node);
  if (named === undefined || named.length > path.length) fault("VOC-006", "has a tsu:class that is not a list of at most one class for each step of its path.");
  const classes = path.map((_, step) => (named?.[step] === expand("owl", "Thing") ? undefined : named?.[step]));
  path.slice(0, -1).forEach((property, step) => {
    if (classes[step] === undefined && graph.iris({ kind: "iri", value: property }, expand("rdfs", "range")).length === 0)
      fault("VOC-006", `goes through ${shortIri(property)}, whose rdfs:range no file of vocab/ states.`, "Declare the property in vocab/, or give the class of its node with tsu:class.");
  });
  return classes;
}

function readHeaders(shape: Node, graph: Graph, scheme: string | undefined, fault: Fault): Pick<Field, "headers" | "flagHeaders"> {
  const headers: string[] = [];
  const flagHeaders: { header: string; concept: string }[] = [];
  for (const value of graph.values(shape, tsu("header"))) {
    if (value.kind === "literal") {
      headers.push(value.value);
      continue;
    }
    const header = graph.texts(value, tsu("text"))[0];
    const concept = graph.iris(value, tsu("is"))[0];
    if (header === undefined || concept === undefined) fault("VOC-008", "has a tsu:header that is neither a text nor [ tsu:text … ; tsu:is … ].");
    else if (scheme === undefined || !graph.iris({ kind: "iri", value: concept }, expand("skos", "inScheme")).includes(scheme))
      fault("VOC-008", `lets the header "${header}" stand for ${shortIri(concept)}, which is not a concept of its tsu:scheme.`);
    else flagHeaders.push({ header, concept });
  }
  return { headers, flagHeaders };
}

function readFixed(shape: Node, graph: Graph, fault: Fault): Field["fixed"] {
  return graph.values(shape, tsu("fixed")).flatMap((fixed) => {
    const path = iriList(graph.values(fixed, sh("path"))[0]) ?? graph.iris(fixed, sh("path"));
    const value = graph.values(fixed, sh("hasValue"))[0];
    if (path.length > 0 && (value?.kind === "iri" || value?.kind === "literal")) return [{ path, value: value.value, iri: value.kind === "iri" }];
    fault("VOC-009", "has a tsu:fixed without sh:path and sh:hasValue.", 'Write tsu:fixed [ sh:path ( ic:ID ic:体系 ) ; sh:hasValue … ].');
    return [];
  });
}

function readLanguage(node: Node | undefined): string | undefined {
  const only = node?.kind === "list" && node.items.length === 1 ? node.items[0] : undefined;
  return only?.kind === "literal" ? only.value : undefined;
}

function readRole(values: readonly Node[], fault: Fault): Field["role"] {
  for (const value of values) {
    const role = value.kind === "iri" ? roles.get(value.value) : undefined;
    if (role !== undefined) return role;
    const came = value.kind === "iri" ? shortIri(value.value) : "a text";
    fault("VOC-010", `has the role ${came}, which is unknown.`, `Known roles: ${[...roles.keys()].map(shortIri).join(", ")}.`);
  }
  return undefined;
}
