/** Which datasets a run converts, and from which files. */
import * as path from "node:path";
import type { DatasetConfig, Project } from "../config/project.ts";
import { ProblemError } from "../problem/problem.ts";
import { exists } from "../safe/files.ts";
import { insideFolder } from "../safe/path-jail.ts";
import { expandPattern } from "../source/expand-pattern.ts";

export interface SelectedDataset {
  readonly config: DatasetConfig;
  /** Absolute paths, in code-point order. */
  readonly sources: readonly string[];
  /** The source is not the configured one (--source). */
  readonly trial: boolean;
}

/** @throws ProblemError RUN-010 when nothing is selected, RUN-011 when --source fits no single dataset. */
export function selectDatasets(project: Project, source?: string): SelectedDataset[] {
  if (project.datasets.length === 0) {
    throw new ProblemError({
      code: "RUN-010",
      severity: "error",
      message: `There is no dataset in ${project.root}.`,
      advice: "A dataset is a file mappings/<city>/<dataset>.yaml beside a city.yaml.",
    });
  }
  if (source === undefined) {
    return project.datasets.map((config) => ({ config, sources: filesOf(project, config), trial: false }));
  }
  const [config, ...others] = project.datasets;
  if (config === undefined || others.length > 0) {
    throw new ProblemError({
      code: "RUN-011",
      severity: "error",
      message: "--source stands for the table of one dataset.",
      advice: "Say which: --only city/dataset --source FILE.",
    });
  }
  if (!exists(source)) {
    throw new ProblemError({
      code: "RUN-012",
      severity: "error",
      message: `There is no file ${source}.`,
      advice: "Check the path given with --source.",
    });
  }
  return [{ config, sources: [path.resolve(source)], trial: true }];
}

function filesOf(project: Project, config: DatasetConfig): string[] {
  const pattern = config.document.source?.path ?? "";
  insideFolder(project.root, path.join(config.folder, pattern), config.place(["source", "path"]));
  return expandPattern(path.join(config.folder, pattern));
}
