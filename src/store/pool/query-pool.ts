/** Queries run in child processes: a few of them, a bounded queue before them, a deadline over each query. */
import { text as readAll } from "node:stream/consumers";
import { type Problem, ProblemError } from "../../problem/problem.ts";
import type { WantedFormats } from "../results/formats.ts";
import type { ResourceDescription } from "./engine.ts";
import { clientGone, type Job, ProcessHandle, type RunningAnswer } from "./process-handle.ts";
import { scratchFolders } from "./scratch-folders.ts";

export interface QueryPoolOptions {
  /** Absolute path of the store file. */
  readonly store: string;
  readonly processes?: number;
  /** DuckDB's memory in each process; its JavaScript heap is bounded by the same number (256 at least). */
  readonly memoryMb: number;
  /** Megabytes of disk that each process may use for what does not fit in memory; 2048 by default. */
  readonly scratchMb?: number;
  /** Threads of DuckDB in each process. */
  readonly threads?: number;
  readonly deadlineSeconds: number;
  /** Queries that may wait for a process. */
  readonly queueLength?: number;
  /** How long an interrupted query may go on before its process is killed. */
  readonly graceMs?: number;
  /** URL of the module that exports `openEngine`; the store's own by default. */
  readonly engine?: string;
}

export interface PoolQuery {
  readonly text: string;
  readonly formats: WantedFormats;
  /** For relative IRIs in the query. */
  readonly baseIri?: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** A client may ask for less than the pool's deadline, never for more. */
  readonly deadlineSeconds?: number;
}

export interface QueryPool {
  /** Resolves when every process has opened the store; rejects when one cannot. */
  ready(): Promise<void>;
  /** Rejects with ProblemError for everything a client should read (QRY-…, HTTP-…); other errors are faults of ours. */
  query(query: PoolQuery): Promise<RunningAnswer>;
  /** Undefined when the store says nothing about the IRI. */
  describe(iri: string, signal?: AbortSignal): Promise<ResourceDescription | undefined>;
  /** New processes open another store file; running answers end on the old one. Rejects, and changes nothing, when it cannot be opened. */
  swap(store: string): Promise<void>;
  close(): Promise<void>;
  /** Process ids and load, for the health page and for tests. */
  state(): {
    readonly processes: readonly { readonly pid: number | undefined; readonly idle: boolean }[];
    readonly waiting: number;
  };
}

interface WaitingJob {
  readonly job: Job;
  readonly begin: (handle: ProcessHandle) => void;
}

