/**
 * The plan: a mapping compiled, engine-neutral, in R2RML/RML terms. Plain JSON data, so that it can be sent to worker
 * threads, fingerprinted, and exported as RML. Every front end (model alignment, YARRRML, RML) makes one of these, and
 * the conversion engine knows nothing else.
 */
import type { Place } from "../problem/problem.ts";
import type { Term } from "../rdf/term.ts";

export interface Plan {
  /** IRI of the dataset, which is the named graph of every quad that no graph map sends elsewhere. */
  readonly dataset: string;
  /** Names of the source's columns as messages show them; the index is the column number. */
  readonly columns: readonly string[];
  /** Columns that are blanked while reading: they reach no output, message, preview or rejected.csv. */
  readonly privateColumns: readonly number[];
  /** Rows for which one of these fails are left out (counted, not rejected). */
  readonly where: readonly RowCondition[];
  /** Evaluated once a row, in order; an expression uses only earlier ones. */
  readonly expressions: readonly Expression[];
  readonly triplesMaps: readonly TriplesMap[];
  /** Absent for mappings whose records have no declared key (YARRRML): then no ledger is kept. */
  readonly record?: RecordIdentity;
  /** False when the front end proves that no two rows can make the same triple (a declared, unique key). */
  readonly rowsMayRepeatTriples: boolean;
}

/** How a row's resource is named and what it meant (ledger, collisions, `~2` for true repeats). */
export interface RecordIdentity {
  /** Everything of the resource's IRI before the key, e.g. `https://…/id/jp/22212/shelter/`. */
  readonly prefix: string;
  /** Index of the expression of kind "key". */
  readonly key: number;
  /** Values whose folded text is fingerprinted as "what this URI means" (usually the label). */
  readonly meaning: readonly ValueRef[];
}

export interface RowCondition {
  readonly column: number;
  readonly test: "equals" | "startsWith" | "endsWith" | "contains" | "matches";
  /** One of these is enough. Compared after trimming; `matches` holds regular expressions. */
  readonly values: readonly string[];
  readonly not?: boolean;
}

/** Points at one output of an expression. `output` is 0 but for functions with several outputs. */
export interface ValueRef {
  readonly expression: number;
  readonly output: number;
}

export type Expression = ReferenceExpression | ConstantExpression | FunctionExpression | KeyExpression;

/** RML reference: the text of one cell, trimmed. Empty, or one of `null`: no value. */
export interface ReferenceExpression {
  readonly kind: "reference";
  readonly column: number;
  readonly null?: readonly string[];
  /** RML and YARRRML do not trim and keep the empty string as a value only if this is true. */
  readonly verbatim?: boolean;
}
export interface ConstantExpression {
  readonly kind: "constant";
  readonly value: string;
}
/** A function of src/function, by name; every input is the list of its values. */
export interface FunctionExpression {
  readonly kind: "function";
  readonly function: string;
  readonly inputs: readonly ValueRef[];
  /** JSON; checked by the function's own zod schema when it is compiled. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** For messages: which field of the model, and where the mapping says so. */
  readonly field?: string;
  readonly at?: Place;
}
/**
 * The key of the record: its parts in canonical form, percent-encoded, joined by "/". With `content`, a hash of the parts
 * instead; true repeats get `~2`, `~3`. A part without a value rejects the row (URI-001) unless `content` is set.
 */
export interface KeyExpression {
  readonly kind: "key";
  readonly parts: readonly ValueRef[];
  /** Names of the fields, for messages. */
  readonly names: readonly string[];
  readonly content: boolean;
}

/** One resource a row: rml:TriplesMap on the dataset's one logical source. */
export interface TriplesMap {
  readonly name: string;
  readonly subject: TermMap;
  readonly classes: readonly string[];
  /** rml:graphMap; empty: the dataset's graph. */
  readonly graphs: readonly TermMap[];
  readonly predicateObjectMaps: readonly PredicateObjectMap[];
  /** The triples map fires only if this holds: intermediate nodes exist only when something hangs on them. */
  readonly condition?: Condition;
}
export interface PredicateObjectMap {
  readonly predicates: readonly TermMap[];
  readonly objects: readonly TermMap[];
  /** Empty: the triples map's graphs. */
  readonly graphs: readonly TermMap[];
  readonly condition?: Condition;
}
/** `anyOf`: at least one of these has a value. `isTrue`: this value is "true". */
export type Condition = { readonly anyOf: readonly ValueRef[] } | { readonly isTrue: ValueRef };

/** rml:ExpressionMap in its three forms. A term map without a value makes no term, hence no triple. */
export type TermMap =
  | { readonly kind: "constant"; readonly term: Term }
  | ({ readonly kind: "reference"; readonly value: ValueRef } & TermShape)
  /** IRI templates percent-encode the values (RML-Core, IRI-safe), not the text around them. */
  | ({
      readonly kind: "template";
      readonly parts: readonly (string | ValueRef)[];
      readonly encode: boolean;
    } & TermShape);

export interface TermShape {
  readonly termType: "iri" | "blank" | "literal";
  readonly datatype?: string;
  readonly language?: string;
}
