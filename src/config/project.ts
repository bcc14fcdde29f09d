/** The configuration in memory, with the place of every key: what the rooms above work from. */
import type { Place } from "../problem/problem.ts";
import type { DatasetDocument } from "./dataset-schema.ts";

export type Texts = Readonly<Record<string, string>>;

export interface Project {
  /** Absolute path of the mappings folder. */
  readonly root: string;
  readonly base: string;
  readonly languages: readonly string[];
  /** Absolute path of the output folder. */
  readonly output: string;
  readonly limits: Limits;
  readonly cities: readonly City[];
  readonly datasets: readonly DatasetConfig[];
}

/** Every bound of a run, in one place (mappings/project.yaml, `limits:`). */
export interface Limits {
  readonly rejectPercent: number;
  readonly recordBytes: number;
  readonly workers: number;
  readonly storeMemoryMb: number;
  readonly queryDeadlineSeconds: number;
  readonly queryProcesses: number;
  readonly queryMemoryMb: number;
}

export interface City {
  readonly id: string;
  readonly folder: string;
  readonly country: string;
  /** Area code as URIs carry it: 22212, 67000. */
  readonly area: string;
  readonly names: Texts;
  readonly publisher: Texts;
  readonly licence: string;
  readonly attribution?: Texts;
  readonly timeZone: string;
  /** Language of the city's texts: ja, zh-Hant. */
  readonly language: string;
}

export interface DatasetConfig {
  /** city/dataset, as --only takes it. */
  readonly id: string;
  readonly name: string;
  readonly city: City;
  /** Absolute path of the dataset's YAML. */
  readonly file: string;
  /** The document with `use:` already merged in (the dataset's own keys win; columns, fields and where by key). */
  readonly document: DatasetDocument;
  readonly title: Texts;
  readonly licence: string;
  readonly publisher: Texts;
  /** IRI of the dataset, which is also its graph: {base}dataset/{city}/{name}. */
  readonly iri: string;
  /** Everything of a record's IRI before the key: {base}id/{country}/{area}/{set}/ (with the edition for rows: edition). */
  readonly prefix: string;
  /** The part of `prefix` that names the edition (`2022-03/`), empty but for rows: edition. */
  readonly editionPrefix: string;
  /** Folder that `source.path` and `mapping` are relative to (the shared table's folder if it names them). */
  readonly folder: string;
  /** Files whose change means the dataset must be converted again. */
  readonly files: readonly string[];
  /** Where a key of the document was written, e.g. ["fields", "kind", "scheme"]; falls back to the nearest parent. */
  place(path: readonly (string | number)[]): Place;
}
