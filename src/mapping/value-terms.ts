/** Values of a reading as terms: which output, with which datatype or language. */
import { expand } from "../rdf/namespaces.ts";
import type { TermMap, TermShape, ValueRef } from "./plan.ts";
import { type Reading, readingOutput } from "./readings.ts";

const xsd = (name: string): string => expand("xsd", name);

/** One statement that a value makes; `causes` are the values without which it is not made. */
export interface ValueStatement {
  readonly predicate: string;
  readonly object: TermMap;
  readonly causes: readonly ValueRef[];
}

/** `xsd:string` is a literal without a datatype: the canonical form. */
export function literalOf(value: ValueRef, datatype?: string, language?: string): TermMap {
  const shape: TermShape = {
    termType: "literal",
    ...(language !== undefined
      ? { language }
      : datatype === undefined || datatype === xsd("string")
        ? {}
        : { datatype }),
  };
  return { kind: "reference", value, ...shape };
}

export const iriOf = (value: ValueRef): TermMap => ({ kind: "reference", value, termType: "iri" });

export function statement(predicate: string, object: TermMap): ValueStatement {
  const causes = object.kind === "reference" ? [object.value] : [];
  return { predicate, object, causes };
}

/** What a reading says by one predicate; a period has three statements, of which each row makes one. */
export function valueStatements(reading: Reading, predicate: string, cityLanguage: string): ValueStatement[] {
  return objectsOf(reading, predicate, cityLanguage).map((object) => statement(predicate, object));
}

function objectsOf(reading: Reading, predicate: string, cityLanguage: string): TermMap[] {
  const { field } = reading;
  const out = (name: string): ValueRef => readingOutput(reading, name);
  switch (reading.function) {
    case "text":
      return [literalOf(reading.value, field.datatype, textLanguage(reading, predicate, cityLanguage))];
    case "number":
      return [literalOf(reading.value, numberDatatype(reading))];
    case "boolean":
      return [literalOf(reading.value, xsd("boolean"))];
    case "date":
      return [field.datatype === xsd("string") ? literalOf(out("text")) : literalOf(out("date"), xsd("date"))];
    case "period": {
      const all = [
        literalOf(out("year"), xsd("gYear")),
        literalOf(out("yearMonth"), xsd("gYearMonth")),
        literalOf(out("date"), xsd("date")),
      ];
      return field.datatype === xsd("string") ? [literalOf(reading.value)] : all;
    }
    case "time":
      return [literalOf(reading.value, xsd("time"))];
    case "hours":
      return [literalOf(out("text"))];
    case "concept":
    case "flags":
      return [field.datatype === xsd("string") ? literalOf(reading.value) : iriOf(out("iri"))];
    case "area":
      if (field.datatype === xsd("string")) return [literalOf(reading.value)];
      return [iriOf(out(predicate === expand("tsu", "city") ? "city" : "area"))];
    case "coordinates":
      return [coordinate(reading, predicate)];
    case "iri":
      return [field.datatype === xsd("string") ? literalOf(reading.value) : iriOf(reading.value)];
    default:
      throw new RangeError(`No term is known for the function ${reading.function}.`);
  }
}

/** IMI's strings stay xsd:string, as their ranges demand; labels have a language. */
function textLanguage({ field }: Reading, predicate: string, cityLanguage: string): string | undefined {
  if (field.language !== undefined) return field.language;
  const tagged = predicate === expand("rdfs", "label") || field.datatype === expand("rdf", "langString");
  return tagged ? cityLanguage : undefined;
}

function numberDatatype({ field }: Reading): string {
  if (field.type === "integer") return field.datatype ?? xsd("integer");
  return field.datatype ?? xsd("decimal");
}

/** ic:緯度 is a text in IMI; wgs:lat and whatever the model types as a number is a decimal. */
function coordinate(reading: Reading, predicate: string): TermMap {
  const isLatitude = reading.field.type === "latitude";
  const decimal =
    reading.field.datatype === xsd("decimal") || [expand("wgs", "lat"), expand("wgs", "long")].includes(predicate);
  if (decimal) return literalOf(readingOutput(reading, isLatitude ? "lat" : "long"), xsd("decimal"));
  return literalOf(readingOutput(reading, isLatitude ? "latitude" : "longitude"));
}
