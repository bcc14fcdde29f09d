/** The first rows of a dataset beside the resources they become; nothing is written. */
import { loadProject } from "../config/load-project.ts";
import { type PreviewRecord, previewRecords } from "../convert/preview-records.ts";
import { ProblemError } from "../problem/problem.ts";
import { makeScratch } from "../safe/scratch.ts";
import { openVocabulary } from "./open-vocabulary.ts";
import { type PlannedDataset, planDataset } from "./plan-dataset.ts";
import { selectDatasets } from "./select.ts";

export interface PreviewRequest {
  readonly mappings: string;
  /** city/dataset */
  readonly only: string;
  readonly source?: string;
  readonly rows: number;
}

export interface Preview extends PlannedDataset {
  readonly records: readonly PreviewRecord[];
}

/** @throws ProblemError when the dataset cannot be opened or planned. */
export async function preview(request: PreviewRequest): Promise<Preview> {
  const project = loadProject(request.mappings, request);
  const [dataset, ...others] = selectDatasets(project, request.source);
  if (dataset === undefined || others.length > 0) {
    throw new ProblemError({
      code: "RUN-013",
      severity: "error",
      message: `"${request.only}" is not one dataset.`,
      advice: `Give one of: ${project.datasets.map(({ id }) => id).join(", ")}.`,
    });
  }
  const scratch = makeScratch();
  try {
    const planned = await planDataset({
      dataset,
      project,
      vocabulary: openVocabulary(project),
      scratch: scratch.folder,
    });
    return { ...planned, records: await previewRecords(planned.sources, planned.plan, request.rows) };
  } finally {
    scratch.remove();
  }
}
