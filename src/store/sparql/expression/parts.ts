/** Views of a value: as a row of `terms`, as a number, as a text. They are NULL where the value is an error for that view. */
import { text } from "../../../table/sql-text.ts";
import { family } from "../../schema.ts";
import { constantSql, decimalSql, doubleSql, langString, xsd } from "../constant.ts";
import type { Scope } from "../relation.ts";
import {
  type IdValue,
  type NumberValue,
  type Parts,
  type ScalarRep,
  type ScalarValue,
  scalar,
  type Value,
} from "../value.ts";
import { doubleText } from "./number-text.ts";

/** `sql`, or NULL where `value` is. */
const where = (value: ScalarValue, sql: string): string =>
  value.nullable ? `(CASE WHEN ${value.sql} IS NOT NULL THEN ${sql} END)` : `(${sql})`;

/** Decimal in its shortest form (XPath cast to string): `2.5`, `2`. */
export const decimalText = (sql: string): string => `rtrim(rtrim((${sql})::VARCHAR, '0'), '.')`;

/** A double as a float; what is too large for one becomes an infinity. */
export const single = (sql: string): string =>
  `coalesce(TRY_CAST(${sql} AS FLOAT), (CASE WHEN ${sql} > 0 THEN 'inf' WHEN ${sql} < 0 THEN '-inf' END)::FLOAT)`;

export const scalarFamily: Record<ScalarRep, number> = {
  boolean: family.boolean,
  string: family.string,
  iri: family.none,
  integer: family.integer,
  decimal: family.decimal,
  float: family.float,
  double: family.double,
};

function lexicalOf(value: ScalarValue, scope: Scope): string {
  switch (value.rep) {
    case "boolean":
      return `(CASE WHEN ${value.sql} THEN 'true' WHEN NOT ${value.sql} THEN 'false' END)`;
    case "integer":
      return `(${value.sql})::VARCHAR`;
    case "decimal":
      return decimalText(value.sql);
    case "float":
    case "double":
      return doubleText(value.sql, scope);
    default:
      return value.sql;
  }
}

/** Any value as a row of `terms`. */
export function partsOf(value: Value, scope: Scope): Parts {
  if (value.rep === "term") return value.parts;
  if (value.rep === "id") return value.constant === undefined ? scope.termOf(value) : constantSql(value.constant);
  if (value.rep === "number") return partsOfNumber(value, scope);
  const isIri = value.rep === "iri";
  const number = numberOf(value, scope);
  return {
    kind: where(value, isIri ? "0::UTINYINT" : "2::UTINYINT"),
    lexical: lexicalOf(value, scope),
    datatype: isIri ? "NULL::VARCHAR" : where(value, text(xsd(value.rep))),
    lang: "NULL::VARCHAR",
    family: where(value, `${scalarFamily[value.rep]}::UTINYINT`),
    num: value.rep === "boolean" ? `(${value.sql})::INTEGER::DOUBLE` : (number?.num ?? "NULL::DOUBLE"),
    dec: number?.dec ?? "NULL::DECIMAL(38,10)",
    instant: "NULL::TIMESTAMP",
    zoned: "NULL::BOOLEAN",
  };
}

function partsOfNumber({ type, dec, num }: NumberValue, scope: Scope): Parts {
  return {
    kind: `(CASE WHEN ${type} IS NOT NULL THEN 2::UTINYINT END)`,
    // Long, and seldom asked for.
    get lexical(): string {
      return scope.compute(`CASE WHEN ${type} <= 5 THEN ${decimalText(dec)} WHEN ${type} = 6 THEN ${doubleText(single(num), scope)}
        WHEN ${type} = 7 THEN ${doubleText(num, scope)} END`);
    },
    datatype: `(CASE ${type} WHEN 4 THEN '${xsd("integer")}' WHEN 5 THEN '${xsd("decimal")}' WHEN 6 THEN '${xsd("float")}' WHEN 7 THEN '${xsd("double")}' END)`,
    lang: "NULL::VARCHAR",
    family: type,
    num,
    dec,
    instant: "NULL::TIMESTAMP",
    zoned: "NULL::BOOLEAN",
  };
}

/** A number of SPARQL. Types: 4 integer, 5 decimal, 6 float, 7 double; numbers promote upwards. */
export interface NumericView {
  /** A number when known while compiling, else SQL that is NULL for what is no number. */
  readonly type: number | string;
  /** Exact value; NULL in types 6 and 7, and where it does not fit DECIMAL(38,10), which is an overflow error. */
  readonly dec: string;
  readonly num: string;
  /** HUGEINT, when the type is known to be integer. */
  readonly int?: string;
}

