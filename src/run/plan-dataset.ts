/** Source and mapping brought together: tables opened, plan compiled. Shared by convert, check and preview. */
import * as path from "node:path";
import type { DatasetConfig, Project } from "../config/project.ts";
import { compilePlan } from "../mapping/align.ts";
import type { AlignmentReport } from "../mapping/alignment-report.ts";
import type { Plan } from "../mapping/plan.ts";
import { compileYarrrml } from "../mapping/yarrrml/compile.ts";
import { nearest } from "../problem/nearest.ts";
import { type Problem, ProblemError } from "../problem/problem.ts";
import { exists, listFolder, readText } from "../safe/files.ts";
import { insideFolder } from "../safe/path-jail.ts";
import { type OpenAllRequest, openSources } from "../source/open-source.ts";
import type { OpenedSource } from "../source/source.ts";
import type { LazyVocabulary } from "./open-vocabulary.ts";
import type { SelectedDataset } from "./select.ts";
import { shieldHeader, withholdUnused } from "./withhold.ts";

export interface PlannedDataset {
  readonly sources: readonly OpenedSource[];
  readonly plan: Plan;
  /** Absent for YARRRML, which names its columns itself. */
  readonly alignment?: AlignmentReport;
  readonly problems: readonly Problem[];
}

/** @throws ProblemError when a source cannot be opened or the mapping has an error. */
export async function planDataset({
  dataset,
  project,
  vocabulary,
  scratch,
}: {
  dataset: SelectedDataset;
  project: Project;
  vocabulary: LazyVocabulary;
  scratch: string;
}): Promise<PlannedDataset> {
  const { config } = dataset;
  const sources = await openAll(config, {
    files: dataset.sources,
    pattern: path.join(config.folder, config.document.source?.path ?? ""),
    at: config.place(["source", "path"]),
    spec: config.document.source ?? {},
    scratch,
    exact: (config.document.private ?? []).length > 0,
  });
  const [first] = sources;
  if (first === undefined) throw new Error("openSources gave no source");
  const found = sources.flatMap((source) => source.problems);

  if (config.document.mapping !== undefined) {
    const file = path.join(config.folder, config.document.mapping);
    insideFolder(project.root, file, config.place(["mapping"]));
    if (!exists(file)) throw new ProblemError(noMapping(config, file));
    const compiled = compileYarrrml({
      text: readText(file),
      file: path.relative(process.cwd(), file),
      dataset: config,
      source: first,
      project,
      city: (await vocabulary.load()).areas.find(config.city.area)?.city,
    });
    const problems = shieldHeader(config, first, [...found, ...compiled.problems]);
    return { sources, plan: withholdUnused(config, compiled.plan), problems: refuse(problems) };
  }
  const compiled = compilePlan({ dataset: config, vocabulary: await vocabulary.load(), source: first, project });
  return {
    sources,
    plan: withholdUnused(config, compiled.plan, compiled.alignment),
    alignment: compiled.alignment,
    problems: refuse(shieldHeader(config, first, [...found, ...compiled.problems])),
  };
}

async function openAll(config: DatasetConfig, request: OpenAllRequest): Promise<OpenedSource[]> {
  try {
    return await openSources(request);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new ProblemError(shieldHeader(config, undefined, error.problems));
  }
}

/** A mapping with an error never half-runs. */
function refuse(problems: readonly Problem[]): readonly Problem[] {
  if (problems.some((problem) => problem.severity === "error")) throw new ProblemError(problems);
  return problems;
}

/** RUN-014, with the mapping of that folder whose name is nearest. */
function noMapping(config: DatasetConfig, file: string): Problem {
  const names = listFolder(path.dirname(file)).map(({ name }) => name);
  const guess = nearest(
    path.basename(file),
    names.filter((name) => name.endsWith(".yarrrml.yaml")),
  );
  return {
    code: "RUN-014",
    severity: "error",
    message: `There is no mapping ${config.document.mapping} beside the dataset.`,
    at: config.place(["mapping"]),
    advice: guess === undefined ? "Name a YARRRML document of the same folder." : `Did you mean "${guess}"?`,
  };
}
