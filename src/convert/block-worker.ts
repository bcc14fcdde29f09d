/** The worker thread: blocks in, bytes out. */
import { parentPort, workerData } from "node:worker_threads";
import { ProblemError } from "../problem/problem.ts";
import { BlockConverter } from "./convert-block.ts";
import { loadFunctions } from "./load-functions.ts";
import { buffersOf } from "./output-chunks.ts";
import type { FromWorker, ToWorker, WorkerData } from "./worker-messages.ts";

const port = parentPort!;
const say = (message: FromWorker, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

function explain(error: unknown): FromWorker {
  const message = error instanceof Error ? error.message : String(error);
  const problems = error instanceof ProblemError ? error.problems : undefined;
  return { failed: { message, problems, stack: error instanceof Error ? error.stack : undefined } };
}

try {
  const settings = workerData as WorkerData;
  const converter = new BlockConverter(settings, await loadFunctions(settings.plan));
  port.on("message", ({ job, spare }: ToWorker) => {
    try {
      converter.recycle(spare);
      const result = converter.convert(job);
      say({ result }, buffersOf(result));
    } catch (error) {
      say(explain(error));
    }
  });
  say({ ready: true });
} catch (error) {
  say(explain(error));
}
