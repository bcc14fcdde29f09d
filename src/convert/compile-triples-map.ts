/** Triples maps as closures that give lines of N-Quads. */
import type { Plan, PredicateObjectMap, TermMap, TriplesMap, ValueRef } from "../mapping/plan.ts";
import { literalSuffix, termText } from "../rdf/nquads.ts";
import { latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import { compileCondition } from "./compile-condition.ts";
import { type CompiledTerm, compileTermMap, escapeText, oncePerRow, planFault } from "./compile-term-map.ts";
import { rdfType } from "./repeated-triples.ts";
import type { Row, Value } from "./row.ts";
import type { Slots } from "./slots.ts";

/** Gives the lines that one subject gets from one row. */
type Emitter = (row: Row, subject: string) => string;

export interface TriplesMapContext {
  readonly plan: Plan;
  readonly slots: Slots;
  /** Places of the plan whose lines have to be compared (repeated-triples.ts). */
  readonly repeating: ReadonlySet<string>;
  /** Compiled term maps by their JSON: maps that say the same share one closure, evaluated once a row. */
  readonly terms: Map<string, CompiledTerm>;
}

export function compileTriplesMap(map: TriplesMap, index: number, context: TriplesMapContext): (row: Row) => string {
  if (kindOf(map.subject) === "literal") throw planFault(`The subject of the triples map ${map.name} is a literal.`);
  const subject = compileShared(map.subject, context);
  const graphs = compileGraphs(map.graphs, context);
  const emitters: Emitter[] = [];
  const add = (id: string, emitter: Emitter): void =>
    void emitters.push(context.repeating.has(id) ? unrepeated(emitter) : emitter);
  for (const type of new Set(map.classes)) {
    const object = { constant: bytes(termText({ kind: "iri", value: type })) };
    add(`${index}.type`, emitTriples(compileShared(rdfType, context), object, graphs));
  }
  map.predicateObjectMaps.forEach((pair, p) => {
    for (const emitter of compilePair(pair, graphs, context)) add(`${index}.${p}`, emitter);
  });
  const condition = map.condition && compileCondition(map.condition, context.slots);
  const all = (row: Row, term: string): string => {
    let text = "";
    for (let i = 0; i < emitters.length; i++) text += emitters[i]!(row, term);
    return text;
  };
  return (row) => {
    if (condition !== undefined && !condition(row)) return "";
    const term = subject.constant ?? subject.evaluate(row);
    if (term === undefined) return "";
    return typeof term === "string"
      ? all(row, term)
      : distinct(term)
          .map((item) => all(row, item))
          .join("");
  };
}

function compilePair(
  pair: PredicateObjectMap,
  inherited: readonly CompiledTerm[],
  context: TriplesMapContext,
): Emitter[] {
  const graphs = pair.graphs.length > 0 ? compileGraphs(pair.graphs, context) : inherited;
  const condition = pair.condition && compileCondition(pair.condition, context.slots);
  return pair.predicates.flatMap((predicateMap) => {
    if (kindOf(predicateMap) !== "iri") throw planFault("A predicate map must make an IRI.");
    const predicate = compileShared(predicateMap, context);
    return pair.objects.map((object) => {
      const emitter =
        emitCell(predicate, object, graphs, context) ?? emitTriples(predicate, compileShared(object, context), graphs);
      return condition === undefined
        ? emitter
        : (row: Row, subject: string) => (condition(row) ? emitter(row, subject) : "");
    });
  });
}

/** The usual triple, and the fastest: fixed predicate and graph, and a literal that is the text of one value. */
function emitCell(
  predicate: CompiledTerm,
  object: TermMap,
  graphs: readonly CompiledTerm[],
  context: TriplesMapContext,
): Emitter | undefined {
  const graph = graphs.length === 1 ? graphs[0]!.constant : undefined;
  if (predicate.constant === undefined || graph === undefined) return undefined;
  if (object.kind !== "reference" || object.termType !== "literal") return undefined;
  const slot = context.slots.of(object.value);
  const before = "\t" + predicate.constant + '\t"';
  const after = '"' + bytes(literalSuffix(object.datatype, object.language)) + "\t" + graph + "\t.\n";
  // The cells of a clean block need no escaping; what functions make may.
  const isCell = context.slots.expression(object.value).kind === "reference";
  return (row, subject) => {
    const value = row.values[slot];
    if (value === undefined) return "";
    if (typeof value === "string") {
      row.quads++;
      return subject + before + (isCell && row.clean ? value : escapeText(value)) + after;
    }
    let text = "";
    for (const item of distinct(value)) {
      row.quads++;
      text += subject + before + escapeText(item) + after;
    }
    return text;
  };
}

function emitTriples(predicate: CompiledTerm, object: CompiledTerm, graphs: readonly CompiledTerm[]): Emitter {
  const graph = graphs.length === 1 ? graphs[0]!.constant : undefined;
  if (predicate.constant !== undefined && graph !== undefined) {
    const before = "\t" + predicate.constant + "\t";
    const after = "\t" + graph + "\t.\n";
    if (object.constant !== undefined) {
      const rest = before + object.constant + after;
      return (row, subject) => {
        row.quads++;
        return subject + rest;
      };
    }
    const { evaluate } = object;
    return (row, subject) => {
      const term = evaluate(row);
      if (term === undefined) return "";
      if (typeof term === "string") {
        row.quads++;
        return subject + before + term + after;
      }
      return join(row, subject, [predicate.constant], distinct(term), [graph]);
    };
  }
  return (row, subject) =>
    join(
      row,
      subject,
      listOf(predicate, row),
      listOf(object, row),
      distinct(graphs.flatMap((term) => listOf(term, row))),
    );
}

function join(
  row: Row,
  subject: string,
  predicates: readonly string[],
  objects: readonly string[],
  graphs: readonly string[],
): string {
  let text = "";
  for (const predicate of predicates) {
    for (const object of objects) {
      for (const graph of graphs) {
        row.quads++;
        text += subject + "\t" + predicate + "\t" + object + "\t" + graph + "\t.\n";
      }
    }
  }
  return text;
}

/** Leaves out lines that this row has already written. */
function unrepeated(emitter: Emitter): Emitter {
  return (row, subject) => {
    const text = emitter(row, subject);
    if (text === "") return text;
    let kept = "";
    for (const line of text.split("\n")) {
      if (line === "") continue;
      if (row.seen.has(line)) row.quads--;
      else {
        row.seen.add(line);
        kept += line + "\n";
      }
    }
    return kept;
  };
}

function compileGraphs(maps: readonly TermMap[], context: TriplesMapContext): CompiledTerm[] {
  if (maps.length === 0) return [{ constant: bytes(termText({ kind: "iri", value: context.plan.dataset })) }];
  return maps.map((map) => {
    if (kindOf(map) === "literal") throw planFault("A graph map cannot make a literal.");
    // rml:defaultGraph is the dataset's graph: nothing is published outside a dataset.
    return compileShared(map, context);
  });
}

function compileShared(map: TermMap, context: TriplesMapContext): CompiledTerm {
  const key = JSON.stringify(map);
  const known = context.terms.get(key);
  if (known) return known;
  const headers = (ref: ValueRef): string | undefined => {
    const names = context.slots.columns(ref).map((column) => context.plan.columns[column] ?? `column ${column + 1}`);
    return names.length === 0 ? undefined : names.join(", ");
  };
  const compiled = compileTermMap(map, context.slots, headers);
  const shared = compiled.constant === undefined ? { evaluate: oncePerRow(compiled.evaluate) } : compiled;
  context.terms.set(key, shared);
  return shared;
}

const kindOf = (map: TermMap): string => (map.kind === "constant" ? map.term.kind : map.termType);

const listOf = (term: CompiledTerm, row: Row): readonly string[] => {
  const value: Value = term.constant ?? term.evaluate(row);
  return value === undefined ? [] : typeof value === "string" ? [value] : distinct(value);
};

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];
const bytes = (text: string): string => latin1Of(toUtf8Bytes(text));
