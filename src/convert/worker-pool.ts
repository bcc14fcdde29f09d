/** Worker threads that convert blocks. Each has at most two jobs: one at hand, and one that waits without a gap. */
import { Worker } from "node:worker_threads";
import { type Problem, ProblemError } from "../problem/problem.ts";
import type { BlockJob, BlockResult, BlockSettings } from "./convert-block.ts";
import type { FromWorker, ToWorker } from "./worker-messages.ts";

/** Converts blocks somewhere; results come in any order. */
export interface BlockExecutor {
  /** Jobs that may be under way at once. */
  readonly capacity: number;
  run(job: BlockJob): Promise<BlockResult>;
  /** Gives back memory of results that have been written. */
  recycle(buffers: readonly ArrayBuffer[]): void;
  close(): Promise<void>;
}

const jobsEach = 2;
const sharedBelow = 1 << 16;

interface Member {
  readonly worker: Worker;
  readonly waiting: { resolve(result: BlockResult): void; reject(error: Error): void }[];
  readonly spare: ArrayBuffer[];
}

export class WorkerPool implements BlockExecutor {
  readonly capacity: number;
  private readonly members: Member[] = [];
  private failure: Error | undefined;

  constructor(settings: BlockSettings, size: number) {
    this.capacity = size * jobsEach;
    for (let i = 0; i < size; i++) this.members.push(this.start(settings));
  }

  run(job: BlockJob): Promise<BlockResult> {
    if (this.failure) return Promise.reject(this.failure);
    const member = this.members.reduce((least, one) => (one.waiting.length < least.waiting.length ? one : least));
    return new Promise((resolve, reject) => {
      member.waiting.push({ resolve, reject });
      const spare = member.spare.splice(0);
      // A small Buffer may lie in memory that Node shares among buffers, which cannot be moved.
      const own = job.bytes.length < sharedBelow ? { ...job, bytes: new Uint8Array(job.bytes) } : job;
      const message: ToWorker = { job: own, spare };
      member.worker.postMessage(message, [own.bytes.buffer, ...spare]);
    });
  }

  recycle(buffers: readonly ArrayBuffer[]): void {
    // Whoever is given the next job gets the memory with it.
    const member = this.members.reduce((least, one) => (one.waiting.length < least.waiting.length ? one : least));
    member.spare.push(...buffers);
  }

  async close(): Promise<void> {
    await Promise.all(this.members.map((member) => member.worker.terminate()));
  }

  private start(settings: BlockSettings): Member {
    const worker = new Worker(new URL("./block-worker.mjs", import.meta.url), {
      workerData: settings,
      // Rows die young: a small nursery is collected often and keeps the whole run within its memory.
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
      // Not what this process was started with: tsx must not be registered twice.
      execArgv: [],
    });
    const member: Member = { worker, waiting: [], spare: [] };
    worker.on("message", (message: FromWorker) => {
      if ("result" in message) member.waiting.shift()!.resolve(message.result);
      else if ("failed" in message) this.fail(errorOf(message.failed));
    });
    worker.on("error", (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", (code) => {
      if (member.waiting.length > 0) this.fail(new Error(`A conversion thread ended with code ${code}.`));
    });
    return member;
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const member of this.members) for (const job of member.waiting.splice(0)) job.reject(this.failure);
  }
}

function errorOf(failed: { message: string; stack?: string; problems?: readonly Problem[] }): Error {
  if (failed.problems) return new ProblemError(failed.problems);
  const error = new Error(failed.message);
  if (failed.stack !== undefined) error.stack = failed.stack;
  return error;
}
