/** `output/<city>/<dataset>/report.json`: what was done, and what it depended on. */
import * as path from "node:path";
import { exists, readText } from "../safe/files.ts";
import { type Fingerprint, fingerprintOf, isUnchanged } from "./fingerprint.ts";
import type { DatasetOutcome } from "./outcome.ts";
import type { SelectedDataset } from "./select.ts";

export interface DatasetReport {
  readonly fingerprint: Fingerprint;
  readonly outcome: DatasetOutcome;
}

export const datasetFolder = (output: string, id: string): string => path.join(output, ...id.split("/"));

export function readReport(output: string, id: string): DatasetReport | undefined {
  const file = path.join(datasetFolder(output, id), "report.json");
  if (!exists(file) || !exists(path.join(datasetFolder(output, id), "data.nq"))) return undefined;
  try {
    return JSON.parse(readText(file)) as DatasetReport;
  } catch {
    return undefined; // A report that cannot be read proves nothing: convert again.
  }
}

/** Whether the output has a folder with a report of this dataset, good or held. */
export function isReportOf(output: string, id: string): boolean {
  const folder = datasetFolder(output, id);
  return [path.join(folder, "report.json"), path.join(folder, "held", "report.json")].some((file) => {
    try {
      return exists(file) && (JSON.parse(readText(file)) as DatasetReport).outcome?.id === id;
    } catch {
      return false;
    }
  });
}

/** The outcome that still stands, because nothing it depends on has changed. */
export function currentReport(
  dataset: SelectedDataset,
  output: string,
  vocabulary: string,
): DatasetOutcome | undefined {
  const started = performance.now();
  const report = readReport(output, dataset.config.id);
  if (report === undefined || dataset.config.document.access !== "open") return undefined;
  const now = fingerprintOf(dataset.config, dataset.sources, vocabulary, report.fingerprint);
  if (!isUnchanged(now, report.fingerprint)) return undefined;
  // A trial of the very same table has not been entered in the project's ledger.
  if ((report.outcome.trial === true) !== dataset.trial) return undefined;
  return { ...report.outcome, status: "unchanged", seconds: (performance.now() - started) / 1000 };
}
