/** Everything that can be known before a run: configuration, sources' headers, plans. Nothing is written to the output. */
import { loadProject } from "../config/load-project.ts";
import { ProblemError } from "../problem/problem.ts";
import { makeScratch } from "../safe/scratch.ts";
import { groupProblems } from "./group-problems.ts";
import { openVocabulary } from "./open-vocabulary.ts";
import type { ProblemGroup } from "./outcome.ts";
import { type PlannedDataset, planDataset } from "./plan-dataset.ts";
import { selectDatasets } from "./select.ts";

export interface CheckRequest {
  readonly mappings: string;
  readonly only?: string;
  readonly source?: string;
}

export interface CheckedDataset {
  readonly id: string;
  readonly access: "open" | "restricted" | "closed";
  /** Absent when the dataset has an error. */
  readonly planned?: PlannedDataset;
  readonly problems: readonly ProblemGroup[];
}

/** @throws ProblemError for faults of the configuration itself. */
export async function check(request: CheckRequest): Promise<CheckedDataset[]> {
  const project = loadProject(request.mappings, request);
  const vocabulary = openVocabulary(project);
  const scratch = makeScratch();
  try {
    const checked: CheckedDataset[] = [];
    for (const dataset of selectDatasets(project, request.source)) {
      const { id, document } = dataset.config;
      try {
        const planned = await planDataset({ dataset, project, vocabulary, scratch: scratch.folder });
        checked.push({ id, access: document.access, planned, problems: groupProblems(planned.problems) });
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        checked.push({ id, access: document.access, problems: groupProblems(error.problems) });
      }
    }
    return checked;
  } finally {
    scratch.remove();
  }
}
