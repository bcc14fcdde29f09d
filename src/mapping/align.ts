/** Model alignment: a short table "our column = shared field" → plan (DESIGN §4). */
import type { DatasetConfig } from "../config/project.ts";
import { fold } from "../function/fold.ts";
import { nearest } from "../problem/nearest.ts";
import type { Problem } from "../problem/problem.ts";
import type { OpenedSource } from "../source/source.ts";
import type { Field, Vocabulary } from "../vocabulary/vocabulary.ts";
import type { AlignContext } from "./align-context.ts";
import type { AlignmentReport } from "./alignment-report.ts";
import { addCard } from "./card.ts";
import { readCoordinates } from "./coordinates.ts";
import { ExpressionList } from "./expression-list.ts";
import { collectRequests, type FieldRequests } from "./field-requests.ts";
import { compileKey } from "./key.ts";
import { readLeftOut } from "./left-out.ts";
import { ModelFields } from "./model-fields.ts";
import { NodeTree } from "./node-tree.ts";
import type { Plan } from "./plan.ts";
import { ProblemList, suggestion } from "./problem-list.ts";
import { type Reading, readField } from "./readings.ts";
import { reportAlignment } from "./report-alignment.ts";
import { compileRowConditions } from "./row-conditions.ts";
import { SourceColumns } from "./source-columns.ts";
import { FieldStatements } from "./state-fields.ts";

export interface AlignmentInput {
  readonly dataset: DatasetConfig;
  readonly vocabulary: Vocabulary;
  readonly source: Pick<OpenedSource, "file" | "names">;
  readonly project: { readonly base: string; readonly languages: readonly string[] };
}

export interface Alignment {
  /** Only to be run when no problem is an error. */
  readonly plan: Plan;
  readonly alignment: AlignmentReport;
  readonly problems: readonly Problem[];
}

/** Compiles a dataset that names a model. Whatever is wrong with the mapping is among `problems`, with its place. */
export function compilePlan({ dataset, vocabulary, source, project }: AlignmentInput): Alignment {
  const problems = new ProblemList((path) => dataset.place(path));
  const columns = new SourceColumns(source);
  const key = dataset.document.model;
  const model = key === undefined ? undefined : vocabulary.models.get(key);
  if (model === undefined) {
    const known = [...vocabulary.models.keys()];
    if (key === undefined)
      problems.add("MAP-002", [], "The dataset names neither a model nor a mapping.", {
        advice: `Say model: one of ${known.join(", ")}, or mapping: a YARRRML document.`,
      });
    else
      problems.add("MAP-001", ["model"], `There is no model "${key}".`, {
        advice: suggestion(nearest(key, known), known, "models"),
      });
    const alignment = {
      model: key ?? "",
      mapped: [],
      private: [],
      ignored: [],
      unmapped: [],
      constants: [],
      missing: [],
    };
    return { plan: emptyPlan(dataset, columns), alignment, problems: problems.problems };
  }
  const leftOut = readLeftOut(dataset, columns, problems);
  const city = vocabulary.areas.find(dataset.city.area);
  if (city === undefined) tellUnknownCity(dataset, problems);
  const context: AlignContext = {
    dataset,
    vocabulary,
    base: project.base,
    fields: new ModelFields(model),
    columns,
    expressions: new ExpressionList(),
    problems,
    city,
    leftOut: leftOut.all,
    mayUse: leftOut.mayUse,
  };
  const requests = collectRequests(context);
  const readings = readFields(requests, context);
  const where = compileRowConditions(context);
  const recordKey = compileKey(readings, context);
  const tree = new NodeTree([dataset.prefix, ...(recordKey === undefined ? [] : [recordKey.value])], model.types);
  const statements = new FieldStatements(tree, context);
  for (const reading of readings) statements.state(reading);
  for (const field of model.fields) {
    if (field.role === "dimension" && !readings.some((reading) => reading.field === field))
      statements.stateDefault(field);
  }
  const meaning = addCard(tree, readings, recordKey, context);
  const alignment = reportAlignment({ requests, where, leftOut, context });
  const plan: Plan = {
    dataset: dataset.iri,
    columns: columns.names,
    privateColumns: [...leftOut.private].sort((a, b) => a - b),
    where,
    expressions: context.expressions.expressions,
    triplesMaps: tree.triplesMaps(),
    ...(recordKey === undefined
      ? {}
      : { record: { prefix: dataset.prefix, key: recordKey.value.expression, meaning } }),
    // A record's triples all begin with its own IRI, and two records of one key are a problem, not a repetition.
    rowsMayRepeatTriples: false,
  };
  return { plan, alignment, problems: problems.problems };
}

function readFields(requests: FieldRequests, context: AlignContext): Reading[] {
  const coordinates = readCoordinates(requests, context);
  return context.fields.model.fields.flatMap((field) => {
    if (field.type === "latitude" || field.type === "longitude")
      return coordinates.filter((reading) => reading.field === field);
    const request = requests.fields.find((one) => one.field === field);
    return request === undefined || !isUsed(field, context) ? [] : readField(request, context);
  });
}

/** Fields that are only read and never stated cost nothing unless the key needs them. */
function isUsed(field: Field, { dataset }: AlignContext): boolean {
  if (field.path.length > 0 || field.also.length > 0) return true;
  if (field.role !== undefined && field.role !== "measure") return true;
  const key = dataset.document.key;
  const named = (key === undefined ? [] : Array.isArray(key) ? key : key.content).map(fold);
  return [field.name, ...Object.values(field.labels)].some((name) => named.includes(fold(name)));
}

function tellUnknownCity(dataset: DatasetConfig, problems: ProblemList): void {
  const { area, id } = dataset.city;
  problems.add("MAP-003", [], `The area ${area} of the city "${id}" is not in the area scheme.`, {
    severity: "warning",
    advice:
      "Add it to vocab/concepts/area.ttl: until then its records have no tsu:city, and coordinates are not checked.",
  });
}

const emptyPlan = (dataset: DatasetConfig, columns: SourceColumns): Plan => ({
  dataset: dataset.iri,
  columns: columns.names,
  privateColumns: [],
  where: [],
  expressions: [],
  triplesMaps: [],
  rowsMayRepeatTriples: false,
});
