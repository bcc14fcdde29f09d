/**
 * The spine: a run in ten named steps, as one transaction. A dataset that fails or is held keeps its last good output and
 * the others go on; anything unexpected, or an interrupt, aborts the whole run and nothing changes.
 */
import { loadProject } from "../config/load-project.ts";
import { writeCatalogue } from "./catalogue.ts";
import { convertDataset } from "./convert-dataset.ts";
import { currentReport } from "./dataset-report.ts";
import { openVocabulary } from "./open-vocabulary.ts";
import type { DatasetOutcome, RunOutcome } from "./outcome.ts";
import type { RunRequest } from "./run-request.ts";
import { buildRunStore } from "./run-store.ts";
import { selectDatasets } from "./select.ts";
import { discardRemoved, stageUnchanged } from "./stage.ts";
import { Transaction } from "./transaction.ts";

/** @throws ProblemError for wrong use or configuration (exit code 2). */
export async function convert(request: RunRequest): Promise<RunOutcome> {
  const started = performance.now();
  const project = loadProject(request.mappings, request); //                                     1 configuration
  const datasets = selectDatasets(project, request.source); //                                   2 what to convert
  const vocabulary = openVocabulary(project); //                                                 3 shared vocabulary
  const transaction = Transaction.open(project.output); //                                       4 open the transaction
  try {
    request.reporter.started(datasets.map((dataset) => dataset.config.id));
    const outcomes: DatasetOutcome[] = [];
    for (const dataset of datasets) {
      const current = currentReport(dataset, project.output, vocabulary.fingerprint); //         5 skip what is unchanged
      const outcome = current ?? (await convertDataset({ dataset, project, vocabulary, transaction, request })); // 6, 7
      if (current !== undefined) stageUnchanged(transaction, current.id);
      outcomes.push(outcome);
      request.reporter.finished(outcome);
    }
    const removed = request.only === undefined ? discardRemoved(transaction, project) : [];
    request.reporter.step("catalogue");
    await writeCatalogue({ project, transaction, vocabulary }); //                               8 catalogue, vocabulary
    request.reporter.step("store");
    const store = await buildRunStore({ project, transaction }); //                              9 store, built aside
    request.signal?.throwIfAborted();
    transaction.commit(); //                                                                    10 commit
    const seconds = (performance.now() - started) / 1000;
    const run = { datasets: outcomes, removed, output: project.output, store, seconds };
    request.reporter.done(run);
    return run;
  } catch (error) {
    transaction.abort();
    throw error;
  }
}
