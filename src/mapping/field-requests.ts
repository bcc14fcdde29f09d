/** What the document asks for, field by field: `columns`, `fields` and `columns: standard` brought together. */
import type { FieldSpecDocument } from "../config/dataset-schema.ts";
import type { Concept, Field } from "../vocabulary/vocabulary.ts";
import type { AlignContext } from "./align-context.ts";
import { conceptOf } from "./concept-table.ts";
import { pointField } from "./model-fields.ts";
import type { DocumentPath } from "./problem-list.ts";
import { matchHeaders, type StandardMatches } from "./standard-headers.ts";

export interface FieldRequest {
  readonly field: Field;
  readonly spec: FieldSpecDocument;
  /** Where the document speaks of the field. */
  readonly path: DocumentPath;
  readonly column?: number;
  readonly values: readonly string[];
  readonly flags: readonly { readonly column: number; readonly concept: string }[];
}

/** The field `point`: two columns that are one place. */
export interface PointRequest {
  readonly spec: FieldSpecDocument;
  readonly path: DocumentPath;
  readonly x: number;
  readonly y: number;
}

export interface FieldRequests {
  /** In the order of the model's fields. */
  readonly fields: readonly FieldRequest[];
  readonly point?: PointRequest;
  readonly standard?: StandardMatches;
}

interface Draft {
  field: Field;
  spec: FieldSpecDocument;
  path: DocumentPath;
  column?: number;
  values: readonly string[];
  flags: { column: number; concept: string }[];
}

export function collectRequests(context: AlignContext): FieldRequests {
  const { dataset, fields, problems } = context;
  const drafts = new Map<string, Draft>();
  const stated = dataset.document.columns;
  if (stated !== undefined && stated !== "standard") readColumns(stated, drafts, context);

  let point: PointRequest | undefined;
  for (const [name, spec] of Object.entries(dataset.document.fields ?? {})) {
    const path = ["fields", name];
    if (name === pointField && fields.takesPoint) point = readPoint(spec, path, context);
    else {
      const field = fields.find(name, path, problems);
      if (field !== undefined) readField(field, spec, path, drafts, context);
    }
  }
  const standard = stated === "standard" ? readStandard(drafts, context) : undefined;
  const requests = fields.model.fields.flatMap((field) => drafts.get(field.name) ?? []);
  for (const { field, path, column, values, flags } of requests) {
    if (column !== undefined || values.length > 0 || flags.length > 0 || problems.failed) continue;
    const advice = "Say from: (a column), value: (the same in every row) or flags:.";
    problems.add("MAP-018", path, `The field "${field.name}" is given options, but nothing to read.`, { advice });
  }
  return {
    fields: requests,
    ...(point === undefined ? {} : { point }),
    ...(standard === undefined ? {} : { standard }),
  };
}

function readColumns(
  stated: Readonly<Record<string, string>>,
  drafts: Map<string, Draft>,
  context: AlignContext,
): void {
  const { columns, fields, problems } = context;
  const header = new Map<string, string>();
  for (const [name, fieldName] of Object.entries(stated)) {
    const path = ["columns", name];
    const column = columns.one(name, path, problems);
    if (fieldName === pointField && fields.takesPoint) {
      problems.add("MAP-025", path, "The field point takes two columns.", {
        advice: "Write fields: { point: { x: …, y: … } }.",
      });
      continue;
    }
    const field = fields.find(fieldName, path, problems, name);
    if (field === undefined) continue;
    const other = header.get(field.name);
    if (other !== undefined) {
      mappedTwice(field, path, `by the columns "${other}" and "${name}"`, context);
      continue;
    }
    header.set(field.name, name);
    if (column === undefined || !context.mayUse(column, path)) continue;
    drafts.set(field.name, { field, spec: {}, path, column, values: [], flags: [] });
  }
}

