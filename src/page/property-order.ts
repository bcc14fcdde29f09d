/** In which order a reader wants a resource's properties, and which of them are there for programs. */
import { expand, namespaces } from "../rdf/namespaces.ts";
import type { Term } from "../rdf/term.ts";

/** A property with its values. */
export type Property = readonly [predicate: string, values: readonly Term[]];

export const rdfType = expand("rdf", "type");

/** What it is called, what it is, where it is; everything else comes after, as it came. */
const FIRST = new Map(
  [
    expand("rdfs", "label"),
    expand("skos", "prefLabel"),
    expand("dct", "title"),
    expand("ic", "名称"),
    expand("schema", "name"),
    expand("foaf", "name"),
    expand("ic", "表記"),
    rdfType,
    expand("tsu", "kind"),
    expand("ic", "住所"),
    expand("tsu", "area"),
    expand("tsu", "city"),
    expand("ic", "数値"),
    expand("ic", "単位表記"),
  ].map((predicate, rank) => [predicate, rank]),
);
const rankOf = (predicate: string): number => FIRST.get(predicate) ?? FIRST.size;

/** The house's own classes say more than IMI's, and those more than a standard's. */
const CLASSES = [namespaces.tsu, namespaces.ic];
const classRank = ({ value }: Term): number => {
  const rank = CLASSES.findIndex((namespace) => value.startsWith(namespace));
  return rank < 0 ? CLASSES.length : rank;
};

export const inReadingOrder = (properties: Iterable<Property>): Property[] =>
  [...properties]
    .sort(([a], [b]) => rankOf(a) - rankOf(b))
    .map(([predicate, values]) => [
      predicate,
      predicate === rdfType ? [...values].sort((a, b) => classRank(a) - classRank(b)) : values,
    ]);

/** What is said above the place; within it the last are a node's own numbers. */
export const standsBeforeCoordinates = (predicate: string): boolean => FIRST.has(predicate);

/** Says again, for programs, what the coordinates of the page say. */
const COORDINATES = [
  expand("wgs", "lat"),
  expand("wgs", "long"),
  expand("ic", "地理座標"),
  expand("geo", "hasGeometry"),
];

export const repeatsPosition = (predicate: string): boolean => COORDINATES.includes(predicate);
/** Says again what dct:identifier says. */
export const repeatsIdentifier = (predicate: string): boolean => predicate === expand("ic", "ID");

/** An intermediate node that has nothing but this is shown as its value. */
export const isPlainValue = (predicate: string): boolean =>
  predicate === expand("ic", "表記") || predicate === expand("ic", "識別値");
