/** The gates between a conversion and its publication. A dataset that is held keeps its last good output. */
import type { DatasetConfig, Limits } from "../config/project.ts";
import type { Problem } from "../problem/problem.ts";

export interface GateCounts {
  readonly records: number;
  readonly filtered: number;
  readonly rejected: number;
  readonly resources: number;
}

/** The first gate that holds, or undefined. */
export function gateThatHolds(dataset: DatasetConfig, counts: GateCounts, limits: Limits): Problem | undefined {
  const limit = dataset.document.rejectLimit ?? limits.rejectPercent;
  const considered = counts.records - counts.filtered;
  const share = considered === 0 ? 0 : (100 * counts.rejected) / considered;
  if (share > limit) {
    return {
      code: "RUN-020",
      severity: "error",
      message: `${counts.rejected} of ${considered} rows were rejected (${share.toFixed(1)} %); at most ${limit} % may be.`,
      ...(dataset.document.rejectLimit === undefined ? {} : { at: dataset.place(["rejectLimit"]) }),
      advice: `Correct the rows listed in held/rejected.csv, or raise rejectLimit: in ${dataset.id}.yaml.`,
    };
  }
  if (counts.resources === 0) {
    const { where } = dataset.document;
    const noneChosen = counts.records > 0 && counts.filtered === counts.records;
    const why =
      counts.records === 0
        ? "The source has no records"
        : noneChosen
          ? `where: chooses none of the ${counts.records} records`
          : `None of the ${counts.records} records made a resource`;
    return {
      code: "RUN-021",
      severity: "error",
      message: `${why}; an empty dataset is not published.`,
      ...(noneChosen ? { at: dataset.place(["where"]) } : {}),
      advice:
        noneChosen && where !== undefined
          ? `Look at the cells of ${Object.keys(where).join(", ")}: are they written as where: says?`
          : "Look at the source and the mapping: tsunagi preview shows what becomes of its first rows.",
    };
  }
  return undefined;
}
