/** What becomes of the last good output when new data take its place: `rows: replace | append | edition`. */
import * as path from "node:path";
import type { DatasetConfig } from "../config/project.ts";
import { carryOver } from "./carry-over.ts";
import { datasetFolder } from "./dataset-report.ts";
import { editionOf, keepEdition } from "./keep-edition.ts";
import type { BesideFiles } from "./stage.ts";
import type { Transaction } from "./transaction.ts";

export interface Earlier {
  /** Added behind the new data: observations that the table no longer has (rows: append). */
  readonly resources: number;
  readonly quads: number;
}

export function keepEarlierData(config: DatasetConfig, files: BesideFiles, transaction: Transaction): Earlier {
  const folder = datasetFolder(transaction.output, config.id);
  const last = path.join(folder, "data.nq");
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
      return { resources: 0, quads: 0 };
    }
    default:
      return { resources: 0, quads: 0 };
  }
}

/** Editions that are no longer the newest: in the store, but not in its default graph. */
export const isEarlierEdition = (file: string): boolean => path.basename(path.dirname(file)) === "editions";
