/** Triples maps as closures that give lines of N-Quads. */
import type { Plan, PredicateObjectMap, TermMap, TriplesMap, ValueRef } from "../mapping/plan.ts";
import { termText } from "../rdf/nquads.ts";
import { latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import { compileCondition } from "./compile-condition.ts";
import { type CompiledTerm, compileTermMap, oncePerRow, planFault } from "./compile-term-map.ts";
import type { Statement } from "./passage.ts";
import { piecesOf, type QuadTemplate, subjectPieces } from "./quad-template.ts";
import { rdfType } from "./repeated-triples.ts";
import type { Row, Value } from "./row.ts";
import type { Slots } from "./slots.ts";

/** Gives the lines that one subject gets from one row. */
type Emitter = (row: Row, subject: string) => string;

/** The quads of one predicate and object map. */
interface Line {
  readonly emit: Emitter;
  /** What follows the subject, if it is known but for the row's values. */
  readonly rest?: QuadTemplate;
}

export interface TriplesMapContext {
  readonly plan: Plan;
  readonly slots: Slots;
  /** Places of the plan whose lines have to be compared (repeated-triples.ts). */
  readonly repeating: ReadonlySet<string>;
  /** Compiled term maps by their JSON: maps that say the same share one closure, evaluated once a row. */
  readonly terms: Map<string, CompiledTerm>;
}

/** The statements of a triples map, in the order in which they are written. */
export function compileTriplesMap(map: TriplesMap, index: number, context: TriplesMapContext): Statement[] {
  if (kindOf(map.subject) === "literal") throw planFault(`The subject of the triples map ${map.name} is a literal.`);
  const subject = compileShared(map.subject, context);
  const lines = compileLines(map, index, context);
  const condition = map.condition && compileCondition(map.condition, context.slots);
  const fires = condition ?? ((): boolean => true);
  const pieces = subjectPieces(map.subject, context.slots);
  if (pieces !== undefined) {
    const conditions = map.condition === undefined ? [] : [map.condition];
    return lines.map(({ emit, rest }) => ({
      write: (row) => {
        const term = fires(row) ? (subject.constant ?? subject.evaluate(row)) : undefined;
        return typeof term === "string" ? emit(row, term) : "";
      },
      ...(rest === undefined
        ? {}
        : { template: { pieces: [...pieces, ...rest.pieces], conditions: [...conditions, ...rest.conditions] } }),
    }));
  }
  // Such a row may have several subjects: each gets all its lines before the next.
  const write = (row: Row): string => {
    if (!fires(row)) return "";
    let text = "";
    for (const term of listOf(subject, row)) for (const { emit } of lines) text += emit(row, term);
    return text;
  };
  return [{ write }];
}

function compileLines(map: TriplesMap, index: number, context: TriplesMapContext): Line[] {
  const lines: Line[] = [];
  const add = (id: string, line: Line): void =>
    void lines.push(context.repeating.has(id) ? { emit: unrepeated(line.emit) } : line);
  const rdfTypePair = { predicates: [rdfType], graphs: [] };
  for (const type of new Set(map.classes)) {
    const object: TermMap = { kind: "constant", term: { kind: "iri", value: type } };
    for (const line of compilePair({ ...rdfTypePair, objects: [object] }, map.graphs, context))
      add(`${index}.type`, line);
  }
  map.predicateObjectMaps.forEach((pair, p) => {
    for (const line of compilePair(pair, map.graphs, context)) add(`${index}.${p}`, line);
  });
  return lines;
}

function compilePair(pair: PredicateObjectMap, inherited: readonly TermMap[], context: TriplesMapContext): Line[] {
  const graphMaps = pair.graphs.length > 0 ? pair.graphs : inherited;
  const graphs = compileGraphs(graphMaps, context);
  const condition = pair.condition && compileCondition(pair.condition, context.slots);
  return pair.predicates.flatMap((predicateMap) => {
    if (kindOf(predicateMap) !== "iri") throw planFault("A predicate map must make an IRI.");
    const predicate = compileShared(predicateMap, context);
    return pair.objects.map((object) => {
      const emit = emitTriples(predicate, compileShared(object, context), graphs);
      const rest = templateOfRest(predicate, object, graphs, pair, context);
      return {
        emit:
          condition === undefined ? emit : (row: Row, subject: string) => (condition(row) ? emit(row, subject) : ""),
        ...(rest === undefined ? {} : { rest }),
      };
    });
  });
}

/** Predicate, object and graph of a quad; undefined where predicate or graph depend on the row. */
function templateOfRest(
  predicate: CompiledTerm,
  object: TermMap,
  graphs: readonly CompiledTerm[],
  pair: PredicateObjectMap,
  { slots }: TriplesMapContext,
): QuadTemplate | undefined {
  const graph = graphs.length === 1 ? graphs[0]!.constant : undefined;
  const pieces = piecesOf(object, slots);
  if (predicate.constant === undefined || graph === undefined || pieces === undefined) return undefined;
  return {
    pieces: ["\t" + predicate.constant + "\t", ...pieces, "\t" + graph + "\t.\n"],
    conditions: pair.condition === undefined ? [] : [pair.condition],
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
