/** The endpoint's side of one query process: starts it, gives it one job at a time, cuts jobs, and sees it die. */
import { type ChildProcess, fork } from "node:child_process";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { type Problem, ProblemError } from "../../problem/problem.ts";
import { outOfMemory } from "../query-fault.ts";
import { type AnswerHead, type Failure, type FrameKind, FrameReader, frameKinds } from "./frames.ts";
import { ANSWER_PIPE, type Notice, type Order, type ProcessOptions } from "./query-process.ts";

export interface RunningAnswer extends AnswerHead {
  /** The bytes of the answer. It ends only when the answer is whole; otherwise it is destroyed with an error. */
  readonly stream: Readable;
}

export interface Job {
  readonly order: Extract<Order, { order: "query" | "describe" }>;
  readonly resolve: (answer: RunningAnswer) => void;
  readonly reject: (error: Error) => void;
  /** Called once, when the process is done with the job or dead. */
  readonly onDone: () => void;
}

interface RunningJob extends Job {
  stream?: Readable;
  /** Set when the job was cut: its remaining frames are thrown away. */
  cut: boolean;
}

export interface HandleEvents {
  readonly onReady: () => void;
  readonly onIdle: () => void;
  /** The process is gone. `started` is false when it never opened the store. */
  readonly onGone: (started: boolean, problem: Problem) => void;
}

export class ProcessHandle {
  readonly #child: ChildProcess;
  readonly #events: HandleEvents;
  readonly #graceMs: number;
  #ready = false;
  #job: RunningJob | undefined;
  #grace: NodeJS.Timeout | undefined;
  #problem: Problem = {
    code: "QRY-903",
    severity: "error",
    message: "The process that ran this query ended unexpectedly, perhaps for want of memory.",
    advice: "Make the query smaller (fewer rows, a LIMIT) and try again.",
  };
  /** Resolves when the process is gone. */
  readonly closed: Promise<void>;
  /** No new jobs: it stops when its present job is done. */
  retiring = false;

  constructor(options: ProcessOptions, graceMs: number, events: HandleEvents) {
    this.#events = events;
    this.#graceMs = graceMs;
    const heapMb = Math.max(256, options.memoryMb);
    this.#child = fork(fileURLToPath(new URL("./query-process.mjs", import.meta.url)), [JSON.stringify(options)], {
      // The parent's own loaders and inspectors are not the child's.
      execArgv: [`--max-old-space-size=${heapMb}`],
      // DuckDB's asynchronous calls hold a thread of libuv's pool each while they work.
      env: { ...process.env, UV_THREADPOOL_SIZE: "8" },
      stdio: ["ignore", "ignore", "inherit", "ipc", "pipe"],
    });
    this.#child.on("message", (notice: Notice) => this.#onNotice(notice));
    this.#child.on("error", () => this.kill());
    // A JavaScript heap at its bound ends its process so, and nothing in it can say more.
    this.#child.on("exit", (_code, signal) => {
      if (this.#ready && signal === "SIGABRT") this.#problem = outOfMemory({ memoryMb: heapMb });
    });
    this.closed = new Promise((resolve) => {
      this.#child.on("close", () => {
        this.#onClose();
        resolve();
      });
    });
    const reader = new FrameReader((kind, payload) => this.#onFrame(kind, payload));
    this.#pipe.on("data", (piece: Buffer) => reader.push(piece));
    this.#pipe.on("error", () => this.kill());
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }
  get idle(): boolean {
    return this.#ready && this.#job === undefined && !this.retiring;
  }

  get #pipe(): Readable {
    return this.#child.stdio[ANSWER_PIPE] as Readable;
  }

  /** Gives the idle process a job. */
  run(job: Job): void {
    this.#job = { ...job, cut: false };
    this.#send(job.order);
  }

  /** Ends the present job for its client at once with `problem`, and for the process by interrupt, then SIGKILL. */
  cut(problem: Problem): void {
    const job = this.#job;
    if (job === undefined || job.cut) return;
    job.cut = true;
    if (job.stream === undefined) job.reject(new ProblemError(problem));
    else job.stream.destroy(new ProblemError(problem));
    this.#pipe.resume();
    this.#send({ order: "interrupt" });
    this.#grace = setTimeout(() => this.kill(), this.#graceMs);
  }

  /** Stops an idle process, or a busy one after its job. */
  retire(): void {
    this.retiring = true;
    if (this.#job !== undefined) return;
    this.#send({ order: "stop" });
    this.#grace ??= setTimeout(() => this.kill(), this.#graceMs);
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  #send(order: Order): void {
    if (this.#child.connected) this.#child.send(order, () => {});
  }

  #onNotice(notice: Notice): void {
    if (notice.notice === "failed") {
      this.#problem = notice.problems[0] ?? this.#problem;
      return;
    }
    this.#ready = true;
    this.#events.onReady();
  }

  #onFrame(kind: FrameKind, payload: Buffer): void {
    const job = this.#job;
    if (job === undefined) return;
    if (kind === frameKinds.end || kind === frameKinds.failure) {
      this.#job = undefined;
      clearTimeout(this.#grace);
      this.#grace = undefined;
      // The piece that held this frame may have paused the pipe; the next job's frames must come through.
      this.#pipe.resume();
      if (!job.cut) settle(job, kind === frameKinds.end ? undefined : errorOf(JSON.parse(payload.toString("utf8"))));
      job.onDone();
      if (this.retiring) this.retire();
      else this.#events.onIdle();
    } else if (job.cut) return;
    else if (kind === frameKinds.head) {
      job.stream = this.#openStream();
      job.resolve({ ...(JSON.parse(payload.toString("utf8")) as AnswerHead), stream: job.stream });
    } else if (job.stream?.push(payload) === false) this.#pipe.pause();
  }

  #openStream(): Readable {
    const stream = new Readable({
      read: () => void this.#pipe.resume(),
      destroy: (error, done) => {
        // Whoever reads went away in the middle: the work behind it is of no use to anyone.
        if (this.#job?.stream === stream && !this.#job.cut) this.cut(clientGone);
        done(error);
      },
    });
    // An answer cut before its reader listens must not end the whole process.
    stream.on("error", () => {});
    return stream;
  }

  #onClose(): void {
    clearTimeout(this.#grace);
    const job = this.#job;
    this.#job = undefined;
    if (job !== undefined) {
      if (!job.cut) settle(job, new ProblemError(this.#problem));
      job.onDone();
    }
    this.#events.onGone(this.#ready, this.#problem);
  }
}

export const clientGone: Problem = {
  code: "QRY-904",
  severity: "info",
  message: "The client went away before the answer was whole.",
};

function settle(job: RunningJob, error: Error | undefined): void {
  if (error === undefined) job.stream?.push(null);
  else if (job.stream === undefined) job.reject(error);
  else job.stream.destroy(error);
}

const errorOf = (failure: Failure): Error =>
  "problems" in failure ? new ProblemError(failure.problems) : new Error(failure.unexpected);
