/** A small vocabulary, datasets and sources made by hand: what alignment does is seen without the project's own files. */
import type { DatasetDocument } from "../../src/config/dataset-schema.ts";
import type { DatasetConfig } from "../../src/config/project.ts";
import { compilePlan } from "../../src/mapping/align.ts";
import { expand, type Prefix } from "../../src/rdf/namespaces.ts";
import type { Area, Concept, Field, Model, Unit, Vocabulary } from "../../src/vocabulary/vocabulary.ts";
import { interpretPlan } from "../support/plan-interpreter.ts";

export const base = "https://example.org/";

/** `iri("ic:名称")`. */
export const iri = (name: string): string => {
  const [prefix, local] = name.split(/:(.*)/s);
  return expand(prefix as Prefix, local ?? "");
};
const xsd = (name: string): string => iri(`xsd:${name}`);

type FieldSketch = Partial<Omit<Field, "path" | "classes" | "fixed" | "also">> & {
  readonly path?: readonly string[];
  readonly classes?: readonly (string | undefined)[];
  readonly also?: readonly string[];
  readonly fixed?: Field["fixed"];
};

export function field(name: string, sketch: FieldSketch = {}): Field {
  return {
    name,
    iri: `${base}${name}`,
    type: "text",
    labels: { en: name },
    headers: [],
    flagHeaders: [],
    minCount: 0,
    ...sketch,
    path: (sketch.path ?? []).map(iri),
    classes: (sketch.classes ?? (sketch.path ?? []).map(() => undefined)).map((one) =>
      one === undefined ? undefined : iri(one),
    ),
    also: (sketch.also ?? []).map(iri),
    fixed: (sketch.fixed ?? []).map((one) => ({ ...one, path: one.path.map(iri) })),
  };
}

export const model = (fields: readonly Field[], more: Partial<Model> = {}): Model => ({
  key: "thing",
  iri: `${base}Thing`,
  version: "1.0.0",
  labels: { ja: "もの", en: "thing" },
  types: [`${base}Thing`],
  kind: "record",
  fields,
  file: "vocab/models/thing.ttl",
  ...more,
});

const concept = (name: string, labels: Record<string, string>, more: readonly string[] = []): Concept => ({
  iri: `${base}hazard/${name}`,
  labels,
  names: [...Object.values(labels), ...more, name],
  notations: [name],
});
const unit = (code: string, labels: Record<string, string>, measure: Unit): Concept => ({
  iri: `${base}unit/${code}`,
  labels,
  names: [...Object.values(labels), code],
  notations: [code],
  unit: { ...measure, base: `${base}unit/${measure.base}` },
});
const city: Area = {
  iri: `${base}area/22212`,
  code: "22212",
  country: "jp",
  labels: { ja: "焼津市", en: "Yaizu" },
  names: ["焼津市", "Yaizu", "22212", "222127"],
  city: `${base}area/22212`,
  extent: { west: 138.2, south: 34.7, east: 138.4, north: 35 },
};
const district = (code: string, name: string, parent: Area): Area => ({
  iri: `${base}area/${code}`,
  code,
  country: parent.country,
  labels: { ja: name },
  names: [name, parent.labels["ja"] + name, code],
  parent: parent.iri,
  city: parent.iri,
});
const other: Area = {
  ...city,
  iri: `${base}area/67000`,
  code: "67000",
  country: "tw",
  labels: { ja: "台南市" },
  names: ["臺南市", "台南市", "67000"],
  city: `${base}area/67000`,
};
export const areas = [
  city,
  district("222120010", "本町区", city),
  other,
  district("67000350", "安南區", other),
  district("67000010", "本町区", other),
];

const ranges: Record<string, string> = {
  "ic:名称": "ic:名称型",
  "ic:住所": "ic:住所型",
  "ic:ID": "ic:ID型",
  "ic:体系": "ic:ID体系型",
  "ic:設置地点": "ic:地物型",
  "ic:地理座標": "ic:座標型",
  "ic:収容人数": "ic:数量型",
  "ic:日時": "ic:日時型",
  "ic:期間": "ic:期間スケジュール型",
  "geo:hasGeometry": "geo:Geometry",
};

