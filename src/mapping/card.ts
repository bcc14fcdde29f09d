/** The card: what every record of every model and city carries, so that no IMI path is needed to join (DESIGN §3). */
import { expand } from "../rdf/namespaces.ts";
import type { AlignContext } from "./align-context.ts";
import { everythingWithin } from "./area-table.ts";
import { schemeOf } from "./concept-table.ts";
import type { RecordKey } from "./key.ts";
import type { NodeTree } from "./node-tree.ts";
import type { TermMap, ValueRef } from "./plan.ts";
import { type Reading, readingOutput } from "./readings.ts";
import { iriOf, literalOf, statement, valueStatements } from "./value-terms.ts";

const rdfsLabel = expand("rdfs", "label");
const identifier = expand("dct", "identifier");

/** Adds the card; returns the values that say what the record means, for the ledger: its labels, or what makes its label. */
export function addCard(
  tree: NodeTree,
  readings: readonly Reading[],
  key: RecordKey | undefined,
  context: AlignContext,
): ValueRef[] {
  addPlace(tree, readings, context);
  addDataSet(tree, context);
  addArea(tree, readings, context);
  addIdentifier(tree, readings, key, context);
  return addLabel(tree, readings, key, context);
}

function addLabel(
  tree: NodeTree,
  readings: readonly Reading[],
  key: RecordKey | undefined,
  context: AlignContext,
): ValueRef[] {
  const { language } = context.dataset.city;
  const labels = readings.filter((reading) => reading.field.role === "label" || reading.field.also.includes(rdfsLabel));
  for (const reading of labels) for (const one of valueStatements(reading, rdfsLabel, language)) tree.add([], one);
  if (labels.length > 0 || key === undefined) return labels.map((reading) => reading.value);

  // A table without names: what the key says, in words where the vocabulary has them ("新營區 2011-03"). Of a record that
  // would say little without the model's name; an observation is what its dimensions are.
  const { labels: names, key: modelKey, kind } = context.fields.model;
  const words = key.parts.map((part) => inWords(part.reading, part.value, context));
  const [, ...spaced] = words.flatMap((word) => [" ", word]);
  const object: TermMap = {
    kind: "template",
    parts: kind === "observation" ? spaced : [names[language] ?? modelKey, " ", ...spaced],
    encode: false,
    termType: "literal",
    language,
  };
  tree.add([], { predicate: rdfsLabel, object, causes: key.parts.map((part) => part.value) });
  return kind === "observation" ? words : [];
}

/** 67000010 in words is 新營區: the canonical form of a concept or area, mapped to its label in the city's language. */
function inWords(reading: Reading, value: ValueRef, context: AlignContext): ValueRef {
  const { language } = context.dataset.city;
  const labelled = labelledBy(reading, context).flatMap(({ canonical, labels }) => {
    const label = labels[language];
    return label === undefined ? [] : [[canonical, label] as const];
  });
  if (labelled.length === 0) return value;
  return context.expressions.add({
    kind: "function",
    function: "text",
    inputs: [value],
    parameters: { map: Object.fromEntries(labelled) },
  });
}

function labelledBy(
  reading: Reading,
  context: AlignContext,
): { canonical: string; labels: Readonly<Record<string, string>> }[] {
  const canonical = (iri: string): string => /[^/#]*$/.exec(iri)![0];
  if (reading.function === "area" && context.city !== undefined) {
    return [context.city, ...everythingWithin(context.city, context.vocabulary)].map(({ iri, labels }) => ({
      canonical: canonical(iri),
      labels,
    }));
  }
  if (reading.function !== "concept" && reading.function !== "flags") return [];
  const scheme = schemeOf(reading.field, reading.spec, reading.request.path, context);
  return (scheme?.concepts ?? []).map(({ iri, labels }) => ({ canonical: canonical(iri), labels }));
}

/** Where it lies: the area that the row names, else the city whose table it is. */
function addArea(tree: NodeTree, readings: readonly Reading[], { city }: AlignContext): void {
  const areas = readings.filter((reading) => reading.function === "area");
  const finest =
    areas.find((reading) => reading.field.role === "area") ??
    areas.find((reading) => reading.field.path.join() === expand("tsu", "area"));
  const stated = areas.find((reading) => reading.field.role === "city");
  const source = finest ?? stated;
  for (const [property, output, from] of [
    ["area", "area", source],
    ["city", "city", stated ?? source],
  ] as const) {
    const predicate = expand("tsu", property);
    if (from !== undefined) tree.add([], statement(predicate, iriOf(readingOutput(from, output))));
    else if (city !== undefined)
      tree.add(
        [],
        statement(predicate, {
          kind: "constant",
          term: { kind: "iri", value: property === "city" ? city.city : city.iri },
        }),
      );
  }
}

/** @spec RDF Data Cube §7.1, IC-1: every observation has exactly one qb:dataSet. */
function addDataSet(tree: NodeTree, { dataset, fields }: AlignContext): void {
  if (fields.model.kind !== "observation") return;
  tree.add([], statement(expand("qb", "dataSet"), { kind: "constant", term: { kind: "iri", value: dataset.iri } }));
}

/** Whatever has a geometry is a geo:Feature, whether its model's records always are or not. @spec GeoSPARQL 1.1 §6.2 */
function addPlace(tree: NodeTree, readings: readonly Reading[], { fields, vocabulary }: AlignContext): void {
  const reading = readings.find((one) => one.function === "coordinates");
  if (reading === undefined) return;
  const decimal = expand("xsd", "decimal");
  tree.add([], statement(expand("wgs", "lat"), literalOf(readingOutput(reading, "lat"), decimal)));
  tree.add([], statement(expand("wgs", "long"), literalOf(readingOutput(reading, "long"), decimal)));
  const predicate = expand("geo", "hasGeometry");
  const type = vocabulary.range(predicate) ?? expand("geo", "Geometry");
  const wkt = literalOf(readingOutput(reading, "wkt"), expand("geo", "wktLiteral"));
  tree.add([{ predicate, class: type, name: "geometry" }], statement(expand("geo", "asWKT"), wkt));
  const feature = expand("geo", "Feature");
  if (fields.model.types.includes(feature)) return;
  tree.add([], {
    predicate: expand("rdf", "type"),
    object: { kind: "constant", term: { kind: "iri", value: feature } },
    causes: [readingOutput(reading, "wkt")],
  });
}

/** The identifier that the table gives; else what the key is made of. */
function addIdentifier(
  tree: NodeTree,
  readings: readonly Reading[],
  key: RecordKey | undefined,
  { dataset }: AlignContext,
): void {
  const stated = readings.filter(
    (reading) => reading.field.role === "identifier" || reading.field.also.includes(identifier),
  );
  if (stated.length > 0) {
    for (const reading of stated)
      for (const one of valueStatements(reading, identifier, dataset.city.language)) tree.add([], one);
    return;
  }
  if (key === undefined) return;
  const [only, ...others] = key.parts.map((part) => part.value);
  if (key.content || only === undefined) tree.add([], statement(identifier, literalOf(key.value)));
  else if (others.length === 0) tree.add([], statement(identifier, literalOf(only)));
  else {
    const parts = [only, ...others.flatMap((part) => ["/", part])];
    tree.add([], {
      predicate: identifier,
      object: { kind: "template", parts, encode: false, termType: "literal" },
      causes: [],
    });
  }
}
