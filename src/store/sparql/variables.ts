/** Walks over the algebra as data: its variables and constants. */
import type * as RDF from "@rdfjs/types";
import type { Term } from "../../rdf/term.ts";
import { toTerm } from "./constant.ts";

const isTerm = (value: object): value is RDF.Term => "termType" in value && value.termType !== "Quad";

function* terms(node: unknown): Generator<RDF.Term, void, undefined> {
  if (typeof node !== "object" || node === null) return;
  if (isTerm(node)) {
    yield node;
    return;
  }
  const quad = node as { termType?: string; subject?: unknown; predicate?: unknown; object?: unknown };
  if (quad.termType === "Quad") {
    for (const part of [quad.subject, quad.predicate, quad.object]) yield* terms(part);
    return;
  }
  for (const child of Object.values(node)) yield* terms(child);
}

/** Names of all variables that occur, in scope or not. */
export function variablesOf(node: unknown): Set<string> {
  const names = new Set<string>();
  for (const term of terms(node)) if (term.termType === "Variable") names.add(term.value);
  return names;
}

/** IRIs and literals; blank nodes of a query are variables. */
export function constantsOf(node: unknown): Term[] {
  const constants: Term[] = [];
  for (const term of terms(node))
    if (term.termType === "NamedNode" || term.termType === "Literal") constants.push(toTerm(term));
  return constants;
}
