/** What becomes of the last good output when new data take its place: `rows: replace | append | edition`. */
import * as path from "node:path";
import type { DatasetConfig } from "../config/project.ts";
import { copyFile, exists } from "../safe/files.ts";
import { carryOver } from "./carry-over.ts";
import { datasetFolder, readReport } from "./dataset-report.ts";
import { editionOf, keepEdition } from "./keep-edition.ts";
import type { BesideFiles } from "./stage.ts";
import type { Transaction } from "./transaction.ts";

export interface Earlier {
  /** Added behind the new data: observations that the table no longer has (rows: append). */
  readonly resources: number;
  readonly quads: number;
}

/** Nothing is kept of what was published before. */
export const noEarlierData: Earlier = { resources: 0, quads: 0 };

export function keepEarlierData(config: DatasetConfig, files: BesideFiles, transaction: Transaction): Earlier {
  const folder = datasetFolder(transaction.output, config.id);
  const last = lastOwnData(config, transaction);
  transaction.discard(beforeTrial(folder));
  // A trial's ledger ends with the trial.
  transaction.discard(path.join(folder, "ledger.tsv"));
  if (last === undefined) return noEarlierData;
  switch (config.document.rows) {
    case "append":
      return carryOver({ last, data: files.data, keys: files.keys, prefix: config.prefix });
    case "edition": {
      const setPrefix = config.prefix.slice(0, config.prefix.length - config.editionPrefix.length);
      const now = config.editionPrefix.slice(0, -1);
      const before = editionOf(last, setPrefix);
      if (before !== undefined && before !== now) {
        const beside = transaction.beside("editions", ...config.id.split("/"), `${before}.nq`);
        keepEdition(last, beside, config.iri, before);
        transaction.replace(path.join(folder, "editions", `${before}.nq`), beside);
      }
      transaction.discard(path.join(folder, "editions", `${now}.nq`));
      return noEarlierData;
    }
    default:
      return noEarlierData;
  }
}

/**
 * A trial takes the place of what the project published, but must not cost it the observations and editions that no table
 * has any more: they are put aside until the project's own table is converted again.
 */
export function putAsideForTrial(config: DatasetConfig, transaction: Transaction): void {
  const rows = config.document.rows ?? "replace";
  const last = lastOwnData(config, transaction);
  const aside = beforeTrial(datasetFolder(transaction.output, config.id));
  if (rows === "replace" || last === undefined || last === aside) return;
  const beside = transaction.beside("before-trial", ...config.id.split("/"), path.basename(aside));
  copyFile(last, beside);
  transaction.replace(aside, beside);
}

/** Not named *.nq: the store does not take it up. */
const beforeTrial = (folder: string): string => path.join(folder, "before-trial.nquads");

/** What the project's own table, not a trial's, was published as. */
function lastOwnData(config: DatasetConfig, transaction: Transaction): string | undefined {
  const folder = datasetFolder(transaction.output, config.id);
  if (exists(beforeTrial(folder))) return beforeTrial(folder);
  const report = readReport(transaction.output, config.id);
  return report === undefined || report.outcome.trial ? undefined : path.join(folder, "data.nq");
}

/** Editions that are no longer the newest: in the store, but not in its default graph. */
export const isEarlierEdition = (file: string): boolean => path.basename(path.dirname(file)) === "editions";
