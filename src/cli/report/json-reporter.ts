/** `--json`: one object a line on standard output, the same data that the terminal shows. */
import { ProblemError } from "../../problem/problem.ts";
import type { Reporter } from "../../run/reporter.ts";
import { print } from "../standard-output.ts";

const event = (name: string, data: object): void => print(`${JSON.stringify({ event: name, ...data })}\n`);

/** What was refused before or instead of a run, for programs too; people read it on standard error. */
export function refusalsAsEvents(error: unknown): never {
  if (error instanceof ProblemError) event("refused", { problems: error.problems });
  throw error;
}

export function jsonReporter(): Reporter {
  return {
    started: (datasets) => event("started", { datasets }),
    progress() {},
    finished: (dataset) => event("dataset", dataset),
    step: (step) => event("step", { step }),
    done: (run) =>
      event("done", {
        output: run.output,
        removed: run.removed,
        store: run.store,
        seconds: run.seconds,
        datasets: run.datasets.map(({ id, status }) => ({ id, status })),
      }),
  };
}
