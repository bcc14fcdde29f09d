/** The fields of a model by what people call them, and how its slots lie. */
import { fold } from "../function/fold.ts";
import { nearest } from "../problem/nearest.ts";
import type { Field, Model } from "../vocabulary/vocabulary.ts";
import { type DocumentPath, type ProblemList, suggestion } from "./problem-list.ts";

/** Input that every model with coordinates takes: a pair of columns. */
export const pointField = "point";

export class ModelFields {
  readonly model: Model;
  readonly #byName: ReadonlyMap<string, Field>;
  readonly #byLabel = new Map<string, Field[]>();

  constructor(model: Model) {
    this.model = model;
    this.#byName = new Map(model.fields.map((field) => [field.name, field]));
    for (const field of model.fields) {
      for (const label of new Set(Object.values(field.labels).map(fold))) {
        const list = this.#byLabel.get(label);
        if (list === undefined) this.#byLabel.set(label, [field]);
        else list.push(field);
      }
    }
  }

  get takesPoint(): boolean {
    return this.ofType("latitude") !== undefined && this.ofType("longitude") !== undefined;
  }

  ofType(type: Field["type"]): Field | undefined {
    return this.model.fields.find((field) => field.type === type);
  }

  #byHeader(header: string): string | undefined {
    const folded = fold(header);
    return this.model.fields.find((field) => field.headers.some((one) => fold(one) === folded))?.name;
  }

  /** By its name, or by a label in any language (`header`: the column, for a better suggestion); problem MAP-010 if there is none or the label is that of several. */
  find(name: string, path: DocumentPath, problems: ProblemList, header?: string): Field | undefined {
    const named = this.#byName.get(name);
    if (named !== undefined) return named;
    const labelled = this.#byLabel.get(fold(name)) ?? [];
    if (labelled.length === 1) return labelled[0];
    if (labelled.length > 1) {
      const names = labelled.map((field) => field.name);
      problems.add("MAP-010", path, `"${name}" is the label of several fields of the model "${this.model.key}".`, {
        advice: `Say which: ${names.join(", ")}.`,
      });
      return undefined;
    }
    const names = [...this.#byName.keys(), ...(this.takesPoint ? [pointField] : [])];
    const labels = this.model.fields.flatMap((field) => Object.values(field.labels));
    const guess =
      this.#byHeader(name) ?? (header && this.#byHeader(header)) ?? nearest(name, [...names, ...labels], fold);
    problems.add("MAP-010", path, `The model "${this.model.key}" has no field "${name}".`, {
      advice: suggestion(guess, names, "fields"),
    });
    return undefined;
  }
}

/**
 * The step that a field's slot distinguishes: the last node that all fields with the same slot share, e.g. ic:ID for
 * `ic:ID ic:識別値` and `ic:ID ic:体系 ic:名称`. It depends on the model alone, so that no mapping changes a node's IRI.
 */
export function slotSteps(model: Model, nodeSteps: (field: Field) => number): ReadonlyMap<string, number> {
  const steps = new Map<string, number>();
  for (const field of model.fields) {
    if (field.slot === undefined) continue;
    const alike = model.fields.filter((other) => other.slot === field.slot && other.path[0] === field.path[0]);
    let shared = Math.min(...alike.map(nodeSteps));
    for (const other of alike)
      while (other.path.slice(0, shared).join(" ") !== field.path.slice(0, shared).join(" ")) shared--;
    steps.set(field.name, Math.max(shared, 1) - 1);
  }
  return steps;
}
