/** What a run reports: plain data, the same for the terminal, `--json` and report.json. */
import type { Problem } from "../problem/problem.ts";

/** Equal problems of one dataset, as one line with the first places. */
export interface ProblemGroup extends Problem {
  /** How many times it occurred. */
  readonly count: number;
  /** The first places, at most three; the first is also `source`. */
  readonly places: readonly NonNullable<Problem["source"]>[];
}

export type Status =
  /** Converted and committed. */
  | "converted"
  /** Nothing it depends on has changed: the last output stands. */
  | "unchanged"
  /** A gate held it: the last output stands (too many rejected rows, a key that names rows, no rows at all). */
  | "held"
  /** It could not be converted: the last output stands. */
  | "failed"
  /** Its access class is not open: nothing of it is published. */
  | "unpublished";

export interface SourceFinding {
  readonly file: string;
  readonly encoding: string;
  readonly bom: boolean;
  readonly encodingIs: "declared" | "found";
  readonly delimiter: string;
  readonly headerRows: number;
  readonly columns: readonly string[];
}

export interface DatasetOutcome {
  readonly id: string;
  readonly iri: string;
  readonly status: Status;
  /** Converted from another table (--source): the project's ledger knows nothing of it. */
  readonly trial?: true;
  /** Held or failed, and an earlier run published something: that stands. */
  readonly lastOutputStands?: true;
  /** Why it was held or failed, in one sentence. */
  readonly reason?: string;
  readonly sources: readonly SourceFinding[];
  /** Records of the source; `filtered` of them are left out by where:, `rejected` could not be read. */
  readonly records: number;
  readonly filtered: number;
  readonly rejected: number;
  readonly resources: number;
  readonly quads: number;
  readonly bytes: number;
  /** Against the ledger: URIs minted, meaning something else, gone, come back. */
  readonly uris: {
    readonly added: number;
    readonly changed: number;
    readonly withdrawn: number;
    readonly returned: number;
  };
  readonly columns: {
    readonly mapped: readonly string[];
    readonly private: readonly string[];
    readonly ignored: readonly string[];
    readonly unmapped: readonly string[];
  };
  readonly problems: readonly ProblemGroup[];
  readonly seconds: number;
}

export interface RunOutcome {
  readonly datasets: readonly DatasetOutcome[];
  readonly output: string;
  /** Datasets that the project no longer has: their output was taken back. */
  readonly removed: readonly string[];
  readonly store?: {
    readonly file: string;
    readonly quads: number;
    readonly triples: number;
    readonly terms: number;
    readonly seconds: number;
    readonly unchanged: boolean;
  };
  readonly seconds: number;
}

/** 0 done, 1 a dataset failed or a gate held. */
export const exitCodeOf = (run: RunOutcome): 0 | 1 =>
  run.datasets.some((dataset) => dataset.status === "failed" || dataset.status === "held") ? 1 : 0;
