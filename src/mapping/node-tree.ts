/**
 * The resources of one record: the record and its intermediate nodes, whose IRIs are the record's IRI, "#" and the steps
 * joined by "." (`…/aed/12#設置地点.住所`, with a slot `#ID(共通ID)`). A node exists only where a value hangs on it.
 */
import { encodeIriSegment } from "../uri/iri-safe.ts";
import type { Condition, PredicateObjectMap, TermMap, TriplesMap, ValueRef } from "./plan.ts";
import type { ValueStatement } from "./value-terms.ts";

export interface NodeStep {
  readonly predicate: string;
  readonly slot?: string;
  readonly class?: string;
  /** What the node is called in its IRI, in the place of the predicate's local name. */
  readonly name?: string;
}

interface Node {
  /** "" for the record. */
  readonly fragment: string;
  readonly classes: Set<string>;
  readonly statements: Map<string, ValueStatement>;
  readonly children: Map<string, { readonly predicate: string; readonly node: Node }>;
}

export class NodeTree {
  readonly #record: Node = node("");
  readonly #subject: readonly (string | ValueRef)[];
  readonly #fragments = new Map<string, string>();

  /** @param subject the record's IRI: text and the key, which is encoded already */
  constructor(subject: readonly (string | ValueRef)[], classes: readonly string[]) {
    this.#subject = subject;
    for (const one of classes) this.#record.classes.add(one);
  }

  /** States something on the node at the end of these steps; none: on the record. The same statement counts once. */
  add(steps: readonly NodeStep[], statement: ValueStatement): void {
    const { statements } = this.#nodeAt(steps);
    const key = JSON.stringify([statement.predicate, statement.object]);
    const known = statements.get(key);
    if (known === undefined) statements.set(key, statement);
    else if (known.causes.length > 0)
      statements.set(key, { ...known, causes: union([known.causes, statement.causes]) });
  }

  triplesMaps(): TriplesMap[] {
    return this.#mapsOf(this.#record, undefined);
  }

  #nodeAt(steps: readonly NodeStep[]): Node {
    let current = this.#record;
    let path = "";
    for (const { predicate, slot, class: type, name: given } of steps) {
      path += ` ${predicate}${slot === undefined ? "" : ` (${slot})`}`;
      let child = current.children.get(path);
      if (child === undefined) {
        const name =
          encodeIriSegment(given ?? localName(predicate)) + (slot === undefined ? "" : `(${encodeIriSegment(slot)})`);
        child = {
          predicate,
          node: node(this.#unique(current.fragment === "" ? name : `${current.fragment}.${name}`, path)),
        };
        current.children.set(path, child);
      }
      if (type !== undefined) child.node.classes.add(type);
      current = child.node;
    }
    return current;
  }

  /** Two properties of one local name (ic:名称 and tsu:名称) would share a node: the later one is numbered. */
  #unique(fragment: string, path: string): string {
    let free = fragment;
    for (let n = 2; this.#fragments.has(free) && this.#fragments.get(free) !== path; n++) free = `${fragment}~${n}`;
    this.#fragments.set(free, path);
    return free;
  }

  #mapsOf(current: Node, condition: Condition | undefined): TriplesMap[] {
    const pairs: PredicateObjectMap[] = [];
    const inner: TriplesMap[] = [];
    for (const { predicate, object, causes } of current.statements.values()) {
      // A reference without a value makes no triple by itself; constants need to be told when.
      const needs = causes.length > 0 && object.kind === "constant" && !isSame(condition, causes);
      pairs.push(pair(predicate, object, needs ? { anyOf: causes } : undefined));
    }
    for (const { predicate, node: child } of current.children.values()) {
      const values = causesOf(child);
      if (values.length === 0) continue;
      const exists: Condition = { anyOf: values };
      pairs.push(pair(predicate, this.#iri(child), isSame(condition, values) ? undefined : exists));
      inner.push(...this.#mapsOf(child, exists));
    }
    const map: TriplesMap = {
      name: current.fragment === "" ? "record" : current.fragment,
      subject: this.#iri(current),
      classes: [...current.classes],
      graphs: [],
      predicateObjectMaps: pairs,
      ...(condition === undefined ? {} : { condition }),
    };
    return [map, ...inner];
  }

  #iri({ fragment }: Node): TermMap {
    const parts = fragment === "" ? this.#subject : [...this.#subject, `#${fragment}`];
    return { kind: "template", parts, encode: false, termType: "iri" };
  }
}

const node = (fragment: string): Node => ({ fragment, classes: new Set(), statements: new Map(), children: new Map() });

const pair = (predicate: string, object: TermMap, condition: Condition | undefined): PredicateObjectMap => ({
  predicates: [{ kind: "constant", term: { kind: "iri", value: predicate } }],
  objects: [object],
  graphs: [],
  ...(condition === undefined ? {} : { condition }),
});

/** Values that make a node exist: its own and those of the nodes below it. Constants alone make none. */
function causesOf(current: Node): ValueRef[] {
  const own = [...current.statements.values()].map((statement) => statement.causes);
  const below = [...current.children.values()].map((child) => causesOf(child.node));
  return union([...own, ...below]);
}

function union(lists: readonly (readonly ValueRef[])[]): ValueRef[] {
  const all = new Map(lists.flat().map((ref) => [`${ref.expression}.${ref.output}`, ref]));
  return [...all.values()].sort((a, b) => a.expression - b.expression || a.output - b.output);
}

const isSame = (condition: Condition | undefined, values: readonly ValueRef[]): boolean =>
  condition !== undefined &&
  "anyOf" in condition &&
  JSON.stringify(union([condition.anyOf])) === JSON.stringify(union([values]));

export const localName = (iri: string): string => iri.slice(Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1);
