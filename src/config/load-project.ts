/** mappings/ → Project: read, checked, `use:` merged in, every IRI and path made. */
import { availableParallelism } from "node:os";
import * as path from "node:path";
import { nearest } from "../problem/nearest.ts";
import { type Problem, ProblemError } from "../problem/problem.ts";
import { exists, listFolder, readText } from "../safe/files.ts";
import { checkDocument } from "./check-document.ts";
import { Dataset, type DatasetDocument, SharedTable, type SharedTableDocument } from "./dataset-schema.ts";
import { licenceIri, licenceNames } from "./licence.ts";
import type { City, DatasetConfig, Limits, Project, Texts } from "./project.ts";
import { CityFile, LimitsDocument, ProjectFile } from "./project-schema.ts";
import { readYaml, type YamlDocument } from "./read-yaml.ts";

export interface ProjectSelection {
  /** `city` or `city/dataset`; absent: everything. */
  readonly only?: string;
  /** Another output folder than project.yaml's. */
  readonly output?: string;
  /** How messages name files: relative to this folder. */
  readonly from?: string;
}

/** @throws ProblemError with every fault of every file read. */
export function loadProject(folder: string, selection: ProjectSelection = {}): Project {
  const root = path.resolve(folder);
  const from = selection.from ?? process.cwd();
  const named = (file: string): string => (file.startsWith(from + path.sep) ? path.relative(from, file) : file);
  const projectFile = path.join(root, "project.yaml");
  if (!exists(projectFile)) {
    throw new ProblemError({
      code: "CFG-020",
      severity: "error",
      message: `There is no project.yaml in ${named(root)}.`,
      at: { file: named(projectFile) },
      advice:
        "Give the folder of the mappings with --mappings, or write a project.yaml with one line: base: https://…/",
    });
  }
  const faults: Problem[] = [];
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      faults.push(...error.problems);
      return undefined;
    }
  };

  const project = attempt(() => checkDocument(readYaml(readText(projectFile), named(projectFile)), ProjectFile));
  const [onlyCity, onlyDataset] = (selection.only ?? "").split("/");
  const cityIds = listFolder(root)
    .filter((entry) => entry.folder && !/^[._]/.test(entry.name))
    .map((entry) => entry.name);
  if (onlyCity && !cityIds.includes(onlyCity)) throw notFound("city", onlyCity, cityIds, named(root));

  const cities: City[] = [];
  const datasets: DatasetConfig[] = [];
  for (const id of cityIds.filter((one) => !onlyCity || one === onlyCity)) {
    const city = attempt(() => loadCity(path.join(root, id), id, named));
    if (city === undefined) continue;
    cities.push(city);
    const names = listFolder(city.folder)
      .filter((entry) => !entry.folder && isDatasetFile(entry.name))
      .map((entry) => entry.name.slice(0, -".yaml".length));
    if (onlyDataset && !names.includes(onlyDataset))
      throw notFound(
        "dataset",
        `${id}/${onlyDataset}`,
        names.map((name) => `${id}/${name}`),
        named(city.folder),
      );
    for (const name of names.filter((one) => !onlyDataset || one === onlyDataset)) {
      const dataset = attempt(() => loadDataset(root, city, name, project?.base ?? "", named));
      if (dataset !== undefined) datasets.push(dataset);
    }
  }
  faults.push(...sharedSets(datasets));
  if (faults.length > 0 || project === undefined) throw new ProblemError(faults);
  const limits = LimitsDocument.parse(project.limits ?? {});
  return {
    root,
    base: project.base,
    languages: project.languages,
    output: path.resolve(selection.output ?? path.resolve(root, project.output)),
    limits: { ...limits, workers: limits.workers ?? availableParallelism() } satisfies Limits,
    cities,
    datasets,
  };
}

const isDatasetFile = (name: string): boolean =>
  name.endsWith(".yaml") && name !== "city.yaml" && !name.endsWith(".yarrrml.yaml");

function loadCity(folder: string, id: string, named: (file: string) => string): City {
  const file = path.join(folder, "city.yaml");
  if (!exists(file))
    throw new ProblemError({
      code: "CFG-021",
      severity: "error",
      message: `The city ${id} has no city.yaml.`,
      at: { file: named(file) },
      advice: "It says who publishes: country, area, names, language, publisher, licence, timeZone.",
    });
  const document = readYaml(readText(file), named(file));
  const city = checkDocument(document, CityFile);
  return {
    id,
    folder,
    country: city.country,
    area: city.area,
    names: city.names,
    publisher: texts(city.publisher, city.language),
    licence: licence(city.licence, document, ["licence"]),
    ...(city.attribution === undefined ? {} : { attribution: texts(city.attribution, city.language) }),
    timeZone: city.timeZone,
    language: city.language,
  };
}

