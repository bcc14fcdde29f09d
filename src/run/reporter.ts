/** How a run tells what it does. The terminal and `--json` are two of these; the engine prints nothing itself. */
import type { DatasetOutcome, RunOutcome } from "./outcome.ts";

export interface Reporter {
  started(datasets: readonly string[]): void;
  /** Share of a dataset that is done, 0 to 1. */
  progress(dataset: string, share: number, records: number): void;
  finished(dataset: DatasetOutcome): void;
  /** A step of the whole run: building the store, committing. */
  step(name: string): void;
  done(run: RunOutcome): void;
}

export const silent: Reporter = { started() {}, progress() {}, finished() {}, step() {}, done() {} };
