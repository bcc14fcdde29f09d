/** Readings → statements on the record and its nodes: paths, fixed values, further predicates. */
import { expand } from "../rdf/namespaces.ts";
import type { Term } from "../rdf/term.ts";
import type { Field } from "../vocabulary/vocabulary.ts";
import type { AlignContext } from "./align-context.ts";
import { slotSteps } from "./model-fields.ts";
import { nodeParts, overridden } from "./node-parts.ts";
import type { NodeStep, NodeTree } from "./node-tree.ts";
import { type Reading, readingOutput } from "./readings.ts";
import { pathEnd } from "./value-end.ts";
import { literalOf, statement, type ValueStatement, valueStatements } from "./value-terms.ts";

export class FieldStatements {
  readonly #context: AlignContext;
  readonly #tree: NodeTree;
  readonly #slots: ReadonlyMap<string, number>;

  constructor(tree: NodeTree, context: AlignContext) {
    this.#context = context;
    this.#tree = tree;
    const { range } = context.vocabulary;
    this.#slots = slotSteps(context.fields.model, (field) => pathEnd(field, range).nodeSteps);
  }

  /** Everything that the field's path, `tsu:fixed` and `tsu:also` ask for. */
  state(reading: Reading): void {
    const { field } = reading;
    const { dataset, vocabulary } = this.#context;
    const end = pathEnd(field, vocabulary.range);
    const last = field.path.at(-1);
    const stated: ValueStatement[] = [];
    if (last !== undefined) {
      stated.push(
        ...(end.kind === "plain"
          ? valueStatements(reading, last, dataset.city.language)
          : nodeParts(end, reading, this.#context)),
      );
      const steps = this.#steps(field, field.path.slice(0, end.nodeSteps));
      for (const one of stated) this.#tree.add(steps, one);
    }
    this.#unread(reading);
    this.#fixed(reading, stated);
    for (const predicate of field.also)
      for (const one of valueStatements(reading, predicate, dataset.city.language)) this.#tree.add([], one);
  }

  /** An omitted dimension takes its default, so that sums never count people twice. */
  stateDefault(field: Field): void {
    const last = field.path.at(-1);
    if (field.default === undefined || last === undefined) return;
    const isIri = field.type === "concept" || field.type === "area" || field.type === "iri";
    const datatype = field.datatype === expand("xsd", "string") ? undefined : field.datatype;
    const term: Term = isIri
      ? { kind: "iri", value: field.default }
      : { kind: "literal", value: field.default, ...(datatype === undefined ? {} : { datatype }) };
    const steps = this.#steps(field, field.path.slice(0, -1));
    this.#tree.add(steps, { predicate: last, object: { kind: "constant", term }, causes: [] });
  }

  /** A text that names no concept or area is kept where the model has a place for it (tsu:textPath). */
  #unread(reading: Reading): void {
    const { textPath } = reading.field;
    const last = textPath?.at(-1);
    if (textPath === undefined || last === undefined) return;
    if (reading.function !== "concept" && reading.function !== "area") return;
    const text = statement(last, literalOf(readingOutput(reading, "unread")));
    this.#tree.add(this.#steps(reading.field, textPath.slice(0, -1)), text);
  }

  #fixed(reading: Reading, stated: readonly ValueStatement[]): void {
    const { field } = reading;
    const instead = overridden(reading);
    const causes = [...new Map(stated.flatMap((one) => one.causes).map((ref) => [JSON.stringify(ref), ref])).values()];
    for (const { path, value, iri } of field.fixed) {
      const last = path.at(-1);
      if (last === undefined || instead.has(last)) continue;
      const term: Term = iri ? { kind: "iri", value } : { kind: "literal", value };
      this.#tree.add(this.#steps(field, path.slice(0, -1)), {
        predicate: last,
        object: { kind: "constant", term },
        causes,
      });
    }
  }

  /** Steps to a node, with the slot where the field's path has it and the classes that the field or the range gives. */
  #steps(field: Field, path: readonly string[]): NodeStep[] {
    const slotStep = this.#slots.get(field.name);
    return path.map((predicate, step) => {
      const own = field.path.slice(0, step + 1).join(" ") === path.slice(0, step + 1).join(" ");
      const type = (own ? field.classes[step] : undefined) ?? this.#context.vocabulary.range(predicate);
      const slotted = own && step === slotStep && field.slot !== undefined;
      return { predicate, ...(slotted ? { slot: field.slot } : {}), ...(type === undefined ? {} : { class: type }) };
    });
  }
}
