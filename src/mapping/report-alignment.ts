/** What became of every column, and what the model still wants. */
import type { AlignContext } from "./align-context.ts";
import type { AlignmentReport, MappedColumn } from "./alignment-report.ts";
import type { FieldRequests } from "./field-requests.ts";
import type { LeftOut } from "./left-out.ts";
import { pointField } from "./model-fields.ts";
import type { RowCondition } from "./plan.ts";
import { few } from "./problem-list.ts";

export function reportAlignment({
  requests,
  where,
  leftOut,
  context,
}: {
  requests: FieldRequests;
  where: readonly RowCondition[];
  leftOut: LeftOut;
  context: AlignContext;
}): AlignmentReport {
  const { columns, fields, problems } = context;
  const mapped: MappedColumn[] = [];
  const add = (column: number, field: string): void =>
    void mapped.push({ column, header: columns.names[column]!, field });
  for (const { field, column, flags } of requests.fields) {
    if (column !== undefined) add(column, field.name);
    for (const flag of flags) add(flag.column, field.name);
  }
  if (requests.point !== undefined) for (const column of [requests.point.x, requests.point.y]) add(column, pointField);
  const used = new Set(mapped.map(({ column }) => column));
  for (const { column } of where) if (!used.has(column)) add(column, "(where)");
  mapped.sort((a, b) => a.column - b.column);

  const names = (set: ReadonlySet<number>): string[] =>
    [...set].sort((a, b) => a - b).map((column) => columns.names[column]!);
  const taken = new Set(mapped.map(({ column }) => column));
  const unmapped = columns.names.filter(
    (_, column) => !taken.has(column) && !leftOut.all.has(column) && columns.cells(column).length > 0,
  );
  if (unmapped.length > 0 && !problems.failed) {
    const message =
      unmapped.length === 1
        ? `Column "${unmapped[0]}" is neither mapped, private nor ignored.`
        : `${unmapped.length} columns are neither mapped, private nor ignored: ${few(unmapped)}.`;
    problems.add("MAP-015", ["columns"], message, {
      severity: "warning",
      advice: "Map them to fields, or list them under ignore.",
    });
  }
  return {
    model: fields.model.key,
    mapped,
    private: names(leftOut.private),
    ignored: names(leftOut.ignored),
    unmapped,
    constants: requests.fields.filter((request) => request.values.length > 0).map((request) => request.field.name),
    missing: missingFields(requests, context),
    ...(requests.standard === undefined
      ? {}
      : {
          standard: {
            matched: requests.standard.matched.map(({ column }) => columns.names[column]!),
            unmatched: requests.standard.unmatched,
          },
        }),
  };
}

/** Required fields that nothing gives: warning MAP-016, with the headers that would. */
function missingFields(requests: FieldRequests, { fields, problems }: AlignContext): string[] {
  const given = new Set(requests.fields.map((request) => request.field.name));
  const missing = fields.model.fields.filter(
    (field) => field.minCount > 0 && !given.has(field.name) && field.default === undefined,
  );
  for (const field of missing) {
    if (requests.point !== undefined && (field.type === "latitude" || field.type === "longitude")) continue;
    problems.add(
      "MAP-016",
      ["columns"],
      `The model "${fields.model.key}" requires the field "${field.name}", which nothing maps.`,
      {
        severity: "warning",
        advice: field.headers.length > 0 ? `Columns that usually have it: ${few(field.headers, 8)}.` : undefined,
      },
    );
  }
  return missing.map((field) => field.name);
}
