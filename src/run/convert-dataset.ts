/** One dataset: open its source, compile its plan, convert beside, ask the gates and the ledger, stage. */
import * as path from "node:path";
import { describeDataset } from "../catalogue/describe-dataset.ts";
import type { Project } from "../config/project.ts";
import { convertTables } from "../convert/convert-tables.ts";
import type { AlignmentReport } from "../mapping/alignment-report.ts";
import { type Problem, ProblemError } from "../problem/problem.ts";
import { writeWhole } from "../safe/files.ts";
import type { OpenedSource } from "../source/source.ts";
import { compareLedger } from "../uri/ledger.ts";
import { datasetFolder, readReport } from "./dataset-report.ts";
import { keepEarlierData, putAsideForTrial } from "./earlier-data.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { gateThatHolds } from "./gates.ts";
import { groupProblems } from "./group-problems.ts";
import type { LazyVocabulary } from "./open-vocabulary.ts";
import type { DatasetOutcome, SourceFinding } from "./outcome.ts";
import { planDataset } from "./plan-dataset.ts";
import type { RunRequest } from "./run-request.ts";
import type { SelectedDataset } from "./select.ts";
import { besideFiles, stageGood, stageHeld } from "./stage.ts";
import type { Transaction } from "./transaction.ts";

export interface DatasetJob {
  readonly dataset: SelectedDataset;
  readonly project: Project;
  readonly vocabulary: LazyVocabulary;
  readonly transaction: Transaction;
  readonly request: RunRequest;
}

export async function convertDataset(job: DatasetJob): Promise<DatasetOutcome> {
  const started = performance.now();
  const { config } = job.dataset;
  const finish = (outcome: Partial<DatasetOutcome> & Pick<DatasetOutcome, "status">): DatasetOutcome => ({
    ...nothing,
    id: config.id,
    iri: config.iri,
    ...(job.dataset.trial ? { trial: true as const } : {}),
    ...outcome,
    ...(stands(outcome.status, job) ? { lastOutputStands: true as const } : {}),
    seconds: (performance.now() - started) / 1000,
  });

  if (config.document.access !== "open") {
    // 乙 and 丙: nothing of it leaves the source, and what an earlier access class let out is taken back.
    job.transaction.discard(datasetFolder(job.transaction.output, config.id));
    return finish({ status: "unpublished", reason: `access: ${config.document.access}` });
  }
  const files = besideFiles(job.transaction, config.id);
  try {
    return await convertOpen(job, files, finish);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const problems = groupProblems(error.problems);
    const outcome = finish({ status: "failed", reason: reasonOf(error.problems), problems });
    writeWhole(files.report, `${JSON.stringify({ outcome }, null, 2)}\n`);
    stageHeld(job.transaction, config.id, files);
    return outcome;
  }
}

