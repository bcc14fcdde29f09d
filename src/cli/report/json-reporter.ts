/** `--json`: one object a line on standard output, the same data that the terminal shows. */
import type { Reporter } from "../../run/reporter.ts";
import { print } from "../standard-output.ts";

export function jsonReporter(): Reporter {
  const event = (name: string, data: object): void => print(`${JSON.stringify({ event: name, ...data })}\n`);
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
