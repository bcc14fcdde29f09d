/**
 * Quads whose text is known but for the values of the row, as pieces of text with holes between them. Nearly all quads of
 * a model are of this kind, and they are written many at a time (passage.ts).
 */
import type { Condition, TermMap, ValueRef } from "../mapping/plan.ts";
import { escapeLiteralText } from "../rdf/literal-text.ts";
import { literalSuffix, termText } from "../rdf/nquads.ts";
import { latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import type { Slots } from "./slots.ts";

/** Where a value of the row stands in a quad, and how it is written there. */
export interface Hole {
  readonly slot: number;
  /** As it is; escaped; percent-encoded; as it is, if it is an IRI. */
  readonly form: "text" | "literal" | "encoded" | "iri";
  readonly expression: "reference" | "constant" | "function" | "key";
}

export type Pieces = readonly (string | Hole)[];

export interface QuadTemplate {
  /** The whole line, with its end. A hole without a value: no quad. */
  readonly pieces: Pieces;
  readonly conditions: readonly Condition[];
}

type TemplateMap = Extract<TermMap, { kind: "template" }>;

/** A term as pieces; undefined if it is made otherwise (compile-term-map.ts makes every kind). */
export function piecesOf(map: TermMap, slots: Slots): Pieces | undefined {
  const hole = (ref: ValueRef, form: Hole["form"]): Hole => ({
    slot: slots.of(ref),
    form,
    expression: slots.expression(ref).kind,
  });
  if (map.kind === "constant") return [bytes(termText(map.term))];
  if (map.termType === "blank") return undefined;
  if (map.termType === "literal") {
    const parts = map.kind === "reference" ? [map.value] : map.parts;
    const texts = parts.map((part) =>
      typeof part === "string" ? bytes(escapeLiteralText(part)) : hole(part, "literal"),
    );
    return ['"', ...texts, '"' + bytes(literalSuffix(map.datatype, map.language))];
  }
  if (map.kind === "reference") return ["<", hole(map.value, "iri"), ">"];
  if (!isSafeTemplate(map, slots)) return undefined;
  const texts = map.parts.map((part) =>
    typeof part === "string" ? bytes(part) : hole(part, map.encode ? "encoded" : "text"),
  );
  return ["<", ...texts, ">"];
}

/** The same for a subject, which is one text in every row: functions may give several. */
export function subjectPieces(map: TermMap, slots: Slots): Pieces | undefined {
  const pieces = piecesOf(map, slots);
  return pieces?.some((piece) => typeof piece !== "string" && (piece.expression === "function" || piece.form === "iri"))
    ? undefined
    : pieces;
}

/**
 * True if every value gives an IRI: the text begins with a scheme, and what follows is encoded. A key is made of encoded
 * parts.
 */
export function isSafeTemplate(map: TemplateMap, slots: Slots): boolean {
  if (map.termType !== "iri") return false;
  const [head] = map.parts;
  if (typeof head !== "string" || !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(head)) return false;
  return map.parts.every((part) => typeof part === "string" || map.encode || slots.expression(part).kind === "key");
}

const bytes = (text: string): string => latin1Of(toUtf8Bytes(text));
