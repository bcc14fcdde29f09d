/** `--json`: one object a line on standard output, the same data that the terminal shows. */
import type { Reporter } from "../../run/reporter.ts";

export function jsonReporter(): Reporter {
  const event = (name: string, data: object): void =>
    void process.stdout.write(`${JSON.stringify({ event: name, ...data })}\n`);
  return {
    started: (datasets) => event("started", { datasets }),
    progress() {},
    finished: (dataset) => event("dataset", dataset),
    step: (step) => event("step", { step }),
    done: (run) =>
      event("done", {
        output: run.output,
        store: run.store,
        seconds: run.seconds,
        datasets: run.datasets.map(({ id, status }) => ({ id, status })),
      }),
  };
}
