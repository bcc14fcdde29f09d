/** SKOS concept schemes → ConceptScheme. */
import { expand } from "../rdf/namespaces.ts";
import type { Term } from "../rdf/term.ts";
import type { Faults } from "./faults.ts";
import { type Graph, shortIri } from "./graph.ts";
import type { Concept, ConceptScheme, Unit } from "./vocabulary.ts";

const skos = (name: string): string => expand("skos", name);

/** Every skos:ConceptScheme that has a skos:notation, by that notation. Two concepts of a scheme may not share a name. */
export function loadSchemes(graph: Graph, faults: Faults): Map<string, ConceptScheme> {
  const members = new Map<string, Concept[]>();
  for (const concept of graph.instances(skos("Concept")))
    for (const scheme of graph.iris(concept, skos("inScheme"))) {
      const list = members.get(scheme) ?? [];
      list.push(loadConcept(concept, graph, faults));
      members.set(scheme, list);
    }
  const schemes = new Map<string, ConceptScheme>();
  for (const scheme of graph.instances(skos("ConceptScheme"))) {
    const key = graph.texts(scheme, skos("notation"))[0];
    const file = graph.fileOf(scheme);
    if (key === undefined || schemes.has(key)) {
      const fault = key === undefined ? "has no skos:notation" : `has the skos:notation "${key}" of another scheme`;
      faults.add(
        "VOC-016",
        file,
        "skos:ConceptScheme",
        `The concept scheme ${shortIri(scheme.value)} ${fault}.`,
        "Mappings name a scheme by its notation: give each its own.",
      );
      continue;
    }
    schemes.set(key, {
      key,
      iri: scheme.value,
      labels: graph.labels(scheme, skos("prefLabel")),
      concepts: members.get(scheme.value) ?? [],
    });
  }
  return schemes;
}

function loadConcept(concept: Term, graph: Graph, faults: Faults): Concept {
  const labels = graph.labels(concept, skos("prefLabel"));
  if (Object.keys(labels).length === 0)
    faults.add(
      "VOC-004",
      graph.fileOf(concept),
      concept.value,
      `The concept ${shortIri(concept.value)} has no skos:prefLabel.`,
      'Add skos:prefLabel "…"@ja, "…"@zh-Hant, "…"@en.',
    );
  const notations = graph.texts(concept, skos("notation"));
  const unit = graph.is(concept, expand("ic", "単位コード型")) ? loadUnit(concept, graph, faults) : undefined;
  return {
    iri: concept.value,
    labels,
    names: conceptNames(concept, graph),
    notations,
    ...(unit === undefined ? {} : { unit }),
  };
}

/** Problem VOC-018 for a unit that nothing could be converted with. The factor is taken as written, not as a float. */
function loadUnit(unit: Term, graph: Graph, faults: Faults): Unit | undefined {
  const symbol = graph.texts(unit, expand("ic", "表記"))[0];
  const base = graph.iris(unit, expand("tsu", "baseUnit"))[0];
  const factor = graph.texts(unit, expand("ic", "乗数"))[0];
  if (base === undefined || factor === undefined || !/^\d+(\.\d+)?$/.test(factor) || !/[1-9]/.test(factor)) {
    faults.add(
      "VOC-018",
      graph.fileOf(unit),
      unit.value,
      `The unit ${shortIri(unit.value)} has no ${base === undefined ? "tsu:baseUnit" : "ic:乗数 above 0 that is a plain decimal number"}.`,
      'Add tsu:baseUnit and ic:乗数 "…"^^xsd:double: how many base units it is.',
    );
    return undefined;
  }
  return { base, factor, ...(symbol === undefined ? {} : { symbol }) };
}

/** Every text that finds the concept: preferred, alternative and hidden labels, then notations. */
export function conceptNames(concept: Term, graph: Graph): string[] {
  return [
    ...new Set(
      ["prefLabel", "altLabel", "hiddenLabel", "notation"].flatMap((kind) => graph.texts(concept, skos(kind))),
    ),
  ];
}
