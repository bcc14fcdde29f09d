/** What a commit will move and remove for each dataset. */
import * as path from "node:path";
import type { Project } from "../config/project.ts";
import { exists, listFolder } from "../safe/files.ts";
import { datasetFolder, isReportOf } from "./dataset-report.ts";
import type { Transaction } from "./transaction.ts";

/** Files of one dataset's output, in the run's scratch folder. */
export function besideFiles(transaction: Transaction, id: string) {
  const file = (name: string): string => transaction.beside("datasets", ...id.split("/"), name);
  return {
    data: file("data.nq"),
    rejected: file("rejected.csv"),
    description: file("description.nq"),
    report: file("report.json"),
    keys: file("keys.tsv"),
    ledger: file("ledger.tsv"),
  };
}

export type BesideFiles = ReturnType<typeof besideFiles>;

export function stageGood(transaction: Transaction, id: string, files: BesideFiles): void {
  const folder = datasetFolder(transaction.output, id);
  transaction.replace(path.join(folder, "data.nq"), files.data);
  transaction.replace(path.join(folder, "rejected.csv"), files.rejected);
  transaction.replace(path.join(folder, "description.nq"), files.description);
  transaction.replace(path.join(folder, "report.json"), files.report);
  transaction.discard(path.join(folder, "held"));
}

const heldFolder = (transaction: Transaction, id: string): string =>
  path.join(datasetFolder(transaction.output, id), "held");

/** A held dataset shows why in `held/`, beside the last good output; nothing there is of an earlier run. */
export function stageHeld(transaction: Transaction, id: string, files: BesideFiles): void {
  const rejected = path.join(heldFolder(transaction, id), "rejected.csv");
  if (exists(files.rejected)) transaction.replace(rejected, files.rejected);
  else transaction.discard(rejected);
  transaction.replace(path.join(heldFolder(transaction, id), "report.json"), files.report);
}

/** The table is again the one that was published: what held its successor is over. */
export function stageUnchanged(transaction: Transaction, id: string): void {
  const held = heldFolder(transaction, id);
  if (exists(held)) transaction.discard(held);
}

/** Takes back the output of datasets that the project no longer has; returns them. */
export function discardRemoved(transaction: Transaction, project: Project): string[] {
  const ids = new Set(project.datasets.map((dataset) => dataset.id));
  const removed = datasetsWithOutput(transaction.output).filter((id) => !ids.has(id));
  for (const id of removed) transaction.discard(datasetFolder(transaction.output, id));
  return removed;
}

/** city/dataset of every folder that holds a dataset's output; a folder without our report is somebody else's. */
export function datasetsWithOutput(output: string): string[] {
  return listFolder(output)
    .filter((city) => city.folder && !city.name.startsWith("."))
    .flatMap((city) =>
      listFolder(path.join(output, city.name))
        .filter((entry) => entry.folder)
        .map((entry) => `${city.name}/${entry.name}`),
    )
    .filter((id) => isReportOf(output, id));
}
