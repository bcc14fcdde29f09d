/** The SHACL node shapes of vocab/models/ → Model (DESIGN: one file, one model). */
import { expand } from "../rdf/namespaces.ts";
import type { Term } from "../rdf/term.ts";
import type { Faults } from "./faults.ts";
import type { Graph } from "./graph.ts";
import { loadField } from "./load-field.ts";
import type { Field, Model } from "./vocabulary.ts";

const tsu = (name: string): string => expand("tsu", name);
const sh = (name: string): string => expand("sh", name);

/** Every tsu:DataModel and tsu:ObservationModel, by key, in the order of their files. */
export function loadModels(graph: Graph, faults: Faults): Map<string, Model> {
  const models = new Map<string, Model>();
  const shapes = graph
    .subjects()
    .filter((subject) => graph.is(subject, tsu("DataModel")) || graph.is(subject, tsu("ObservationModel")));
  for (const shape of shapes) {
    const model = loadModel(shape, graph, faults);
    if (model === undefined) continue;
    if (models.has(model.key))
      faults.add(
        "VOC-012",
        graph.fileOf(shape),
        "tsu:key",
        `Two models have the key "${model.key}".`,
        "Keys name models in mappings: give one of them another.",
      );
    else models.set(model.key, model);
  }
  return models;
}

function loadModel(shape: Term, graph: Graph, faults: Faults): Model | undefined {
  const file = graph.fileOf(shape);
  const key = graph.texts(shape, tsu("key"))[0];
  const ownClass = graph.iris(shape, sh("targetClass"))[0];
  if (key === undefined || ownClass === undefined) {
    faults.add(
      "VOC-011",
      file,
      "DataModel",
      `The model ${shape.value} has no ${key === undefined ? "tsu:key" : "sh:targetClass"}.`,
      'Give it tsu:key "…" (its name in mappings) and sh:targetClass (the class of its records).',
    );
    return undefined;
  }
  const labels = graph.labels(shape, expand("rdfs", "label"));
  if (Object.keys(labels).length === 0)
    faults.add(
      "VOC-004",
      file,
      "tsu:key",
      `The model "${key}" has no label.`,
      'Add rdfs:label "…"@ja, "…"@zh-Hant, "…"@en.',
    );
  const context = { graph, faults, file, modelIri: shape.value, modelKey: key };
  const fields = graph.values(shape, sh("property")).flatMap((property) => loadField(property, context) ?? []);
  const observes = graph.is(shape, tsu("ObservationModel"));
  const model: Model = {
    key,
    iri: shape.value,
    version: graph.texts(shape, expand("owl", "versionInfo"))[0] ?? "1.0.0",
    labels,
    types: [...new Set([ownClass, ...graph.iris(shape, tsu("type"))])],
    kind: observes ? "observation" : "record",
    ...(observes ? { structure: `${shape.value}-structure` } : {}),
    fields,
    file: faults.pathOf(file),
  };
  checkModel(model, (code, field, message, advice) => faults.add(code, file, `tsu:field "${field}"`, message, advice));
  return model;
}

type Fault = (code: string, field: string, message: string, advice?: string) => void;

function checkModel(model: Model, fault: Fault): void {
  const names = new Set<string>();
  const owners = new Map<string, string>();
  for (const field of model.fields) {
    if (names.has(field.name))
      fault(
        "VOC-013",
        field.name,
        `The model "${model.key}" has the field "${field.name}" twice.`,
        "Fields are named once in a model.",
      );
    names.add(field.name);
    for (const header of [...field.headers, ...field.flagHeaders.map((flag) => flag.header)]) {
      const owner = owners.get(header.normalize("NFKC"));
      if (owner === undefined) owners.set(header.normalize("NFKC"), field.name);
      else
        fault(
          "VOC-014",
          field.name,
          `The header "${header}" means both "${owner}" and "${field.name}" of the model "${model.key}".`,
          "A header can mean one field only.",
        );
    }
  }
  if (model.kind === "observation") checkObservation(model, fault);
}

function checkObservation(model: Model, fault: Fault): void {
  const has = (role: Field["role"]): boolean => model.fields.some((field) => field.role === role);
  if (!has("dimension") || !has("measure"))
    fault(
      "VOC-015",
      "",
      `The model "${model.key}" is a tsu:ObservationModel without ${has("dimension") ? "tsu:measure" : "tsu:dimension"}.`,
      "Mark its fields with tsu:role tsu:dimension or tsu:measure.",
    );
  for (const field of model.fields)
    if ((field.role === "dimension" || field.role === "measure") && field.path.length !== 1)
      fault(
        "VOC-015",
        field.name,
        `Field "${field.name}" of the model "${model.key}" is a ${field.role} whose sh:path is not one predicate.`,
        "Data Cube states dimensions and measures on the observation itself.",
      );
  for (const field of model.fields)
    if (field.default !== undefined && field.role !== "dimension")
      fault(
        "VOC-015",
        field.name,
        `Field "${field.name}" of the model "${model.key}" has a tsu:default but is no dimension.`,
      );
}
