import type { Reporter } from "./reporter.ts";

/** What a run is asked to do. */
export interface RunRequest {
  /** Folder of project.yaml. */
  readonly mappings: string;
  readonly output?: string;
  /** city or city/dataset */
  readonly only?: string;
  /** Another file in the place of the one dataset's source: a trial, whose ledger stays beside its output. */
  readonly source?: string;
  readonly reporter: Reporter;
  readonly signal?: AbortSignal;
}
