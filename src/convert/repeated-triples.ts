/**
 * Which maps of a plan can make the same triple twice from one row (two columns on one predicate that say the same).
 * Only their lines are compared while converting; all others are proven different here.
 */
import type { Plan, TermMap, ValueRef } from "../mapping/plan.ts";
import { namespaces } from "../rdf/namespaces.ts";
import { literalSuffix, termText } from "../rdf/nquads.ts";

/** One place of a plan that writes triples. */
export interface TripleSource {
  readonly subject: TermMap;
  readonly predicate: TermMap;
  readonly object: TermMap;
}

export const rdfType: TermMap = { kind: "constant", term: { kind: "iri", value: namespaces.rdf + "type" } };

/** The predicate-object pairs of a plan, named by where they stand, that have to be compared with one another. */
export function mayRepeat(plan: Plan): ReadonlySet<string> {
  const sources: { id: string; source: TripleSource }[] = [];
  plan.triplesMaps.forEach((map, m) => {
    for (const type of new Set(map.classes)) {
      const object: TermMap = { kind: "constant", term: { kind: "iri", value: type } };
      sources.push({ id: `${m}.type`, source: { subject: map.subject, predicate: rdfType, object } });
    }
    map.predicateObjectMaps.forEach((pair, p) => {
      for (const predicate of pair.predicates) {
        for (const object of pair.objects)
          sources.push({ id: `${m}.${p}`, source: { subject: map.subject, predicate, object } });
      }
    });
  });
  const repeating = new Set<string>();
  sources.forEach((one, i) => {
    if (hasSeveralLists(one.source, plan)) repeating.add(one.id);
    for (const other of sources.slice(i + 1)) {
      if (repeating.has(one.id) && repeating.has(other.id)) continue;
      if (canBeEqual(one.source, other.source, plan)) {
        repeating.add(one.id);
        repeating.add(other.id);
      }
    }
  });
  return repeating;
}

const canBeEqual = (one: TripleSource, other: TripleSource, plan: Plan): boolean =>
  !areDifferent(one.predicate, other.predicate, plan) &&
  !areDifferent(one.subject, other.subject, plan) &&
  !areDifferent(one.object, other.object, plan);

/** Two lists in one template may be combined to the same text in two ways. */
function hasSeveralLists(source: TripleSource, plan: Plan): boolean {
  return [source.subject, source.predicate, source.object].some(
    (map) =>
      map.kind === "template" &&
      map.parts.filter((part) => typeof part !== "string" && mayBeList(part, plan)).length > 1,
  );
}

/** Only functions have several values; a cell, a constant and a key are one text. */
const mayBeList = (ref: ValueRef, plan: Plan): boolean => plan.expressions[ref.expression]?.kind === "function";

/** True if the two maps never give the same term for one row. */
export function areDifferent(one: TermMap, other: TermMap, plan: Plan): boolean {
  if (kindOf(one) !== kindOf(other)) return true;
  if (one.kind === "constant" && other.kind === "constant") return termText(one.term) !== termText(other.term);
  if (kindOf(one) === "literal" && suffixOf(one) !== suffixOf(other)) return true;
  const [a, b] = [skeleton(one, plan), skeleton(other, plan)];
  if (!a.head.startsWith(b.head) && !b.head.startsWith(a.head)) return true;
  if (!a.tail.endsWith(b.tail) && !b.tail.endsWith(a.tail)) return true;
  // The same values in the same frame, and only the last text differs: …/12#設置地点 and …/12#設置地点.住所. With lists
  // that is a proof only where a value cannot hold the "#" that the text begins with.
  return (
    a.refs > 0 && a.frame === b.frame && a.tail !== b.tail && ((a.single && b.single) || (a.fragment && b.fragment))
  );
}

const kindOf = (map: TermMap): string => (map.kind === "constant" ? map.term.kind : map.termType);

function suffixOf(map: TermMap): string {
  if (map.kind !== "constant") return literalSuffix(map.datatype, map.language);
  return map.term.kind === "literal" ? literalSuffix(map.term.datatype, map.term.language) : "";
}

interface Skeleton {
  readonly head: string;
  readonly tail: string;
  /** Everything but the tail. */
  readonly frame: string;
  readonly refs: number;
  readonly single: boolean;
  /** The values hold no "#", and the tail is empty or begins with one. */
  readonly fragment: boolean;
}

/** The constant text at both ends of a term, and what lies between. */
function skeleton(map: TermMap, plan: Plan): Skeleton {
  const parts = map.kind === "constant" ? [map.term.value] : map.kind === "reference" ? [map.value] : map.parts;
  const first = parts[0];
  const last = parts.length > 1 ? parts.at(-1) : undefined;
  const tail = typeof last === "string" ? last : "";
  const refs = parts.filter((part): part is ValueRef => typeof part !== "string");
  return {
    head: typeof first === "string" ? first : "",
    tail: parts.length === 1 && typeof first === "string" ? first : tail,
    frame: JSON.stringify(tail === "" ? parts : parts.slice(0, -1)),
    refs: refs.length,
    single: !refs.some((ref) => mayBeList(ref, plan)),
    fragment: (tail === "" || tail.startsWith("#")) && map.kind === "template" && map.encode,
  };
}
