/** The parameters of the value functions, out of a field and what the mapping says of it. */
import type { FieldSpecDocument } from "../config/dataset-schema.ts";
import { expand } from "../rdf/namespaces.ts";
import { encodeIriSegment } from "../uri/iri-safe.ts";
import type { ConceptScheme, Field, FieldType } from "../vocabulary/vocabulary.ts";
import type { AlignContext } from "./align-context.ts";
import { areaTable } from "./area-table.ts";
import { conceptOf, conceptTable, schemeOf } from "./concept-table.ts";
import type { DocumentPath } from "./problem-list.ts";

type Parameters = Readonly<Record<string, unknown>>;

const functions: Readonly<Record<FieldType, string>> = {
  text: "text",
  integer: "number",
  decimal: "number",
  quantity: "number",
  boolean: "boolean",
  date: "date",
  period: "period",
  time: "time",
  hours: "hours",
  concept: "concept",
  area: "area",
  iri: "iri",
  latitude: "coordinates",
  longitude: "coordinates",
};

/** Name of the value function that reads a field. */
export const functionOf = (field: Field): string => functions[field.type];

/** Undefined after a problem. */
export function parametersOf(
  field: Field,
  spec: FieldSpecDocument,
  path: DocumentPath,
  context: AlignContext,
): Parameters | undefined {
  const { split, pattern, map, calendar, multiplier, empty } = spec;
  const cell = given({ map, null: textBefore(field, spec) === undefined ? spec.null : undefined });
  switch (field.type) {
    case "text":
      return { ...cell, ...given({ split, pattern, width: spec.repair?.width, pad: spec.repair?.pad }) };
    case "integer":
    case "decimal":
    case "quantity":
      return { ...cell, datatype: numberDatatype(field), ...given({ multiplier, pattern }) };
    case "boolean":
      return { ...cell, ...given({ empty }) };
    case "date":
    case "period":
      return { ...cell, ...given({ calendar, pattern }) };
    case "time":
      return { ...cell, ...given({ pattern }) };
    case "hours":
      return { ...cell, ...given({ split }) };
    case "concept":
      return conceptParameters(field, spec, path, cell, context);
    case "area":
      return { ...cell, table: areaTable(context.vocabulary, context.city) };
    case "iri":
      return cell;
    case "latitude":
    case "longitude":
      throw new RangeError("Coordinates are read in pairs.");
  }
}

export const flagParameters = (
  flags: readonly { readonly concept: string }[],
  { empty, map, null: nulls }: FieldSpecDocument,
): Parameters => ({
  flags: flags.map(({ concept }) => ({ concept })),
  ...given({ empty, map, null: nulls }),
});

/**
 * The function `text` before another one: it cuts and repairs where the other one only looks up, e.g. the district out of
 * an address. `map` then works on what was cut out.
 */
export function textBefore(field: Field, spec: FieldSpecDocument): Parameters | undefined {
  if (!["hours", "concept", "area", "iri"].includes(field.type)) return undefined;
  const { pattern, repair } = spec;
  const cuts =
    pattern !== undefined || repair !== undefined || (spec.split !== undefined && ["area", "iri"].includes(field.type));
  if (!cuts) return undefined;
  const split = field.type === "hours" ? undefined : spec.split;
  return given({ split, pattern, width: repair?.width, pad: repair?.pad, null: spec.null });
}

function conceptParameters(
  field: Field,
  spec: FieldSpecDocument,
  path: DocumentPath,
  cell: Parameters,
  context: AlignContext,
): Parameters | undefined {
  const scheme = schemeOf(field, spec, path, context);
  if (scheme === undefined) return undefined;
  const targets = Object.entries(spec.map ?? {}).filter(([, value]) => value.trim() !== "");
  const known = targets.map(([text, value]) => conceptOf(value, field, spec, [...path, "map", text], context));
  if (spec.unknown !== "mint" && known.includes(undefined)) return undefined;
  const mints = spec.unknown === "mint" ? minting(scheme, context) : {};
  return {
    ...cell,
    table: conceptTable(scheme),
    ...given({
      split: textBefore(field, spec) === undefined ? spec.split : undefined,
      unknown: spec.unknown,
    }),
    ...mints,
  };
}

/** Concepts of a city's own are in a scheme of its own, named after the city and the shared scheme. */
function minting(scheme: ConceptScheme, { base, dataset }: AlignContext): Parameters {
  const { country, area, language, names } = dataset.city;
  const own = `${base}id/${[country, area, "concept", scheme.key].map(encodeIriSegment).join("/")}`;
  const schemeLabel = [names[language], scheme.labels?.[language] ?? scheme.key].filter(Boolean).join(" ");
  return { scheme: own, schemeLabel, sharedScheme: scheme.iri, language, mint: `${own}/` };
}

const integers = new Set(
  ["nonNegativeInteger", "positiveInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"].map(
    (name) => expand("xsd", name),
  ),
);

function numberDatatype(field: Field): string {
  if (field.type !== "integer") return "decimal";
  return field.datatype !== undefined && integers.has(field.datatype) ? "nonNegativeInteger" : "integer";
}

/** Only what is said: parameters are JSON and part of the plan's fingerprint. */
function given(parameters: Record<string, unknown>): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
}
