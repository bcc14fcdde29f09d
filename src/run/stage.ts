/** What a commit will move and remove for each dataset. */
import * as path from "node:path";
import type { Project } from "../config/project.ts";
import { listFolder } from "../safe/files.ts";
import { datasetFolder } from "./dataset-report.ts";
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

/** A held dataset shows why in `held/`, beside the last good output. */
export function stageHeld(transaction: Transaction, id: string, files: BesideFiles): void {
  const folder = path.join(datasetFolder(transaction.output, id), "held");
  transaction.replace(path.join(folder, "rejected.csv"), files.rejected);
  transaction.replace(path.join(folder, "report.json"), files.report);
}

/** Output of datasets that the project no longer has. */
export function discardRemoved(transaction: Transaction, project: Project): void {
  const ids = new Set(project.datasets.map((dataset) => dataset.id));
  for (const id of datasetsWithOutput(transaction.output))
    if (!ids.has(id)) transaction.discard(datasetFolder(transaction.output, id));
}

/** city/dataset of every folder that holds output. */
export function datasetsWithOutput(output: string): string[] {
  return listFolder(output)
    .filter((city) => city.folder && !city.name.startsWith("."))
    .flatMap((city) =>
      listFolder(path.join(output, city.name))
        .filter((entry) => entry.folder)
        .map((entry) => `${city.name}/${entry.name}`),
    );
}