async function convertOpen(
  { dataset, project, vocabulary, transaction, request }: DatasetJob,
  files: ReturnType<typeof besideFiles>,
  finish: (outcome: Partial<DatasetOutcome> & Pick<DatasetOutcome, "status">) => DatasetOutcome,
): Promise<DatasetOutcome> {
  const { config } = dataset;
  const scratch = transaction.beside("sources", ...config.id.split("/"));
  const { sources, plan, alignment, problems } = await planDataset({ dataset, project, vocabulary, scratch });

  const size = sources.reduce((sum, source) => sum + source.size, 0);
  const result = await convertTables({
    sources,
    plan,
    output: files.data,
    rejected: files.rejected,
    keys: files.keys,
    scratch,
    recordBytes: project.limits.recordBytes,
    workers: project.limits.workers,
    onProgress: ({ bytes, records }) => request.reporter.progress(config.id, size === 0 ? 1 : bytes / size, records),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });

  const ledgerFile = dataset.trial
    ? path.join(datasetFolder(project.output, config.id), "ledger.tsv")
    : path.join(config.city.folder, "ledger", `${config.name}.tsv`);
  const change =
    plan.record === undefined
      ? undefined
      : compareLedger({
          ledger: ledgerFile,
          keys: files.keys,
          rows: config.document.rows ?? "replace",
          keyPrefix: config.editionPrefix,
          setHash: result.keySetHash,
          count: result.keyCount,
        });

  const held = gateThatHolds(config, result, project.limits) ?? placed(change?.held, config.place(["key"]));
  // A trial shows what this one table gives; a held dataset changes nothing.
  const keeps = held === undefined && !dataset.trial && plan.record !== undefined;
  const earlier = keeps ? keepEarlierData(config, files, transaction) : { resources: 0, quads: 0 };
  if (held === undefined && dataset.trial) putAsideForTrial(config, transaction);
  const outcome = finish({
    status: held === undefined ? "converted" : "held",
    ...(held === undefined ? {} : { reason: held.message }),
    sources: sources.map(findingOf),
    columns: columnsOf(alignment),
    records: result.records,
    filtered: result.filtered,
    rejected: result.rejected,
    resources: result.resources + earlier.resources,
    quads: result.quads + earlier.quads,
    bytes: result.bytes,
    uris: {
      added: change?.added ?? 0,
      changed: change?.changed ?? 0,
      withdrawn: change?.withdrawn ?? 0,
      returned: change?.returned ?? 0,
    },
    problems: [...groupProblems(held === undefined ? [] : [held]), ...groupProblems(problems), ...result.problems],
  });

  if (held !== undefined) {
    writeWhole(files.report, `${JSON.stringify({ outcome }, null, 2)}\n`);
    stageHeld(transaction, config.id, files);
    return outcome;
  }
  const fingerprint = fingerprintOf(config, dataset.sources, vocabulary.fingerprint);
  writeWhole(files.report, `${JSON.stringify({ fingerprint, outcome }, null, 2)}\n`);
  const { areas, models } = await vocabulary.load();
  const area = areas.find(config.city.area)?.iri;
  const structure = models.get(config.document.model ?? "")?.structure;
  writeWhole(files.description, describeDataset({ config, project, area, structure, ...outcome }));
  stageGood(transaction, config.id, files);
  if (change !== undefined && !change.unchanged) {
    change.write(files.ledger);
    transaction.replace(ledgerFile, files.ledger);
  }
  return outcome;
}

const nothing = {
  sources: [],
  records: 0,
  filtered: 0,
  rejected: 0,
  resources: 0,
  quads: 0,
  bytes: 0,
  uris: { added: 0, changed: 0, withdrawn: 0, returned: 0 },
  columns: { mapped: [], private: [], ignored: [], unmapped: [] },
  problems: [],
};

const stands = (status: DatasetOutcome["status"], { dataset, project }: DatasetJob): boolean =>
  (status === "held" || status === "failed") && readReport(project.output, dataset.config.id) !== undefined;

const reasonOf = (problems: readonly Problem[]): string =>
  (problems.find((problem) => problem.severity === "error") ?? problems[0])?.message ?? "failed";

const placed = (problem: Problem | undefined, at: Problem["at"]): Problem | undefined =>
  problem === undefined ? undefined : { at, ...problem };

const findingOf = (source: OpenedSource): SourceFinding => ({
  file: source.file,
  encoding: source.encoding.name,
  bom: source.encoding.bom,
  encodingIs: source.encoding.how,
  delimiter: source.dialect.delimiter,
  headerRows: source.names[0]?.length ?? 1,
  columns: source.names.map((names) => names.join(" / ")),
});

const columnsOf = (alignment: AlignmentReport | undefined): DatasetOutcome["columns"] =>
  alignment === undefined
    ? nothing.columns
    : {
        mapped: alignment.mapped.map(({ header, field }) => `${header} → ${field}`),
        private: alignment.private,
        ignored: alignment.ignored,
        unmapped: alignment.unmapped,
      };
