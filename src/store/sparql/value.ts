/** What an expression or a column is in SQL. NULL is "unbound" in a column and "error" in an expression: the same to SPARQL. */
import type { RdfLiteralParts } from "./constant.ts";

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

export interface IdValue {
  readonly rep: "id";
  /** INTEGER: an id of `terms`, or a negative one of a constant the store does not have. */
  readonly sql: string;
  readonly nullable: boolean;
  /** Negative ids may come. */
  readonly foreign: boolean;
  /** The term, when it is a constant. */
  readonly constant?: RdfLiteralParts;
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

export type Value = IdValue | ScalarValue | TermValue;

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
