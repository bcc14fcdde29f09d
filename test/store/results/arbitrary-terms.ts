/** Arbitrary RDF terms for property tests: any Unicode text in literals, hostile characters in likely places. */
import fc from "fast-check";
import type { Quad, Term } from "../../../src/rdf/term.ts";

const hostile = fc.constantFrom(
  '"',
  "\\",
  "\n",
  "\r",
  "\t",
  "\u0000",
  "\u001b",
  "\u0085",
  "<",
  ">",
  "&",
  "]]>",
  "'",
  ",",
  "東京",
  "𠮷",
  "\u2028",
  "\ufffe",
  " ",
);
export const text = fc
  .array(fc.oneof(hostile, fc.string({ unit: "binary" })), { maxLength: 6 })
  .map((parts) => parts.join(""));
/** Text that XML 1.0 can carry. */
export const xmlText = text.map((value) => value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "·"));

const iriValue = fc
  .array(fc.constantFrom("a", "東京", "%20", "/", "é", "-", "~", "(1)", "'", "&"), { maxLength: 6 })
  .map((parts) => `https://example.org/id/${parts.join("")}`);
export const iriTerm: fc.Arbitrary<Term> = iriValue.map((value) => ({ kind: "iri", value }));
export const blankTerm: fc.Arbitrary<Term> = fc
  .stringMatching(/^[a-z][a-z0-9]{0,4}$/)
  .map((value) => ({ kind: "blank", value }));
const xsd = "http://www.w3.org/2001/XMLSchema#";

export const literalTerm = (value: fc.Arbitrary<string>): fc.Arbitrary<Term> =>
  fc.oneof(
    value.map((v): Term => ({ kind: "literal", value: v })),
    value.map((v): Term => ({ kind: "literal", value: v, datatype: `${xsd}string` })),
    fc
      .tuple(value, fc.constantFrom("ja", "en", "zh-Hant"))
      .map(([v, language]): Term => ({ kind: "literal", value: v, language })),
    fc
      .tuple(
        fc.oneof(value, fc.constantFrom("1", "-1.5", "1.0e6", "true", "+07", "1.", "NaN")),
        fc.constantFrom("integer", "decimal", "double", "boolean", "date"),
      )
      .map(([v, type]): Term => ({ kind: "literal", value: v, datatype: xsd + type })),
  );

export const term = (value: fc.Arbitrary<string> = text): fc.Arbitrary<Term> =>
  fc.oneof(iriTerm, blankTerm, literalTerm(value));

export const quad: fc.Arbitrary<Quad> = fc.record({
  subject: fc.oneof(iriTerm, blankTerm),
  predicate: fc.oneof(
    iriTerm,
    fc.constant<Term>({ kind: "iri", value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" }),
    fc.constant<Term>({ kind: "iri", value: "http://imi.go.jp/ns/core/rdf#名称" }),
  ),
  object: term(),
});

/** `items` in batches of `size`. */
export async function* inBatches<T>(items: readonly T[], size = 2): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

export async function collect(parts: AsyncIterable<string>): Promise<string> {
  let all = "";
  for await (const part of parts) all += part;
  return all;
}

/** One spelling of a term, for comparing what parsers of several libraries give back (some lower-case language tags). */
export function spelling(
  term:
    | { termType?: string; kind?: string; value: string; language?: string; datatype?: string | { value: string } }
    | undefined,
): string {
  if (term === undefined) return "unbound";
  const kind = term.kind ?? { NamedNode: "iri", BlankNode: "blank", Literal: "literal" }[term.termType!];
  const datatype = typeof term.datatype === "object" ? term.datatype.value : term.datatype;
  if (kind !== "literal") return `${kind} ${term.value}`;
  return `literal ${term.value} ${term.language ? `@${term.language.toLowerCase()}` : (datatype ?? `${xsd}string`)}`;
}
