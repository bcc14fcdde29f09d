/** Administrative areas (vocab/concepts/area.ttl) → Areas. */
import { expand } from "../rdf/namespaces.ts";
import type { Term } from "../rdf/term.ts";
import type { Faults } from "./faults.ts";
import { type Graph, shortIri } from "./graph.ts";
import { conceptNames } from "./load-schemes.ts";
import type { Area, Areas } from "./vocabulary.ts";

const tsu = (name: string): string => expand("tsu", name);
const skos = (name: string): string => expand("skos", name);

/** Every tsu:Prefecture, tsu:City, tsu:District and other tsu:Area. */
export function loadAreas(graph: Graph, faults: Faults): Areas {
  const subjects = ["Prefecture", "City", "District", "Area"].flatMap((type) => graph.instances(tsu(type)));
  const areas = subjects.flatMap((subject) => loadArea(subject, graph, faults) ?? []);
  const byIri = new Map(areas.map((area) => [area.iri, area]));
  const byCode = new Map(
    subjects.flatMap((subject) => codesOf(subject, graph).map((code) => [code, subject.value] as const)),
  );
  const within = new Map<string, Area[]>();
  for (const area of areas)
    if (area.parent !== undefined) within.set(area.parent, [...(within.get(area.parent) ?? []), area]);
  return {
    find: (codeOrIri) => byIri.get(codeOrIri) ?? byIri.get(byCode.get(codeOrIri) ?? ""),
    within: (iri) => within.get(iri) ?? [],
  };
}

const parentOf = (area: Term, graph: Graph): string | undefined =>
  graph.iris(area, tsu("inCity"))[0] ?? graph.iris(area, skos("broader"))[0];
const codesOf = (area: Term, graph: Graph): string[] => [
  ...graph.texts(area, expand("ic", "識別値")),
  ...graph.texts(area, skos("notation")),
];

function loadArea(subject: Term, graph: Graph, faults: Faults): Area | undefined {
  const code = graph.texts(subject, expand("ic", "識別値"))[0];
  const country = graph.texts(subject, tsu("country"))[0];
  const parent = parentOf(subject, graph);
  const lacking =
    code === undefined
      ? "ic:識別値"
      : country === undefined
        ? "tsu:country"
        : parent !== undefined && !graph.knows(parent)
          ? `declaration of its parent ${shortIri(parent)}`
          : undefined;
  if (code === undefined || country === undefined || lacking !== undefined) {
    faults.add(
      "VOC-017",
      graph.fileOf(subject),
      subject.value,
      `The area ${shortIri(subject.value)} has no ${lacking ?? "code"}.`,
      "Areas need a code, a country and, if they name a parent, that parent.",
    );
    return undefined;
  }
  return {
    iri: subject.value,
    code,
    country,
    labels: graph.labels(subject, skos("prefLabel")),
    names: [...new Set([...conceptNames(subject, graph), ...fullNames(subject, graph)])],
    // A former city lies in the one that took its place: its records join today's.
    city: graph.iris(subject, tsu("inCity"))[0] ?? graph.iris(subject, tsu("succeededBy"))[0] ?? subject.value,
    ...(parent === undefined ? {} : { parent }),
    ...extentOf(subject, graph),
  };
}

/** Names in Chinese characters or kana: only these are written without a space after the parent's. */
const ideographic = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u;

/** 臺北市中正區, さいたま市西区, 埼玉県さいたま市西区: the name after each of the parent's names, in short and in full. */
function fullNames(subject: Term, graph: Graph): string[] {
  const parent = parentOf(subject, graph);
  if (parent === undefined) return [];
  const above: Term = { kind: "iri", value: parent };
  const shortNames = (area: Term): string[] => conceptNames(area, graph).filter((name) => ideographic.test(name));
  return [...shortNames(above), ...fullNames(above, graph)].flatMap((prefix) =>
    shortNames(subject).map((name) => prefix + name),
  );
}

function extentOf(subject: Term, graph: Graph): Pick<Area, "extent"> {
  const side = (name: string): number => Number(graph.texts(subject, tsu(name))[0] ?? Number.NaN);
  const extent = { west: side("west"), south: side("south"), east: side("east"), north: side("north") };
  return Object.values(extent).some(Number.isNaN) ? {} : { extent };
}
