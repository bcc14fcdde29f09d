/** Which options of a field mean something for which type of field. */
import type { FieldSpecDocument } from "../config/dataset-schema.ts";
import type { FieldType } from "../vocabulary/vocabulary.ts";
import type { DocumentPath, ProblemList } from "./problem-list.ts";

type Option = keyof FieldSpecDocument;

const always: readonly Option[] = ["from", "value", "map", "null"];
const text: readonly Option[] = ["split", "pattern", "repair"];
const number: readonly Option[] = ["pattern", "multiplier", "unit", "currency"];
const place: readonly Option[] = ["crs", "axes", "repair"];

const options: Readonly<Record<FieldType | "point", readonly Option[]>> = {
  text,
  integer: number,
  decimal: number,
  quantity: number,
  boolean: ["empty"],
  date: ["pattern", "calendar"],
  period: ["pattern", "calendar"],
  time: ["pattern"],
  hours: ["pattern", "split"],
  concept: [...text, "flags", "empty", "scheme", "unknown"],
  area: text,
  iri: text,
  latitude: place,
  longitude: place,
  point: ["x", "y", ...place],
};
const repairs: Readonly<Partial<Record<FieldType | "point", readonly ("pad" | "swap" | "width")[]>>> = {
  text: ["pad", "width"],
  concept: ["pad", "width"],
  area: ["pad", "width"],
  iri: ["width"],
  latitude: ["swap"],
  longitude: ["swap"],
  point: ["swap"],
};

/** Problem MAP-017 for every option that would be without effect. */
export function checkOptions(
  name: string,
  type: FieldType | "point",
  spec: FieldSpecDocument,
  path: DocumentPath,
  problems: ProblemList,
): void {
  const known = type === "point" ? ["null", ...options[type]] : [...always, ...options[type]];
  for (const option of Object.keys(spec) as Option[]) {
    if (spec[option] === undefined || known.includes(option)) continue;
    const types = (Object.keys(options) as FieldType[]).filter((other) => options[other].includes(option));
    problems.add(
      "MAP-017",
      [...path, option],
      `${option} does nothing for "${name}", which is a field of type ${type}.`,
      {
        advice:
          types.length > 0 ? `It is for fields of type ${types.join(", ")}.` : `This field takes ${known.join(", ")}.`,
      },
    );
  }
  if (type === "concept" && spec.empty === "no")
    problems.add("MAP-017", [...path, "empty"], `empty: no does nothing for "${name}": an empty flag denies nothing.`, {
      advice: "Take it out: only raised flags are stated, and what is not stated stays unknown.",
    });
  for (const repair of Object.keys(spec.repair ?? {}) as ("pad" | "swap" | "width")[]) {
    if (!known.includes("repair") || repairs[type]?.includes(repair)) continue;
    problems.add(
      "MAP-017",
      [...path, "repair", repair],
      `The repair ${repair} does nothing for "${name}", which is a field of type ${type}.`,
      {
        advice: `It can repair: ${repairs[type]?.join(", ") ?? "nothing"}.`,
      },
    );
  }
}