export function vocabulary(models: readonly Model[]): Vocabulary {
  const byProperty = new Map(Object.entries(ranges).map(([property, type]) => [iri(property), iri(type)]));
  return {
    models: new Map(models.map((one) => [one.key, one])),
    schemes: new Map([
      [
        "hazard",
        {
          key: "hazard",
          iri: `${base}hazard/scheme`,
          labels: { ja: "災害種別" },
          concepts: [
            concept("tsunami", { ja: "津波", "zh-Hant": "海嘯" }),
            concept("earthquake", { ja: "地震" }, ["震災"]),
            concept("flood", { ja: "洪水" }),
          ],
        },
      ],
      [
        "unit",
        {
          key: "unit",
          iri: `${base}unit/scheme`,
          concepts: [
            unit("MTR", { ja: "メートル", en: "metre" }, { symbol: "m", base: "MTR", factor: "1" }),
            unit("CMT", { ja: "センチメートル", en: "centimetre" }, { symbol: "cm", base: "MTR", factor: "0.01" }),
            unit("KMT", { ja: "キロメートル", en: "kilometre" }, { symbol: "km", base: "MTR", factor: "1000" }),
            unit("HAR", { ja: "ヘクタール", en: "hectare" }, { symbol: "ha", base: "MTK", factor: "10000" }),
            unit("C62", { ja: "個", en: "one" }, { base: "C62", factor: "1" }),
            unit("SEC", { ja: "秒", en: "second" }, { base: "SEC", factor: "1" }),
            unit("HUR", { ja: "時間", en: "hour" }, { base: "SEC", factor: "3600" }),
          ],
        },
      ],
      [
        "area",
        {
          key: "area",
          iri: `${base}area/scheme`,
          concepts: areas.map((area) => ({
            iri: area.iri,
            labels: area.labels,
            names: area.names,
            notations: [area.code],
          })),
        },
      ],
    ]),
    range: (property) => byProperty.get(property),
    areas: {
      find: (code) => areas.find((area) => area.code === code || area.iri === code),
      within: (parent) => areas.filter((area) => area.parent === parent),
    },
    quads: [],
    fingerprint: "",
  };
}

/** Places name the path itself: `thing.yaml#fields.kind.value`. */
export function dataset(document: Partial<DatasetDocument>, language = "ja"): DatasetConfig {
  const texts = { en: "A thing" };
  return {
    id: "yaizu/thing",
    name: "thing",
    city: {
      id: "yaizu",
      folder: "/nowhere/yaizu",
      country: "jp",
      area: "22212",
      names: { ja: "焼津市", en: "Yaizu" },
      publisher: texts,
      licence: `${base}licence`,
      timeZone: "Asia/Tokyo",
      language,
    },
    file: "/nowhere/yaizu/thing.yaml",
    document: { title: "A thing", access: "open", model: "thing", ...document },
    title: texts,
    licence: `${base}licence`,
    publisher: texts,
    iri: `${base}dataset/yaizu/thing`,
    prefix: `${base}id/jp/22212/thing/`,
    editionPrefix: "",
    folder: "/nowhere/yaizu",
    files: [],
    place: (path) => ({ file: `thing.yaml#${path.join(".")}` }),
  };
}

export const source = (
  ...headers: (string | readonly string[])[]
): { file: string; names: readonly (readonly string[])[] } => ({
  file: "data/thing.csv",
  names: headers.map((header) => (typeof header === "string" ? [header] : header)),
});

/** Compiles and, when there is no error, interprets. Lines come without the graph and with short names. */
export function align(
  one: Model,
  document: Partial<DatasetDocument>,
  headers: readonly (string | readonly string[])[],
  rows: readonly (readonly string[])[] = [],
) {
  const result = compilePlan({
    dataset: dataset(document),
    vocabulary: vocabulary([one]),
    source: source(...headers),
    project: { base, languages: ["en"] },
  });
  const errors = result.problems.filter((problem) => problem.severity === "error");
  const interpreted = errors.length > 0 ? [] : interpretPlan(result.plan, rows);
  const triples = interpreted.map((row) => row.quads.map(short).sort());
  return { ...result, errors, interpreted, triples, codes: result.problems.map((problem) => problem.code) };
}

/** `12#名称 ic:表記 "…"`. */
export function short(line: string): string {
  const [subject = "", predicate = "", object = ""] = line.split("\t");
  return [subject, predicate, object].map(shortTerm).join(" ");
}

function shortTerm(term: string): string {
  return term.replace(/<([^>]*)>/g, (_, text: string) =>
    text
      .replace(`${base}id/jp/22212/thing/`, "")
      .replace(iri("ic:"), "ic:")
      .replace(iri("tsu:"), "tsu:")
      .replace(iri("rdfs:"), "rdfs:")
      .replace(iri("rdf:type"), "a")
      .replace(iri("dct:"), "dct:")
      .replace(iri("geo:"), "geo:")
      .replace(iri("wgs:"), "wgs:")
      .replace(xsd(""), "xsd:")
      .replace(base, "§"),
  );
}
