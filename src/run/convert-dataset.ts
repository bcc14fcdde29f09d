/** One dataset: plan, convert beside, ask the gates and the ledger, stage for the commit. */
import * as path from "node:path";
import { describeDataset } from "../catalogue/describe-dataset.ts";
import type { Project } from "../config/project.ts";
import type { ConversionResult } from "../convert/conversion.ts";
import { convertTables } from "../convert/convert-tables.ts";
import { type Problem, ProblemError } from "../problem/problem.ts";
import { writeWhole } from "../safe/files.ts";
import { compareLedger, type LedgerChange } from "../uri/ledger.ts";
import { outcomeOf, outcomeWithout } from "./dataset-outcome.ts";
import { datasetFolder, readReport } from "./dataset-report.ts";
import { keepEarlierData, noEarlierData, putAsideForTrial } from "./earlier-data.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { gateThatHolds } from "./gates.ts";
import type { LazyVocabulary } from "./open-vocabulary.ts";
import type { DatasetOutcome } from "./outcome.ts";
import { type PlannedDataset, planDataset } from "./plan-dataset.ts";
import type { RunRequest } from "./run-request.ts";
import type { SelectedDataset } from "./select.ts";
import { type BesideFiles, besideFiles, stageGood, stageHeld } from "./stage.ts";
import type { Transaction } from "./transaction.ts";

export interface DatasetJob {
  readonly dataset: SelectedDataset;
  readonly project: Project;
  readonly vocabulary: LazyVocabulary;
  readonly transaction: Transaction;
  readonly request: RunRequest;
}

/** Never throws for a fault of the dataset: it is reported as failed or held, and the run goes on. */
export async function convertDataset(job: DatasetJob): Promise<DatasetOutcome> {
  const started = performance.now();
  const outcome = await attempt(job);
  const isHeld = outcome.status === "held" || outcome.status === "failed";
  const stands = isHeld && readReport(job.project.output, outcome.id) !== undefined;
  const seconds = (performance.now() - started) / 1000;
  return { ...outcome, ...(stands ? { lastOutputStands: true } : {}), seconds };
}

async function attempt(job: DatasetJob): Promise<DatasetOutcome> {
  const { dataset, transaction } = job;
  const { id, document } = dataset.config;
  if (document.access !== "open") {
    // 乙 and 丙: nothing of it leaves the source, and what an earlier access class let out is taken back.
    transaction.discard(datasetFolder(transaction.output, id));
    return outcomeWithout(dataset, "unpublished", `access: ${document.access}`);
  }
  const files = besideFiles(transaction, id);
  try {
    return await publish(job, files);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const outcome = outcomeWithout(dataset, "failed", reasonOf(error.problems), error.problems);
    return hold(job, files, outcome);
  }
}

async function publish(job: DatasetJob, files: BesideFiles): Promise<DatasetOutcome> {
  const { dataset, project, transaction } = job;
  const { config, trial } = dataset;
  const scratch = transaction.beside("sources", ...config.id.split("/"));
  const planned = await planDataset({ ...job, scratch });
  const converted = await convertBeside(job, planned, files, scratch);
  const ledgerFile = trial
    ? path.join(datasetFolder(project.output, config.id), "ledger.tsv")
    : path.join(config.city.folder, "ledger", `${config.name}.tsv`);
  const ledger = planned.plan.record === undefined ? undefined : askLedger(job, converted, files, ledgerFile);

  const held = gateThatHolds(config, converted, project.limits) ?? placed(ledger?.held, config.place(["key"]));
  if (held !== undefined) {
    return hold(job, files, outcomeOf(dataset, { planned, converted, ledger, held, earlier: noEarlierData }));
  }
  // A trial shows what this one table gives, and must not cost what was published.
  if (trial) putAsideForTrial(config, transaction);
  const keeps = !trial && planned.plan.record !== undefined;
  const earlier = keeps ? keepEarlierData(config, files, transaction) : noEarlierData;
  const outcome = outcomeOf(dataset, { planned, converted, ledger, earlier });
  await writeReports(job, files, outcome);
  stageGood(transaction, config.id, files);
  if (ledger !== undefined && !ledger.unchanged) {
    ledger.write(files.ledger);
    transaction.replace(ledgerFile, files.ledger);
  }
  return outcome;
}

function convertBeside(
  { dataset, project, request }: DatasetJob,
  { sources, plan }: PlannedDataset,
  files: BesideFiles,
  scratch: string,
): Promise<ConversionResult> {
  const size = sources.reduce((sum, source) => sum + source.size, 0);
  const share = (bytes: number): number => (size === 0 ? 1 : bytes / size);
  return convertTables({
    sources,
    plan,
    output: files.data,
    rejected: files.rejected,
    keys: files.keys,
    scratch,
    recordBytes: project.limits.recordBytes,
    workers: project.limits.workers,
    onProgress: ({ bytes, records }) => request.reporter.progress(dataset.config.id, share(bytes), records),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
}

const askLedger = (
  { dataset: { config } }: DatasetJob,
  converted: ConversionResult,
  files: BesideFiles,
  ledger: string,
): LedgerChange =>
  compareLedger({
    ledger,
    keys: files.keys,
    rows: config.document.rows ?? "replace",
    keyPrefix: config.editionPrefix,
    setHash: converted.keySetHash,
    count: converted.keyCount,
  });

async function writeReports(job: DatasetJob, files: BesideFiles, outcome: DatasetOutcome): Promise<void> {
  const { dataset, project, vocabulary } = job;
  const { config, sources } = dataset;
  const fingerprint = fingerprintOf(config, sources, vocabulary.fingerprint);
  writeWhole(files.report, `${JSON.stringify({ fingerprint, outcome }, null, 2)}\n`);
  const { areas, models } = await vocabulary.load();
  const area = areas.find(config.city.area)?.iri;
  const structure = models.get(config.document.model ?? "")?.structure;
  writeWhole(files.description, describeDataset({ config, project, area, structure, ...outcome }));
}

/** Shows why in `held/`; the last good output stands. */
function hold({ transaction }: DatasetJob, files: BesideFiles, outcome: DatasetOutcome): DatasetOutcome {
  writeWhole(files.report, `${JSON.stringify({ outcome }, null, 2)}\n`);
  stageHeld(transaction, outcome.id, files);
  return outcome;
}

const reasonOf = (problems: readonly Problem[]): string =>
  (problems.find((problem) => problem.severity === "error") ?? problems[0])?.message ?? "failed";

const placed = (problem: Problem | undefined, at: Problem["at"]): Problem | undefined =>
  problem === undefined ? undefined : { at, ...problem };