function readField(
  field: Field,
  spec: FieldSpecDocument,
  path: DocumentPath,
  drafts: Map<string, Draft>,
  context: AlignContext,
): void {
  const { columns, problems } = context;
  const before = drafts.get(field.name);
  if (before !== undefined && before.path[0] === "fields") {
    mappedTwice(field, path, `by the keys "${before.path[1]}" and "${path[1]}"`, context);
    return;
  }
  const draft: Draft = { field, values: [], flags: [], ...before, spec, path };
  drafts.set(field.name, draft);
  if (spec.from !== undefined) {
    if (before?.column !== undefined) mappedTwice(field, [...path, "from"], "under columns and under fields", context);
    const column = columns.first(listOf(spec.from), [...path, "from"], problems);
    if (column !== undefined && context.mayUse(column, [...path, "from"])) draft.column = column;
  }
  if (spec.value !== undefined) {
    draft.values = listOf(spec.value);
    if (draft.column !== undefined) {
      const advice = "Keep one of them; for single texts use map.";
      problems.add("MAP-011", [...path, "value"], `The field "${field.name}" has both a column and a fixed value.`, {
        advice,
      });
    }
  }
  for (const [header, name] of Object.entries(spec.flags ?? {})) {
    const at = [...path, "flags", header];
    const column = columns.one(header, at, problems);
    const concept = flagConcept(field, spec, name, at, context);
    if (column !== undefined && concept !== undefined && context.mayUse(column, at))
      draft.flags.push({ column, concept: concept.iri });
  }
}

function flagConcept(
  field: Field,
  spec: FieldSpecDocument,
  name: string,
  path: DocumentPath,
  context: AlignContext,
): Concept | undefined {
  if (field.type === "concept") return conceptOf(name, field, spec, path, context);
  const advice = "Flags name concepts: only fields with a concept scheme take them.";
  context.problems.add("MAP-017", path, `The field "${field.name}" is a ${field.type} and takes no flags.`, { advice });
  return undefined;
}

function readPoint(spec: FieldSpecDocument, path: DocumentPath, context: AlignContext): PointRequest | undefined {
  const { columns, problems } = context;
  if (spec.x === undefined || spec.y === undefined) {
    problems.add("MAP-025", path, `The field point needs ${spec.x === undefined ? "x" : "y"}.`, {
      advice: "x is the column of the easting or longitude, y that of the northing or latitude.",
    });
    return undefined;
  }
  const x = columns.first(listOf(spec.x), [...path, "x"], problems);
  const y = columns.first(listOf(spec.y), [...path, "y"], problems);
  if (x === undefined || y === undefined) return undefined;
  if (!context.mayUse(x, [...path, "x"]) || !context.mayUse(y, [...path, "y"])) return undefined;
  return { spec, path, x, y };
}

/** What the document says itself goes before what the model knows. */
function readStandard(drafts: Map<string, Draft>, context: AlignContext): StandardMatches {
  const { fields, columns, problems } = context;
  const path = ["columns"];
  const said = new Set(
    [...drafts.values()]
      .filter((draft) => draft.column !== undefined || draft.values.length > 0 || draft.flags.length > 0)
      .map((draft) => draft.field.name),
  );
  const matches = matchHeaders(fields.model, columns, context.leftOut);
  for (const { column, field, concept } of matches.matched) {
    if (said.has(field.name)) continue;
    const draft: Draft = drafts.get(field.name) ?? { field, spec: {}, path, values: [], flags: [] };
    drafts.set(field.name, draft);
    if (concept === undefined) draft.column = column;
    else draft.flags.push({ column, concept });
  }
  for (const { column, field } of matches.doubled) {
    if (said.has(field.name)) continue;
    problems.add(
      "MAP-028",
      path,
      `Column "${columns.names[column]}" would mean the field "${field.name}" too, which another column already gives.`,
      {
        severity: "warning",
        advice: "It is left out. Say under fields which column it is, or put the other one under ignore.",
      },
    );
  }
  return matches;
}

function mappedTwice(field: Field, path: DocumentPath, how: string, { problems }: AlignContext): void {
  const advice =
    field.type === "concept"
      ? "Several columns for one field of concepts: use flags: { header: concept }."
      : "A field takes one column: map the other one to another field, or ignore it.";
  problems.add("MAP-011", path, `The field "${field.name}" is mapped twice, ${how}.`, { advice });
}

export const listOf = (texts: string | readonly string[]): readonly string[] =>
  typeof texts === "string" ? [texts] : texts;
