/** What an expression or a column is in SQL. NULL is "unbound" in a column and "error" in an expression: the same to SPARQL. */
import type { Term } from "../../rdf/term.ts";

/** Computed values whose kind is known while compiling: one SQL expression holds the whole value. */
export type ScalarRep = "boolean" | "string" | "iri" | "integer" | "decimal" | "float" | "double";

/** SQL types of the scalar representations. */
export const scalarType: Record<ScalarRep, string> = {
  boolean: "BOOLEAN",
  string: "VARCHAR",
  iri: "VARCHAR",
  integer: "HUGEINT",
  decimal: "DECIMAL(38,10)",
  float: "FLOAT",
  double: "DOUBLE",
};

/** The columns of `terms` after its id, in the order of the schema. `kind` NULL: unbound or error. */
export const partNames = ["kind", "lexical", "datatype", "lang", "family", "num", "dec", "instant", "zoned"] as const;
export type PartName = (typeof partNames)[number];
export type Parts = Readonly<Record<PartName, string>>;

export const partType: Record<PartName, string> = {
  kind: "UTINYINT",
  lexical: "VARCHAR",
  datatype: "VARCHAR",
  lang: "VARCHAR",
  family: "UTINYINT",
  num: "DOUBLE",
  dec: "DECIMAL(38,10)",
  instant: "TIMESTAMP",
  zoned: "BOOLEAN",
};

/** A constant with its value, as far as it can be known without SQL. */
export interface ConstantParts {
  readonly term: Term;
  /** 0 IRI, 1 blank node, 2 literal. */
  readonly kind: 0 | 1 | 2;
  readonly lexical: string;
  readonly datatype?: string;
  readonly lang?: string;
  /** undefined: only SQL knows (dates, integer types with a range). */
  readonly family: number | undefined;
  /** Exact value of integers and decimals in their shortest form, when they fit DECIMAL(38,10). */
  readonly decimal?: string;
  readonly number?: number;
}

export interface IdValue {
  readonly rep: "id";
  /** INTEGER: an id of `terms`, or a negative one of a constant the store does not have. */
  readonly sql: string;
  readonly nullable: boolean;
  /** Negative ids may come. */
  readonly foreign: boolean;
  /** The term, when it is a constant. */
  readonly constant?: ConstantParts;
}

export interface ScalarValue {
  readonly rep: ScalarRep;
  readonly sql: string;
  readonly nullable: boolean;
}

/** A computed value whose type is known only row by row. */
export interface TermValue {
  readonly rep: "term";
  readonly parts: Parts;
  readonly nullable: boolean;
}

/** A computed number whose type (4 integer, 5 decimal, 6 float, 7 double) is known only row by row. */
export interface NumberValue {
  readonly rep: "number";
  /** UTINYINT; NULL: an error. */
  readonly type: string;
  /** Value of types 4 and 5, else NULL. */
  readonly dec: string;
  /** Value of types 6 and 7, and the nearest double of the others. */
  readonly num: string;
  readonly nullable: boolean;
}

export type Value = IdValue | ScalarValue | NumberValue | TermValue;

/** Values that one SQL expression holds. */
export const isSingle = (value: Value): value is IdValue | ScalarValue =>
  value.rep !== "term" && value.rep !== "number";

/** What is NULL where the value is unbound. */
export const presence = (value: Value): string =>
  value.rep === "term" ? value.parts.kind : value.rep === "number" ? value.type : value.sql;

/** Always an error. */
export const errorValue: IdValue = { rep: "id", sql: "NULL::INTEGER", nullable: true, foreign: false };

export const scalar = (rep: ScalarRep, sql: string, nullable = true): ScalarValue => ({ rep, sql, nullable });

/** Thrown while compiling, caught by compileQuery only. */
export class NotCompilable extends Error {
  override readonly name = "NotCompilable";
}

export function unsupported(reason: string): never {
  throw new NotCompilable(reason);
}
