/** The key of a record: fields in canonical form (DESIGN §8). */
import type { AlignContext } from "./align-context.ts";
import { pointField } from "./model-fields.ts";
import type { KeyExpression, ValueRef } from "./plan.ts";
import type { DocumentPath } from "./problem-list.ts";
import { type Reading, readingOutput } from "./readings.ts";

export interface RecordKey {
  readonly value: ValueRef;
  readonly parts: readonly { readonly reading: Reading; readonly value: ValueRef }[];
  readonly content: boolean;
}

/** Adds the key's expression. Undefined after a problem: MAP-021 no key, MAP-022 a part that nothing maps. */
export function compileKey(readings: readonly Reading[], context: AlignContext): RecordKey | undefined {
  const { dataset, expressions } = context;
  const stated = dataset.document.key;
  const content = stated !== undefined && !Array.isArray(stated);
  const listed = stated === undefined ? undefined : Array.isArray(stated) ? stated : stated.content;
  const names = listed ?? dimensions(readings, context);
  if (names === undefined) return undefined;

  const parts = names.flatMap((name, index) => {
    const path = listed === undefined ? ["model"] : content ? ["key", "content", index] : ["key", index];
    return partOf(name, path, readings, context) ?? [];
  });
  if (parts.length < names.length || parts.length === 0) return undefined;
  const key: KeyExpression = {
    kind: "key",
    parts: parts.map((part) => part.value),
    names: parts.map((part) =>
      part.reading.function === "coordinates" && names.includes(pointField) ? pointField : part.reading.field.name,
    ),
    content,
  };
  return { value: expressions.add(key), parts, content };
}

/** Observations are named by their dimensions; those that the table does not give take their default and stay out. */
function dimensions(readings: readonly Reading[], { fields, problems }: AlignContext): readonly string[] | undefined {
  const { model } = fields;
  if (model.kind === "observation") {
    const given = model.fields.filter(
      (field) => field.role === "dimension" && readings.some((reading) => reading.field === field),
    );
    if (given.length > 0) return given.map((field) => field.name);
    const wanted = model.fields.filter((field) => field.role === "dimension").map((field) => field.name);
    problems.add(
      "MAP-021",
      ["columns"],
      `No dimension of the model "${model.key}" is mapped, so its records have no key.`,
      { advice: `Map ${wanted.join(", ")}.` },
    );
    return undefined;
  }
  const candidate = model.fields.find(
    (field) => field.role === "identifier" && readings.some((reading) => reading.field === field),
  );
  problems.add("MAP-021", ["model"], "The dataset has no key, so its records cannot be named.", {
    advice:
      `Say key: [${candidate?.name ?? "id"}] with the fields that name a record for good, ` +
      "or key: { content: [name, address] } if the table has none: then the content of these fields names it.",
  });
  return undefined;
}

function partOf(
  name: string,
  path: DocumentPath,
  readings: readonly Reading[],
  context: AlignContext,
): { reading: Reading; value: ValueRef } | undefined {
  const { fields, problems } = context;
  if (name === pointField && fields.takesPoint) {
    const reading = readings.find((one) => one.function === "coordinates");
    if (reading !== undefined) return { reading, value: reading.value };
  }
  const field =
    name === pointField && fields.takesPoint ? fields.ofType("latitude") : fields.find(name, path, problems);
  if (field === undefined) return undefined;
  const [reading, ...others] = readings.filter((one) => one.field.name === field.name);
  if (reading === undefined) {
    if (!problems.failed) {
      const mapped = [...new Set(readings.map((one) => one.field.name))];
      const advice =
        mapped.length === 0
          ? "Map a column to it."
          : `Map a column to it, or name records by other fields: ${mapped.join(", ")}.`;
      problems.add("MAP-022", path, `The key needs the field "${name}", which nothing maps.`, { advice });
    }
    return undefined;
  }
  if (others.length > 0) {
    problems.add("MAP-022", path, `The field "${name}" is read from several places and cannot be part of the key.`, {
      advice: "Take a field that has one column.",
    });
    return undefined;
  }
  if (reading.function !== "coordinates") return { reading, value: reading.value };
  return { reading, value: readingOutput(reading, field.type === "latitude" ? "lat" : "long") };
}
