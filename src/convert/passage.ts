/**
 * Statements written many at a time. Which values a row has decides which quads it gets; for each such choice (a shape) the
 * text of all quads is joined once, and a row fills its holes. A passage tests few values, so there are few shapes.
 */
import type { Condition } from "../mapping/plan.ts";
import { isIriBytes } from "../rdf/iri-check.ts";
import { encodeTemplateValue } from "../rdf/template-value.ts";
import { bytesOfLatin1, latin1Of } from "../rdf/utf8-bytes.ts";
import { compileCondition } from "./compile-condition.ts";
import { escapeText } from "./compile-term-map.ts";
import type { Hole, QuadTemplate } from "./quad-template.ts";
import type { Row } from "./row.ts";
import type { Slots } from "./slots.ts";

/** Writes some quads of a row. */
export interface Statement {
  /** The general way: any number of values, problems reported. */
  write(row: Row): string;
  /** The same for rows whose values are one text each. */
  readonly template?: QuadTemplate;
}

/** Tests of a passage: at most 2^8 shapes. */
const mostTests = 8;

/** A question about a row, one bit of its shape. */
interface Test {
  readonly id: string;
  /** The slot that has to have a value; else `holds` decides. */
  readonly slot?: number;
  readonly isIri?: boolean;
  readonly holds?: (row: Row) => boolean;
}

interface Tested {
  readonly statement: Statement;
  readonly template: QuadTemplate;
  readonly tests: readonly Test[];
}

/** Joins statements that can be written together, keeping their order. */
export function joinStatements(statements: readonly Statement[], slots: Slots): ((row: Row) => string)[] {
  const writers: ((row: Row) => string)[] = [];
  let passage: Tested[] = [];
  let tests = new Map<string, Test>();
  const close = (): void => {
    if (passage.length > 0) writers.push(compilePassage(passage, [...tests.values()]));
    passage = [];
    tests = new Map();
  };
  for (const statement of statements) {
    const { template } = statement;
    const own = template === undefined ? undefined : testsOf(template, slots);
    if (template === undefined || own === undefined || own.length > mostTests) {
      close();
      writers.push((row) => statement.write(row));
      continue;
    }
    if (new Set([...tests.keys(), ...own.map(({ id }) => id)]).size > mostTests) close();
    for (const test of own) tests.set(test.id, test);
    passage.push({ statement, template, tests: own });
  }
  close();
  return writers;
}

function testsOf({ pieces, conditions }: QuadTemplate, slots: Slots): Test[] {
  const tests = new Map<string, Test>();
  const add = (test: Test): void => void tests.set(test.id, test);
  const hasValue = (slot: number, isIri = false): Test => ({ id: isIri ? `iri ${slot}` : `${slot}`, slot, isIri });
  for (const piece of pieces) {
    if (typeof piece === "string") continue;
    const isIri = piece.form === "iri";
    // A row whose key has no value is rejected, and a constant is always there.
    const always = !isIri && (piece.expression === "key" || piece.expression === "constant");
    if (!always) add(hasValue(piece.slot, isIri));
  }
  for (const condition of conditions) {
    const only = onlySlot(condition, slots);
    add(
      only === undefined
        ? { id: JSON.stringify(condition), holds: compileCondition(condition, slots) }
        : hasValue(only),
    );
  }
  return [...tests.values()];
}

/** The slot of a condition that asks for one value only. */
function onlySlot(condition: Condition, slots: Slots): number | undefined {
  if (!("anyOf" in condition)) return undefined;
  const [slot, ...others] = new Set(condition.anyOf.map(slots.of));
  return others.length === 0 ? slot : undefined;
}

/** The text of one choice of quads: `first`, then each hole's value and the text after it. */
interface Shape {
  readonly quads: number;
  readonly first: string;
  readonly slots: readonly number[];
  readonly write: readonly (((value: string, row: Row) => string) | undefined)[];
  readonly after: readonly string[];
}

function compilePassage(passage: readonly Tested[], tests: readonly Test[]): (row: Row) => string {
  const bits = new Map(tests.map(({ id }, bit) => [id, 1 << bit]));
  const needed = passage.map((one) => one.tests.reduce((mask, { id }) => mask | bits.get(id)!, 0));
  const shapes = new Array<Shape | undefined>(1 << tests.length).fill(undefined);
  const general = (row: Row): string => {
    let text = "";
    for (const { statement } of passage) text += statement.write(row);
    return text;
  };
  const shapeOf = (mask: number): Shape =>
    joinTemplates(passage.filter((_, i) => (needed[i]! & mask) === needed[i]).map(({ template }) => template));

  return (row) => {
    const { values } = row;
    let mask = 0;
    for (let i = 0; i < tests.length; i++) {
      const test = tests[i]!;
      if (test.slot === undefined) {
        if (test.holds!(row)) mask |= 1 << i;
        continue;
      }
      const value = values[test.slot];
      if (value === undefined) continue;
      if (typeof value !== "string" || (test.isIri && !isKnownIri(value))) return general(row);
      mask |= 1 << i;
    }
    let shape = shapes[mask];
    if (shape === undefined) {
      shape = shapeOf(mask);
      shapes[mask] = shape;
    }
    row.quads += shape.quads;
    let text = shape.first;
    for (let i = 0; i < shape.slots.length; i++) {
      const value = values[shape.slots[i]!] as string;
      const write = shape.write[i];
      text += (write === undefined ? value : write(value, row)) + shape.after[i]!;
    }
    return text;
  };
}

function joinTemplates(templates: readonly QuadTemplate[]): Shape {
  const shape = { quads: templates.length, slots: [] as number[], write: [] as Shape["write"][number][] };
  const texts: string[][] = [[]];
  for (const piece of templates.flatMap(({ pieces }) => pieces)) {
    if (typeof piece === "string") texts.at(-1)!.push(piece);
    else {
      shape.slots.push(piece.slot);
      shape.write.push(writerOf(piece));
      texts.push([]);
    }
  }
  // Flat texts: what is joined by + stays a tree, which every row would walk again.
  const [first, ...after] = texts.map((text) => Buffer.from(text.join(""), "latin1").latin1Slice());
  return { ...shape, first: first!, after };
}

/** How a value is written; undefined: as it is. */
function writerOf(hole: Hole): Shape["write"][number] {
  if (hole.form === "encoded") return encode;
  if (hole.form !== "literal") return undefined;
  // The cells of a clean block need no escaping; what functions make may.
  return hole.expression === "reference" ? escapeCell : escapeText;
}

const escapeCell = (value: string, row: Row): string => (row.clean ? value : escapeText(value));
const encode = (value: string): string => latin1Of(encodeTemplateValue(bytesOfLatin1(value)));

/** IRIs that have been looked at: tables repeat them. */
const knownIris = new Set<string>();
const mostKnown = 4096;

function isKnownIri(value: string): boolean {
  if (knownIris.has(value)) return true;
  if (!isIriBytes(bytesOfLatin1(value))) return false;
  if (knownIris.size >= mostKnown) knownIris.clear();
  // A cell is a slice that would keep its whole block in memory.
  if (value.length < 256) knownIris.add(Buffer.from(value, "latin1").latin1Slice());
  return true;
}
