/** Functions on RDF terms (SPARQL 1.1, 17.4.2). */
import { text } from "../../../table/sql-text.ts";
import { family } from "../../schema.ts";
import { xsd } from "../constant.ts";
import type { Scope } from "../relation.ts";
import { errorValue, scalar, type Value } from "../value.ts";
import { partsOf, textOf, textTerm } from "./parts.ts";

/** STR: text of an IRI or literal; a blank node has none. */
export function str(value: Value, scope: Scope): Value {
  if (value.rep === "string") return value;
  if (value.rep === "iri") return scalar("string", value.sql, value.nullable);
  if (value.rep === "id" && value.constant !== undefined) {
    return value.constant.kind === 1 ? errorValue : scalar("string", text(value.constant.lexical), false);
  }
  const parts = partsOf(value, scope);
  return scalar("string", `(CASE WHEN ${parts.kind} <> 1 THEN ${parts.lexical} END)`);
}

export function lang(value: Value, scope: Scope): Value {
  const parts = partsOf(value, scope);
  return scalar("string", `(CASE WHEN ${parts.kind} = 2 THEN coalesce(${parts.lang}, '') END)`);
}

export function datatype(value: Value, scope: Scope): Value {
  const parts = partsOf(value, scope);
  return scalar("iri", `(CASE WHEN ${parts.kind} = 2 THEN ${parts.datatype} END)`);
}

const kinds = { isiri: 0, isuri: 0, isblank: 1, isliteral: 2 } as const;

export function kindTest(name: keyof typeof kinds, value: Value, scope: Scope): Value {
  return scalar("boolean", `(${partsOf(value, scope).kind} = ${kinds[name]})`);
}

export function isNumeric(value: Value, scope: Scope): Value {
  const parts = partsOf(value, scope);
  return scalar(
    "boolean",
    `(CASE WHEN ${parts.kind} = 2 THEN ${parts.family} BETWEEN 4 AND 7 WHEN ${parts.kind} IS NOT NULL THEN false END)`,
  );
}

export function strlang(value: Value, tag: Value, scope: Scope): Value {
  const view = textOf(value, scope);
  const language = textOf(tag, scope);
  if (view === undefined || language === undefined) return errorValue;
  const noLang = (lang: string | undefined): string => (lang === undefined ? "true" : `${lang} IS NULL`);
  const valid = `${noLang(view.lang)} AND ${noLang(language.lang)} AND regexp_full_match(${language.lexical}, '[A-Za-z]+(-[A-Za-z0-9]+)*')`;
  const lexical = scope.compute(`CASE WHEN ${valid} THEN ${view.lexical} END`);
  return textTerm(lexical, scope.compute(`CASE WHEN ${lexical} IS NOT NULL THEN ${language.lexical} END`));
}

const booleanOrNumeric = [
  "boolean", "integer", "decimal", "float", "double", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger",
  "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
]; // biome-ignore format: one list

/** Effective boolean value (17.2.2); NULL where there is none. */
export function effectiveBoolean(value: Value, scope: Scope): string {
  switch (value.rep) {
    case "boolean":
      return value.sql;
    case "string":
      return `(${value.sql} <> '')`;
    case "integer":
    case "decimal":
      return `(${value.sql} <> 0)`;
    case "float":
    case "double":
      return `(${value.sql} <> 0 AND NOT isnan(${value.sql}))`;
    case "number":
      return `(${value.num} <> 0 AND NOT isnan(${value.num}))`;
    case "iri":
      return "NULL::BOOLEAN";
  }
  const parts = partsOf(value, scope);
  const illTyped = booleanOrNumeric.map((name) => text(xsd(name))).join(", ");
  return `(CASE WHEN ${parts.kind} = 2 THEN CASE
    WHEN ${parts.family} = ${family.boolean} THEN ${parts.num} <> 0
    WHEN ${parts.family} IN (${family.string}, ${family.languageString}) THEN ${parts.lexical} <> ''
    WHEN ${parts.family} BETWEEN 4 AND 7 THEN ${parts.num} <> 0 AND NOT isnan(${parts.num})
    WHEN ${parts.family} = ${family.none} AND ${parts.datatype} IN (${illTyped}) THEN false END END)`;
}