/** Opens a pool; its processes start at once. */
export function openQueryPool(options: QueryPoolOptions): QueryPool {
  const count = options.processes ?? 2;
  const queueLength = options.queueLength ?? 32;
  const graceMs = options.graceMs ?? 1_000;
  const engine = options.engine ?? new URL("./store-engine.ts", import.meta.url).href;
  const handles = new Set<ProcessHandle>();
  const queue: WaitingJob[] = [];
  const everyHandle = new Set<ProcessHandle>();
  const folders = scratchFolders();
  const scratchMb = options.scratchMb ?? 2048;
  let store = options.store;
  let closed = false;
  let failedStarts = 0;

  const startOne = (path: string, onReady?: () => void, onFailed?: (problem: Problem) => void): ProcessHandle => {
    const scratch = folders.next();
    const handle = new ProcessHandle(
      { store: path, memoryMb: options.memoryMb, threads: options.threads ?? 2, scratch, scratchMb, engine },
      graceMs,
      {
        onReady: () => {
          onReady?.();
          next();
        },
        onIdle: next,
        onGone: (started, problem) => {
          everyHandle.delete(handle);
          folders.remove(scratch);
          if (!started) onFailed?.(problem);
          if (!handles.delete(handle) || closed || handle.retiring) return;
          replace(started, problem);
        },
      },
    );
    everyHandle.add(handle);
    return handle;
  };

  /** A process died: another one takes over; one that cannot even start is tried again ever more slowly. */
  const replace = (started: boolean, problem: Problem): void => {
    failedStarts = started ? 0 : failedStarts + 1;
    const delay = started ? 0 : Math.min(10_000, 250 * 2 ** failedStarts);
    if (!started && handles.size === 0) for (const { job } of queue.splice(0)) job.reject(new ProblemError(problem));
    const timer = setTimeout(() => !closed && handles.add(startOne(store)), delay);
    timer.unref();
  };

  const next = (): void => {
    for (const handle of handles) {
      if (queue.length === 0) return;
      if (handle.idle) queue.shift()!.begin(handle);
    }
  };

  const submit = (order: Job["order"], signal: AbortSignal | undefined, seconds: number): Promise<RunningAnswer> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new ProblemError(closing));
      if (signal?.aborted) return reject(new ProblemError(clientGone));
      if (queue.length >= queueLength) return reject(new ProblemError(tooBusy));
      let running: ProcessHandle | undefined;
      const give = (problem: Problem): void => {
        if (running !== undefined) {
          running.cut(problem);
          return;
        }
        const at = queue.indexOf(waiting);
        if (at >= 0) queue.splice(at, 1);
        job.reject(new ProblemError(problem));
      };
      const onAbort = (): void => give(clientGone);
      const settle = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
      const job: Job = {
        order,
        resolve,
        reject: (error) => {
          settle();
          reject(error);
        },
        onDone: settle,
      };
      let timer = setTimeout(() => give(tooBusy), seconds * 1_000);
      const waiting: WaitingJob = {
        job,
        begin: (handle) => {
          running = handle;
          clearTimeout(timer);
          timer = setTimeout(() => give(deadlinePassed(seconds)), seconds * 1_000);
          handle.run(job);
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      queue.push(waiting);
      next();
    });

  const killAll = (): void => {
    for (const handle of everyHandle) handle.kill();
    folders.removeAll();
  };
  process.once("exit", killAll);

  let opened = startTogether(store);
  opened.catch(() => {});

  function startTogether(path: string): Promise<void> {
    const starts: Promise<void>[] = [];
    for (let i = 0; i < count; i++)
      starts.push(
        new Promise((resolve, reject) => {
          handles.add(startOne(path, resolve, (problem) => reject(new ProblemError(problem))));
        }),
      );
    return Promise.all(starts).then(() => {});
  }

  return {
    ready: () => opened,
    query: ({ text, formats, baseIri, signal, deadlineSeconds }) => {
      const seconds = Math.min(options.deadlineSeconds, deadlineSeconds ?? options.deadlineSeconds);
      return submit(
        { order: "query", text, formats, settings: { deadlineMs: seconds * 1_000, baseIri } },
        signal,
        seconds,
      );
    },
    async describe(iri, signal) {
      const { stream } = await submit({ order: "describe", iri }, signal, options.deadlineSeconds);
      return (JSON.parse(await readAll(stream)) as ResourceDescription | null) ?? undefined;
    },
    async swap(path) {
      const fresh: ProcessHandle[] = [];
      const starts = Array.from(
        { length: count },
        () =>
          new Promise<void>((resolve, reject) => {
            fresh.push(startOne(path, resolve, (problem) => reject(new ProblemError(problem))));
          }),
      );
      try {
        await Promise.all(starts);
      } catch (error) {
        for (const handle of fresh) handle.kill();
        throw error;
      }
      if (closed) return;
      store = path;
      const old = [...handles];
      handles.clear();
      for (const handle of fresh) handles.add(handle);
      for (const handle of old) handle.retire();
      opened = Promise.resolve();
      next();
    },
    async close() {
      closed = true;
      process.off("exit", killAll);
      for (const { job } of queue.splice(0)) job.reject(new ProblemError(closing));
      handles.clear();
      const gone = [...everyHandle].map((handle) => handle.closed);
      for (const handle of everyHandle) {
        handle.cut(closing);
        handle.retire();
      }
      await Promise.all(gone);
      folders.removeAll();
    },
    state: () => ({
      processes: [...handles].map((handle) => ({ pid: handle.pid, idle: handle.idle })),
      waiting: queue.length,
    }),
  };
}

const deadlinePassed = (seconds: number): Problem => ({
  code: "QRY-901",
  severity: "error",
  message: `The query did not finish within ${seconds} s and was stopped.`,
  advice: "Ask for less: a LIMIT, a narrower pattern, or one dataset with GRAPH. Any result sent so far is not whole.",
});
const tooBusy: Problem = {
  code: "QRY-902",
  severity: "error",
  message: "Too many queries are waiting.",
  advice: "Try again in a few seconds.",
};
const closing: Problem = { code: "QRY-906", severity: "error", message: "The endpoint is shutting down." };
