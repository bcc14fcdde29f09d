/** The table that the function `area` looks names and codes up in, seen from one city. */
import type { Area, Vocabulary } from "../vocabulary/vocabulary.ts";

export interface AreaEntry {
  readonly iri: string;
  readonly city: string;
  readonly names: readonly string[];
}

/**
 * The city and everything within it by all their names; areas elsewhere by their full names only (a bare 中山區 means the
 * city's own), and by their codes only in the city's country, because codes of two countries look alike.
 */
export function areaTable(vocabulary: Vocabulary, city: Area | undefined): AreaEntry[] {
  const own = city === undefined ? [] : [city, ...everythingWithin(city, vocabulary)];
  const ownIris = new Set(own.map((area) => area.iri));
  const table = own.map((area) => entry(area, area.names, area.code));
  for (const concept of vocabulary.schemes.get("area")?.concepts ?? []) {
    const area = vocabulary.areas.find(concept.iri);
    if (area === undefined || ownIris.has(area.iri)) continue;
    const sameCountry = city === undefined || area.country === city.country;
    const codes = new Set([area.code, ...concept.notations]);
    const names = fullNames(area, vocabulary).filter((name) => !codes.has(name));
    table.push(sameCountry ? entry(area, [...names, ...concept.notations], area.code) : entry(area, names));
  }
  return table;
}

/** Areas inside an area, and inside those. */
export function everythingWithin(area: Area, vocabulary: Vocabulary): Area[] {
  return vocabulary.areas.within(area.iri).flatMap((inner) => [inner, ...everythingWithin(inner, vocabulary)]);
}

/** Names that say where: all of them for an area that is in none, else those that begin with the name of what it is in. */
function fullNames(area: Area, vocabulary: Vocabulary): readonly string[] {
  if (area.city === area.iri) return area.names;
  const parent = area.parent === undefined ? undefined : vocabulary.areas.find(area.parent);
  if (parent === undefined) return area.names;
  const prefixes = parent.names.filter((name) => name.length > 1);
  const written = area.names.filter((name) =>
    prefixes.some((prefix) => name.length > prefix.length && name.startsWith(prefix)),
  );
  const labels = Object.entries(area.labels).flatMap(([language, label]) => {
    const above = parent.labels[language];
    return above === undefined ? [] : [above + label];
  });
  return [...written, ...labels];
}

const entry = (area: Area, names: readonly string[], code?: string): AreaEntry => ({
  iri: area.iri,
  city: area.city,
  names: [...new Set(code === undefined ? names : [...names, code])],
});
