/** The constants of a query: their value space as `literal-sql.ts` finds it for the store, and their ids. */
import type * as RDF from "@rdfjs/types";
import { namespaces } from "../../rdf/namespaces.ts";
import type { Term } from "../../rdf/term.ts";
import { text } from "../../table/sql-text.ts";
import { familyOf, instantOf, zonedOf } from "../literal-sql.ts";
import { family } from "../schema.ts";
import type { ConstantParts, Parts } from "./value.ts";

export const xsd = (name: string): string => `${namespaces.xsd}${name}`;
export const langString = `${namespaces.rdf}langString`;

/** RDF/JS term of the algebra → our term. */
export function toTerm(term: RDF.Term): Term {
  if (term.termType === "NamedNode") return { kind: "iri", value: term.value };
  if (term.termType === "BlankNode") return { kind: "blank", value: term.value };
  if (term.termType !== "Literal") throw new TypeError(`not a constant: ${term.termType}`);
  if (term.language !== "") return { kind: "literal", value: term.value, language: term.language };
  return term.datatype.value === xsd("string")
    ? { kind: "literal", value: term.value }
    : { kind: "literal", value: term.value, datatype: term.datatype.value };
}

/** Text that is equal for equal terms only. */
export const termKey = (term: Term): string =>
  term.kind === "literal"
    ? `L${term.datatype ?? ""} ${term.language ?? ""} ${term.value}`
    : `${term.kind} ${term.value}`;

export function partsOfConstant(term: Term): ConstantParts {
  if (term.kind === "iri") return { term, kind: 0, lexical: term.value, family: family.none };
  if (term.kind === "blank") return { term, kind: 1, lexical: term.value, family: family.none };
  const base = { term, kind: 2 as const, lexical: term.value };
  if (term.language !== undefined)
    return { ...base, datatype: langString, lang: term.language, family: family.languageString };
  const datatype = term.datatype ?? xsd("string");
  return { ...base, datatype, ...valueSpaceOf(datatype, term.value) };
}

const decimalForm = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/;
const doubleForm = /^(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN)$/;

function valueSpaceOf(datatype: string, lexical: string): Pick<ConstantParts, "family" | "decimal" | "number"> {
  const none = { family: family.none };
  switch (datatype) {
    case xsd("string"):
      return { family: family.string };
    case xsd("boolean"):
      return /^(true|false|1|0)$/.test(lexical)
        ? { family: family.boolean, number: lexical === "true" || lexical === "1" ? 1 : 0 }
        : none;
    case xsd("integer"):
      return /^[+-]?[0-9]+$/.test(lexical) ? { family: family.integer, ...exact(lexical) } : none;
    case xsd("decimal"):
      return decimalForm.test(lexical) ? { family: family.decimal, ...exact(lexical) } : none;
    case xsd("float"):
      return doubleForm.test(lexical) ? { family: family.float, number: Math.fround(double(lexical)) } : none;
    case xsd("double"):
      return doubleForm.test(lexical) ? { family: family.double, number: double(lexical) } : none;
  }
  // Dates, and integer types with a range: SQL decides. Other datatypes have no value space here.
  return datatype.startsWith(namespaces.xsd) ? { family: undefined } : none;
}

const double = (lexical: string): number => Number(lexical.replace("INF", "Infinity"));

/** Value in shortest form, when it fits DECIMAL(38,10). */
function exact(lexical: string): { number: number; decimal?: string } {
  const number = Number(lexical);
  const [, sign, whole = "", fraction = ""] = /^([+-]?)0*([0-9]*)\.?([0-9]*?)0*$/.exec(lexical) ?? [];
  if (whole.length > 28 || fraction.length > 10) return { number };
  const digits = `${whole === "" ? "0" : whole}${fraction === "" ? "" : `.${fraction}`}`;
  return { number, decimal: sign === "-" && /[1-9]/.test(digits) ? `-${digits}` : digits };
}

/** A DOUBLE literal. */
export function doubleSql(value: number): string {
  if (Number.isNaN(value)) return "'nan'::DOUBLE";
  if (!Number.isFinite(value)) return value > 0 ? "'inf'::DOUBLE" : "'-inf'::DOUBLE";
  return Object.is(value, -0) ? "'-0.0'::DOUBLE" : `'${value}'::DOUBLE`;
}

export const decimalSql = (value: string): string => `'${value}'::DECIMAL(38,10)`;

/** The constant as a row of `terms`; DuckDB folds the few that are expressions. */
export function constantSql(constant: ConstantParts): Parts {
  const lexical = text(constant.lexical);
  const datatype = constant.datatype === undefined ? "NULL::VARCHAR" : text(constant.datatype);
  const numeric = constant.number === undefined ? undefined : doubleSql(constant.number);
  const common = {
    kind: `${constant.kind}::UTINYINT`,
    lexical,
    datatype,
    lang: constant.lang === undefined ? "NULL::VARCHAR" : text(constant.lang),
    dec: constant.decimal === undefined ? "NULL::DECIMAL(38,10)" : decimalSql(constant.decimal),
  };
  if (constant.family !== undefined) {
    const family = `${constant.family}::UTINYINT`;
    return { ...common, family, num: numeric ?? "NULL::DOUBLE", instant: "NULL::TIMESTAMP", zoned: "NULL::BOOLEAN" };
  }
  const found = `${familyOf(datatype, lexical)}::UTINYINT`;
  const isInteger = `(${found} = ${family.integer})`;
  return {
    ...common,
    family: found,
    num: `(CASE WHEN ${isInteger} THEN TRY_CAST(${lexical} AS DOUBLE) END)`,
    dec: `(CASE WHEN ${isInteger} THEN TRY_CAST(${lexical} AS DECIMAL(38,10)) END)`,
    instant: instantOf(found, lexical),
    zoned: zonedOf(found, lexical),
  };
}
