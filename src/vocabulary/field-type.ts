/** How the type of a field follows from its shape; the same table stands at the end of vocab/core.ttl. */
import { expand } from "../rdf/namespaces.ts";
import type { Node } from "./read-rdf.ts";
import type { FieldType } from "./vocabulary.ts";

const xsd = (name: string): string => expand("xsd", name);
const ic = (name: string): string => expand("ic", name);

const areaClasses = new Set(["Area", "City", "District", "Prefecture"].map((name) => expand("tsu", name)));
const instantClasses = new Set([ic("日付型"), ic("日時型")]);
const scheduleClasses = new Set(
  ["期間スケジュール型", "定期スケジュール型", "イベントスケジュール型", "期間型"].map(ic),
);
const dateDatatypes = new Set(["date", "gYear", "gYearMonth"].map(xsd));
const integers = [
  "integer",
  "nonNegativeInteger",
  "positiveInteger",
  "nonPositiveInteger",
  "negativeInteger",
  "long",
  "int",
  "short",
  "byte",
  "unsignedLong",
  "unsignedInt",
  "unsignedShort",
  "unsignedByte",
];
const byDatatype: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
  [xsd("boolean"), "boolean"],
  [xsd("date"), "date"],
  [xsd("time"), "time"],
  [xsd("decimal"), "decimal"],
  [xsd("anyURI"), "iri"],
  [xsd("gYear"), "period"],
  [xsd("gYearMonth"), "period"],
  ...integers.map((name): [string, FieldType] => [xsd(name), "integer"]),
]);

export interface FieldShape {
  readonly path: readonly string[];
  readonly datatype?: string;
  readonly class?: string;
  readonly scheme?: string;
  readonly nodeKind?: string;
  /** Datatypes of the alternatives of sh:or. */
  readonly alternatives: readonly string[];
}

/** First match wins: scheme, class, sh:or, end of the path, node kind, datatype; text otherwise. */
export function fieldType(shape: FieldShape): FieldType {
  if (shape.scheme !== undefined) return "concept";
  if (shape.class !== undefined) {
    if (areaClasses.has(shape.class)) return "area";
    if (instantClasses.has(shape.class)) return "date";
    if (scheduleClasses.has(shape.class)) return "hours";
  }
  if (shape.alternatives.length > 0 && shape.alternatives.every((datatype) => dateDatatypes.has(datatype)))
    return "period";
  const last = shape.path.at(-1);
  if (last === ic("緯度")) return "latitude";
  if (last === ic("経度")) return "longitude";
  if (last === ic("数値")) return "quantity";
  if (shape.nodeKind === expand("sh", "IRI")) return "iri";
  return byDatatype.get(shape.datatype ?? "") ?? "text";
}

/** The members of a list, or undefined if there is no list or one of them is no IRI. */
export function iriList(node: Node | undefined): string[] | undefined {
  if (node?.kind !== "list") return undefined;
  const iris = node.items.flatMap((item) => (item.kind === "iri" ? [item.value] : []));
  return iris.length === node.items.length ? iris : undefined;
}