function loadDataset(
  root: string,
  city: City,
  name: string,
  base: string,
  named: (file: string) => string,
): DatasetConfig {
  const file = path.join(city.folder, `${name}.yaml`);
  const own = readYaml(readText(file), named(file));
  const written = checkDocument(own, Dataset);
  const shared = written.use === undefined ? undefined : loadShared(root, written.use, own, named);
  const document = shared === undefined ? written : merge(shared.document, written);
  if (document.model === undefined && document.mapping === undefined) {
    throw new ProblemError({
      code: "CFG-030",
      severity: "error",
      message: "The dataset names no model and no mapping.",
      at: own.place([]),
      advice: 'Add "model: shelter" (or aed, theft, population) and "columns:", or "mapping: file.yarrrml.yaml".',
    });
  }
  if (document.source === undefined) {
    throw new ProblemError({
      code: "CFG-031",
      severity: "error",
      message: "The dataset names no source.",
      at: own.place([]),
      advice: 'Add "source: { path: data/table.csv }".',
    });
  }
  if (document.rows === "edition" && document.source.edition === undefined) {
    throw new ProblemError({
      code: "CFG-032",
      severity: "error",
      message: "rows: edition needs the edition of the source.",
      at: own.place(["rows"]),
      advice: "Add it: source: { path: …, edition: 2022-03 }.",
    });
  }
  const set = document.set ?? name;
  const edition = document.rows === "edition" ? `${encodeURIComponent(document.source.edition ?? "")}/` : "";
  const sourceFromShared = written.source === undefined && shared !== undefined;
  return {
    id: `${city.id}/${name}`,
    name,
    city,
    file,
    document,
    title: texts(document.title, city.language),
    licence: document.licence === undefined ? city.licence : licence(document.licence, own, ["licence"]),
    publisher: document.publisher === undefined ? city.publisher : texts(document.publisher, city.language),
    iri: `${base}dataset/${city.id}/${name}`,
    prefix: `${base}id/${city.country}/${city.area}/${set}/${edition}`,
    editionPrefix: edition,
    folder: sourceFromShared ? path.dirname(shared.file) : city.folder,
    files: [
      path.join(root, "project.yaml"),
      path.join(city.folder, "city.yaml"),
      file,
      ...(shared === undefined ? [] : [shared.file]),
    ],
    place(keys) {
      // A key that only the shared table has is shown in the shared table.
      const root = String(keys[0] ?? "");
      const inOwn = shared === undefined || hasKey(written, keys) || !hasKey(shared.document, keys);
      return inOwn || root === "" ? own.place(keys) : shared.yaml.place(keys);
    },
  };
}

function loadShared(root: string, use: string, own: YamlDocument, named: (file: string) => string) {
  const folder = path.join(root, "_shared");
  const file = path.join(folder, `${use}.yaml`);
  if (!exists(file)) {
    const names = listFolder(folder)
      .filter((entry) => entry.name.endsWith(".yaml"))
      .map((entry) => entry.name.slice(0, -5));
    const guess = nearest(use, names);
    throw new ProblemError({
      code: "CFG-033",
      severity: "error",
      message: `There is no shared table "${use}" in _shared.`,
      at: own.place(["use"]),
      advice: guess === undefined ? `Shared tables: ${names.join(", ") || "none"}.` : `Did you mean "${guess}"?`,
    });
  }
  const yaml = readYaml(readText(file), named(file));
  return { file, yaml, document: checkDocument(yaml, SharedTable) };
}

/** The dataset's own keys win; `fields`, `where` and a map of `columns` are merged by key; lists are joined. */
function merge(shared: SharedTableDocument, own: DatasetDocument): DatasetDocument {
  const columns =
    typeof shared.columns === "object" && typeof own.columns === "object"
      ? { ...shared.columns, ...own.columns }
      : (own.columns ?? shared.columns);
  const joined = (a: readonly string[] | undefined, b: readonly string[] | undefined) =>
    a || b ? [...new Set([...(a ?? []), ...(b ?? [])])] : undefined;
  const defined = <T extends object>(value: T): T =>
    Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
  return defined({
    ...shared,
    ...own,
    columns,
    fields: shared.fields || own.fields ? { ...shared.fields, ...own.fields } : undefined,
    where: shared.where || own.where ? { ...shared.where, ...own.where } : undefined,
    private: joined(shared.private, own.private),
    ignore: joined(shared.ignore, own.ignore),
  });
}

/** Two datasets share a set (and so URIs) only if both say so. */
function sharedSets(datasets: readonly DatasetConfig[]): Problem[] {
  const seen = new Map<string, DatasetConfig>();
  return datasets.flatMap((dataset) => {
    const first = seen.get(dataset.prefix);
    seen.set(dataset.prefix, first ?? dataset);
    if (first === undefined || (first.document.set !== undefined && dataset.document.set !== undefined)) return [];
    return [
      {
        code: "CFG-034",
        severity: "error",
        message: `${first.id} and ${dataset.id} would mint the same URIs (${dataset.prefix}…).`,
        at: dataset.place(["set"]),
        advice: "Give one of them another set:, or say the same set: in both if they describe the same things.",
      },
    ];
  });
}

function texts(text: string | Record<string, string>, language: string): Texts {
  return typeof text === "string" ? { [language]: text } : text;
}

function licence(name: string, document: YamlDocument, at: readonly string[]): string {
  const iri = licenceIri(name);
  if (iri !== undefined) return iri;
  const guess = nearest(name, licenceNames);
  throw new ProblemError({
    code: "CFG-035",
    severity: "error",
    message: `The licence "${name}" is not known.`,
    at: document.place(at),
    advice: `${guess === undefined ? "" : `Did you mean "${guess}"? `}Known: ${licenceNames.join(", ")}; or give the licence's IRI.`,
  });
}

function notFound(what: string, name: string, names: readonly string[], folder: string): ProblemError {
  const guess = nearest(name, names);
  return new ProblemError({
    code: "CFG-022",
    severity: "error",
    message: `There is no ${what} "${name}" in ${folder}.`,
    advice: guess === undefined ? `There are: ${names.join(", ") || "none"}.` : `Did you mean "${guess}"?`,
  });
}

function hasKey(value: unknown, keys: readonly (string | number)[]): boolean {
  let here = value;
  for (const key of keys) {
    if (typeof here !== "object" || here === null || !(key in here)) return false;
    here = (here as Record<string | number, unknown>)[key];
  }
  return true;
}
