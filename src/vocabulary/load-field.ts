/** One property shape of a model → Field. */
import { expand } from "../rdf/namespaces.ts";
import type { Faults } from "./faults.ts";
import {
  type Fault,
  readClasses,
  readFixed,
  readHeaders,
  readLanguage,
  readPath,
  readRole,
  readTextPath,
} from "./field-parts.ts";
import { fieldType } from "./field-type.ts";
import { type Graph, shortIri } from "./graph.ts";
import type { Node, RdfFile } from "./read-rdf.ts";
import type { Field } from "./vocabulary.ts";

const tsu = (name: string): string => expand("tsu", name);
const sh = (name: string): string => expand("sh", name);

/** Everything that may be said of a field: a misspelt word would otherwise be lost without a sound. */
const known = new Set([
  ...["field", "header", "also", "slot", "fixed", "class", "scheme", "role", "default", "textPath"].map(tsu),
  ...[
    "path",
    "datatype",
    "class",
    "nodeKind",
    "or",
    "name",
    "description",
    "minCount",
    "maxCount",
    "languageIn",
    "pattern",
    "order",
  ].map(sh),
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
    faults.add(
      "VOC-002",
      file,
      context.modelKey,
      `A sh:property of the model "${context.modelKey}" has no tsu:field.`,
      'Give it a short English name: tsu:field "capacity".',
    );
    return undefined;
  }
  const fault: Fault = (code, message, advice) =>
    faults.add(
      code,
      file,
      `tsu:field "${name}"`,
      `Field "${name}" of the model "${context.modelKey}" ${message}`,
      advice,
    );

  for (const { predicate } of graph.about(shape))
    if (!known.has(predicate))
      fault(
        "VOC-003",
        `says ${shortIri(predicate)}, which no field can say.`,
        `Fields take ${[...known].map(shortIri).join(", ")}.`,
      );
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
    ...given("textPath", readTextPath(graph.values(shape, tsu("textPath"))[0], type, fault)),
    ...given("default", valueText(graph.values(shape, tsu("default"))[0])),
  };
}

/** `{ [key]: value }`, or nothing: absent stays absent. */
const given = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
const count = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
const valueText = (node: Node | undefined): string | undefined =>
  node === undefined || node.kind === "list" ? undefined : node.value;
