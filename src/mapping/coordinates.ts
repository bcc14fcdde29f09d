/** Latitude and longitude, or the field `point`, as ONE expression: a place has both or none. */
import type { FieldSpecDocument } from "../config/dataset-schema.ts";
import type { Field } from "../vocabulary/vocabulary.ts";
import type { AlignContext } from "./align-context.ts";
import { checkOptions } from "./field-options.ts";
import type { FieldRequest, FieldRequests } from "./field-requests.ts";
import { pointField } from "./model-fields.ts";
import type { ValueRef } from "./plan.ts";
import type { DocumentPath } from "./problem-list.ts";
import { call, type Reading } from "./readings.ts";

/** Readings of the model's latitude and longitude; both share their expression. */
export function readCoordinates({ fields: requests, point }: FieldRequests, context: AlignContext): Reading[] {
  const { fields, problems, expressions } = context;
  const latitude = fields.ofType("latitude");
  const longitude = fields.ofType("longitude");
  if (latitude === undefined || longitude === undefined) return [];
  const north = requests.find((request) => request.field.name === latitude.name);
  const east = requests.find((request) => request.field.name === longitude.name);

  if (point !== undefined) {
    checkOptions(pointField, "point", point.spec, point.path, problems);
    const other = [north, east].find((request) => request !== undefined && inputOf(request, context) !== undefined);
    if (other !== undefined)
      problems.add("MAP-011", point.path, `The field "${other.field.name}" is mapped twice, by itself and by point.`, {
        advice: "Keep one of them.",
      });
    const inputs = [point.x, point.y].map((column) => expressions.add({ kind: "reference", column }));
    return readPair(inputs, [point.spec, north?.spec, east?.spec], point.path, [latitude, longitude], context);
  }
  for (const request of [north, east])
    if (request !== undefined)
      checkOptions(request.field.name, request.field.type, request.spec, request.path, problems);
  const y = north && inputOf(north, context);
  const x = east && inputOf(east, context);
  const there = (y && north) ?? (x && east);
  if (there === undefined || north === undefined || east === undefined || x === undefined || y === undefined) {
    if (there !== undefined && !problems.failed) {
      const missing = y === undefined ? latitude : longitude;
      problems.add("MAP-024", there.path, `The field "${there.field.name}" is mapped without "${missing.name}".`, {
        advice: "A place needs both.",
      });
    }
    return [];
  }
  return readPair([x, y], [north.spec, east.spec], north.path, [latitude, longitude], context);
}

function inputOf(request: FieldRequest, { expressions }: AlignContext): ValueRef | undefined {
  if (request.column !== undefined) return expressions.add({ kind: "reference", column: request.column });
  const value = request.values[0];
  return value === undefined ? undefined : expressions.add({ kind: "constant", value });
}

function readPair(
  inputs: readonly ValueRef[],
  specs: readonly (FieldSpecDocument | undefined)[],
  path: DocumentPath,
  pair: readonly Field[],
  context: AlignContext,
): Reading[] {
  const said = <K extends keyof FieldSpecDocument>(key: K): FieldSpecDocument[K] | undefined =>
    specs.find((spec) => spec?.[key] !== undefined)?.[key];
  const swap = specs.some((spec) => spec?.repair?.swap === true) || undefined;
  const parameters = {
    crs: said("crs"),
    axes: said("axes"),
    swap,
    null: said("null"),
    map: said("map"),
    extent: context.city?.extent,
  };
  const stated = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
  const request = { path, values: [] };
  const value = call("coordinates", inputs, stated, { path, field: { name: pointField } }, context);
  if (value === undefined) return [];
  return pair.map((field) => ({ field, function: "coordinates", value, spec: {}, request }));
}
