/** Casts (SPARQL 1.1, 17.5) that SQL does exactly. */
import { text } from "../../../table/sql-text.ts";
import { decimalOf, familyOf, numberOf as numberOfLexical } from "../../literal-sql.ts";
import { family } from "../../schema.ts";
import { xsd } from "../constant.ts";
import type { Scope } from "../relation.ts";
import { scalar, unsupported, type Value } from "../value.ts";
import { constantScalar, decimalText, numberOf, partsOf, single } from "./parts.ts";

/** An XPath constructor function; `value` of a type without that cast is an error. */
export function cast(iri: string, value: Value, scope: Scope): Value {
  switch (iri) {
    case xsd("string"):
      return toText(value);
    case xsd("boolean"):
      return toBoolean(value, scope);
    case xsd("integer"):
      return toInteger(value, scope);
    case xsd("decimal"):
      return toDecimal(value, scope);
    case xsd("double"):
      return toFloating("double", value, scope);
    case xsd("float"):
      return toFloating("float", value, scope);
  }
  return unsupported(`function <${iri}>`);
}

/** Only what has its text known while compiling: a stored "01" casts to "1", a stored date keeps its text. */
function toText(value: Value): Value {
  const known = value.rep === "id" ? constantScalar(value) : value;
  switch (known?.rep) {
    case "string":
      return known;
    case "iri":
      return scalar("string", known.sql, known.nullable);
    case "boolean":
      return scalar("string", `(CASE WHEN ${known.sql} THEN 'true' WHEN NOT ${known.sql} THEN 'false' END)`);
    case "integer":
      return scalar("string", `(${known.sql})::VARCHAR`);
    case "decimal":
      return scalar("string", decimalText(known.sql));
  }
  return unsupported("cast of a stored value to xsd:string");
}

/** Family, number and decimal of a string read as the datatype; XSD takes white space off both ends. */
function read(lexical: string, datatype: string, scope: Scope): { family: string; num: string; dec: string } {
  const trimmed = scope.compute(`trim(${lexical}, chr(9) || chr(10) || chr(13) || ' ')`);
  const found = scope.compute(familyOf(text(xsd(datatype)), trimmed));
  return { family: found, num: numberOfLexical(found, trimmed), dec: decimalOf(found, trimmed) };
}

interface Source {
  readonly family: string;
  readonly lexical: string;
  readonly num: string;
  readonly dec: string;
}

function source(value: Value, scope: Scope): Source {
  const parts = partsOf(value, scope);
  return {
    family: `(CASE WHEN ${parts.kind} = 2 THEN ${parts.family} END)`,
    lexical: parts.lexical,
    num: parts.num,
    dec: parts.dec,
  };
}

function toBoolean(value: Value, scope: Scope): Value {
  const from = source(value, scope);
  const string = read(from.lexical, "boolean", scope);
  return scalar(
    "boolean",
    `(CASE WHEN ${from.family} = ${family.string} THEN (${string.num}) <> 0
      WHEN ${from.family} BETWEEN ${family.boolean} AND ${family.double} THEN ${from.num} <> 0 AND NOT isnan(${from.num}) END)`,
  );
}

function toInteger(value: Value, scope: Scope): Value {
  const number = numberOf(value, scope);
  if (number?.int !== undefined) return scalar("integer", number.int);
  const from = source(value, scope);
  const string = read(from.lexical, "integer", scope);
  return scalar(
    "integer",
    `(CASE WHEN ${from.family} = ${family.string} THEN (${string.dec})::HUGEINT
      WHEN ${from.family} IN (4, 5) THEN trunc(${from.dec})::HUGEINT
      WHEN ${from.family} IN (6, 7) AND isfinite(${from.num}) THEN TRY_CAST(trunc(${from.num}) AS HUGEINT)
      WHEN ${from.family} = ${family.boolean} THEN (${from.num})::HUGEINT END)`,
  );
}

function toDecimal(value: Value, scope: Scope): Value {
  const from = source(value, scope);
  const string = read(from.lexical, "decimal", scope);
  return scalar(
    "decimal",
    `(CASE WHEN ${from.family} = ${family.string} THEN ${string.dec} WHEN ${from.family} IN (4, 5) THEN ${from.dec}
      WHEN ${from.family} IN (6, 7) AND isfinite(${from.num}) THEN TRY_CAST(${from.num} AS DECIMAL(38,10))
      WHEN ${from.family} = ${family.boolean} THEN (${from.num})::DECIMAL(38,10) END)`,
  );
}

function toFloating(rep: "double" | "float", value: Value, scope: Scope): Value {
  const from = source(value, scope);
  const string = read(from.lexical, rep, scope);
  const number = `(CASE WHEN ${from.family} = ${family.string} THEN ${string.num} WHEN ${from.family} BETWEEN ${family.boolean} AND ${family.double} THEN ${from.num} END)`;
  if (rep === "double") return scalar(rep, number);
  return scalar(rep, single(scope.compute(number)));
}
