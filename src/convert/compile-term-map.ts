/** Term maps as closures that give N-Quads text. Constants are turned into bytes once. */
import type { TermMap, ValueRef } from "../mapping/plan.ts";
import { ProblemError } from "../problem/problem.ts";
import { isIriBytes } from "../rdf/iri-check.ts";
import { escapeLiteral } from "../rdf/literal-text.ts";
import { blankNodeText, literalSuffix, termText } from "../rdf/nquads.ts";
import { encodeTemplateValue } from "../rdf/template-value.ts";
import { bytesOfLatin1, fromUtf8Bytes, latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import { isSafeTemplate } from "./quad-template.ts";
import type { Row, Value } from "./row.ts";
import type { Slots } from "./slots.ts";

type TemplateMap = Extract<TermMap, { kind: "template" }>;
type Shaped = Exclude<TermMap, { kind: "constant" }>;

/** The term's text if it is the same for every row, else how to make it: none, one, or several. */
export type CompiledTerm =
  | { readonly constant: string }
  | { readonly constant?: undefined; readonly evaluate: (row: Row) => Value };

export function compileTermMap(
  map: TermMap,
  slots: Slots,
  headers: (ref: ValueRef) => string | undefined,
): CompiledTerm {
  if (map.kind === "constant") return { constant: bytes(termText(map.term)) };
  if (map.kind === "reference") {
    const slot = slots.of(map.value);
    const write = termWriter(map, false, headers(map.value));
    return { evaluate: (row) => each(row.values[slot], (value) => write(value, row)) };
  }
  if (map.parts.every((part) => typeof part === "string")) {
    const text = map.parts.join("");
    const { termType, datatype, language } = map;
    const kind = termType;
    return {
      constant: bytes(termText(kind === "literal" ? { kind, value: text, datatype, language } : { kind, value: text })),
    };
  }
  return { evaluate: compileTemplate(map, slots, headers) };
}

/** The text of a literal, escaped. */
export const escapeText = (latin1: string): string => latin1Of(escapeLiteral(bytesOfLatin1(latin1)));

function compileTemplate(
  map: TemplateMap,
  slots: Slots,
  headers: (ref: ValueRef) => string | undefined,
): (row: Row) => Value {
  const encode = map.encode && map.termType === "iri";
  const parts = map.parts.map((part) => (typeof part === "string" ? bytes(part) : slots.of(part)));
  const refs = map.parts.filter((part): part is ValueRef => typeof part !== "string");
  const safe = isSafeTemplate(map, slots);
  // Only the constant text needs a check.
  if (safe) termText({ kind: "iri", value: map.parts.map((part) => (typeof part === "string" ? part : "a")).join("") });
  const header = refs
    .map(headers)
    .filter((name) => name !== undefined)
    .join(", ");
  const write = termWriter(map, safe, header === "" ? undefined : header);
  const prepare = encode
    ? (value: string): string => latin1Of(encodeTemplateValue(bytesOfLatin1(value)))
    : (value: string): string => value;

  const [head, slot, tail] = parts;
  if (safe && typeof slot === "number" && parts.length <= 3 && typeof head === "string" && typeof tail !== "number") {
    // Nearly every subject: text, one value, perhaps text.
    const before = "<" + head;
    const after = (tail ?? "") + ">";
    return (row) => {
      const value = row.values[slot];
      if (typeof value === "string") return before + prepare(value) + after;
      return value === undefined ? undefined : value.map((item) => before + prepare(item) + after);
    };
  }
  return (row) => {
    let texts: string[] = [""];
    for (const part of parts) {
      if (typeof part === "string") texts = texts.map((text) => text + part);
      else {
        const value = row.values[part];
        if (value === undefined) return undefined;
        const items = typeof value === "string" ? [prepare(value)] : value.map(prepare);
        texts =
          items.length === 1
            ? texts.map((text) => text + items[0]!)
            : texts.flatMap((text) => items.map((item) => text + item));
      }
    }
    return each(texts.length === 1 ? texts[0] : texts, (text) => write(text, row));
  };
}

/** Writes one value as a term, or reports why it cannot be one. */
function termWriter(
  map: Shaped,
  checked: boolean,
  header: string | undefined,
): (value: string, row: Row) => string | undefined {
  if (map.termType === "literal") {
    const suffix = '"' + bytes(literalSuffix(map.datatype, map.language));
    return (value) => '"' + escapeText(value) + suffix;
  }
  if (map.termType === "blank") return (value) => latin1Of(blankNodeText(bytesOfLatin1(value)));
  if (checked) return (value) => "<" + value + ">";
  return (value, row) => {
    if (isIriBytes(bytesOfLatin1(value))) return "<" + value + ">";
    const shown = fromUtf8Bytes(bytesOfLatin1(value)).slice(0, 200);
    row.report({
      code: "CNV-004",
      severity: "warning",
      message: `"${shown}" is not an absolute IRI, so it makes no triple.`,
      advice: "Give the whole address with https://, without spaces.",
      value: shown,
      ...(header === undefined ? {} : { header }),
    });
    return undefined;
  };
}

function each(value: Value, write: (value: string) => string | undefined): Value {
  if (value === undefined) return undefined;
  if (typeof value === "string") return write(value);
  const texts = value.map(write).filter((text) => text !== undefined);
  return texts.length > 1 ? texts : texts[0];
}

/** A term map of a value is asked for again and again (a node is object here, subject there): once a row is enough. */
export function oncePerRow(evaluate: (row: Row) => Value): (row: Row) => Value {
  let number = -1;
  let value: Value;
  return (row) => {
    if (row.number !== number) {
      value = evaluate(row);
      number = row.number;
    }
    return value;
  };
}

/** A plan cannot be compiled: the fault is the front end's. */
export function planFault(message: string): ProblemError {
  return new ProblemError({ code: "CNV-005", severity: "error", message });
}

const bytes = (text: string): string => latin1Of(toUtf8Bytes(text));