/** undefined: known to be no number. */
export function numberOf(value: Value, scope: Scope): NumericView | undefined {
  const noDecimal = "NULL::DECIMAL(38,10)";
  switch (value.rep) {
    case "integer":
      return {
        type: 4,
        int: value.sql,
        dec: `TRY_CAST(${value.sql} AS DECIMAL(38,10))`,
        num: `(${value.sql})::DOUBLE`,
      };
    case "decimal":
      return { type: 5, dec: value.sql, num: `(${value.sql})::DOUBLE` };
    case "float":
      return { type: 6, dec: noDecimal, num: `(${value.sql})::DOUBLE` };
    case "double":
      return { type: 7, dec: noDecimal, num: value.sql };
    case "id":
      if (value.constant?.family !== undefined) return constantNumber(value);
      break;
    case "number":
      return { type: value.type, dec: value.dec, num: value.num };
    case "term":
      break;
    default:
      return undefined;
  }
  const parts = partsOf(value, scope);
  return {
    type: `(CASE WHEN ${parts.family} BETWEEN 4 AND 7 THEN ${parts.family} END)`,
    dec: parts.dec,
    num: parts.num,
  };
}

function constantNumber({ constant }: IdValue): NumericView | undefined {
  if (constant?.family === undefined || constant.number === undefined) return undefined;
  const type = constant.family;
  if (type < family.integer || type > family.double) return undefined;
  const isInteger = type === family.integer && constant.decimal !== undefined;
  return {
    type,
    num: doubleSql(constant.number),
    dec: constant.decimal === undefined ? "NULL::DECIMAL(38,10)" : decimalSql(constant.decimal),
    ...(isInteger ? { int: `${constant.decimal}::HUGEINT` } : {}),
  };
}

/** A string literal: xsd:string, or with a language. */
export interface TextView {
  readonly lexical: string;
  /** undefined: known to have no language. */
  readonly lang?: string;
}

/** undefined: known to be no string literal. */
export function textOf(value: Value, scope: Scope): TextView | undefined {
  if (value.rep === "string") return { lexical: value.sql };
  if (value.rep !== "id" && value.rep !== "term") return undefined;
  if (value.rep === "id" && value.constant !== undefined) {
    const { family: known, lexical, lang } = value.constant;
    if (known !== family.string && known !== family.languageString) return undefined;
    return { lexical: text(lexical), ...(lang === undefined ? {} : { lang: text(lang) }) };
  }
  const parts = partsOf(value, scope);
  const isText = `${parts.family} IN (${family.string}, ${family.languageString})`;
  return { lexical: `(CASE WHEN ${isText} THEN ${parts.lexical} END)`, lang: parts.lang };
}

/** A string with the language of another: what SUBSTR, STRBEFORE and the like give. */
export function textLike(view: TextView, lexical: string, scope: Scope): Value {
  if (view.lang === undefined) return scalar("string", lexical);
  const result = scope.compute(lexical);
  return textTerm(result, scope.compute(`CASE WHEN ${result} IS NOT NULL THEN ${view.lang} END`));
}

/** String literal of a text and a language that may be NULL. */
export function textTerm(lexical: string, lang: string): Value {
  const set = (sql: string): string => `(CASE WHEN ${lexical} IS NOT NULL THEN ${sql} END)`;
  const either = (withLang: string, without: string): string =>
    `CASE WHEN ${lang} IS NULL THEN ${without} ELSE ${withLang} END`;
  return {
    rep: "term",
    nullable: true,
    parts: {
      kind: set("2::UTINYINT"),
      lexical,
      datatype: set(either(text(langString), text(xsd("string")))),
      lang,
      family: set(either(`${family.languageString}::UTINYINT`, `${family.string}::UTINYINT`)),
      num: "NULL::DOUBLE",
      dec: "NULL::DECIMAL(38,10)",
      instant: "NULL::TIMESTAMP",
      zoned: "NULL::BOOLEAN",
    },
  };
}

/** A constant whose lexical form is the one computed values have, as a computed value; undefined for all else. */
export function constantScalar({ constant }: IdValue): ScalarValue | undefined {
  if (constant === undefined) return undefined;
  const { datatype, lexical, decimal } = constant;
  if (constant.kind === 0) return scalar("iri", text(lexical), false);
  if (datatype === xsd("string")) return scalar("string", text(lexical), false);
  if (datatype === xsd("boolean") && /^(true|false)$/.test(lexical)) return scalar("boolean", lexical, false);
  if (decimal === undefined || decimal !== lexical) return undefined;
  if (datatype === xsd("integer")) return scalar("integer", `${decimal}::HUGEINT`, false);
  if (datatype === xsd("decimal")) return scalar("decimal", decimalSql(decimal), false);
  return undefined;
}
