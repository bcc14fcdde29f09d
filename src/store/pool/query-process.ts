/** The child process's side: opens the store, takes one order after the other, answers in frames on descriptor 4. */
import { Buffer } from "node:buffer";
import { once } from "node:events";
import type { Writable } from "node:stream";
import { Worker } from "node:worker_threads";
import { type Problem, ProblemError } from "../../problem/problem.ts";
import { openPipe } from "../../safe/pipe.ts";
import type { WantedFormats } from "../results/formats.ts";
import { writeAnswer } from "../results/formats.ts";
import type { AnswerSettings, EngineOptions, OpenEngine, QueryEngine } from "./engine.ts";
import { type AnswerHead, encodeFrame, type Failure, type FrameKind, frameKinds, LARGEST_DATA } from "./frames.ts";

export const ANSWER_PIPE = 4;

/** Orders from the endpoint, by IPC. */
export type Order =
  | {
      readonly order: "query";
      readonly text: string;
      readonly formats: WantedFormats;
      readonly settings: AnswerSettings;
    }
  | { readonly order: "describe"; readonly iri: string }
  | { readonly order: "interrupt" }
  | { readonly order: "stop" };

/** What a process says of itself, by IPC. */
export type Notice =
  | { readonly notice: "ready" }
  | { readonly notice: "failed"; readonly problems: readonly Problem[] };

export interface ProcessOptions extends EngineOptions {
  /** URL of the module that exports `openEngine`. */
  readonly engine: string;
}

/** Runs until the parent stops it, disconnects or dies. */
export async function serveQueries(options: ProcessOptions): Promise<void> {
  dieWithParent();
  let engine: QueryEngine;
  try {
    const module = (await import(options.engine)) as { openEngine: OpenEngine };
    engine = await module.openEngine(options);
  } catch (error) {
    tell({ notice: "failed", problems: problemsOf(error) });
    process.disconnect?.();
    process.exit(1);
  }
  const pipe = openPipe(ANSWER_PIPE);
  pipe.on("error", () => process.exit(0));
  const work = { interrupted: false };
  process.on("message", (order: Order) => {
    if (order.order === "interrupt") {
      work.interrupted = true;
      engine.interrupt();
    } else if (order.order === "stop") {
      Promise.resolve(engine.close()).finally(() => process.exit(0));
    } else {
      work.interrupted = false;
      void carryOut(engine, order, pipe, work);
    }
  });
  tell({ notice: "ready" });
}

async function carryOut(
  engine: QueryEngine,
  order: Extract<Order, { order: "query" | "describe" }>,
  pipe: Writable,
  work: { interrupted: boolean },
): Promise<void> {
  try {
    if (order.order === "describe") {
      const description = await engine.describe(order.iri);
      await send(pipe, { mediaType: "application/json" }, [JSON.stringify(description ?? null)], work);
      return;
    }
    const answer = await engine.answer(order.text, order.settings);
    const written = writeAnswer(answer, order.formats);
    if (written === undefined) throw new ProblemError(notAcceptable(answer.kind));
    await send(pipe, { mediaType: written.mediaType, way: answer.way }, written.text, work);
  } catch (error) {
    await writeFrame(pipe, frameKinds.failure, json(failureOf(error)));
  }
}

/**
 * Sends an answer. Nothing leaves before the first 64 kB (or the whole of a smaller answer) exist, so that what fails
 * early still gets a proper status.
 */
async function send(
  pipe: Writable,
  head: AnswerHead,
  texts: AsyncIterable<string> | Iterable<string>,
  work: { interrupted: boolean },
): Promise<void> {
  let waiting: string[] = [];
  let size = 0;
  let begun = false;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(waiting.join(""), "utf8");
    waiting = [];
    size = 0;
    for (let at = 0; at < bytes.length; at += LARGEST_DATA)
      await writeFrame(pipe, frameKinds.data, bytes.subarray(at, at + LARGEST_DATA));
  };
  for await (const text of texts) {
    if (work.interrupted) throw new ProblemError(interrupted);
    waiting.push(text);
    size += text.length;
    if (size < LARGEST_DATA) continue;
    if (!begun) await writeFrame(pipe, frameKinds.head, json(head));
    begun = true;
    await flush();
  }
  if (work.interrupted) throw new ProblemError(interrupted);
  if (!begun) {
    const length = Buffer.byteLength(waiting.join(""), "utf8");
    await writeFrame(pipe, frameKinds.head, json({ ...head, length }));
  }
  await flush();
  await writeFrame(pipe, frameKinds.end, Buffer.alloc(0));
}

async function writeFrame(pipe: Writable, kind: FrameKind, payload: Uint8Array): Promise<void> {
  if (!pipe.write(encodeFrame(kind, payload))) await once(pipe, "drain");
}

const json = (value: AnswerHead | Failure): Buffer => Buffer.from(JSON.stringify(value), "utf8");
const tell = (notice: Notice): void => void process.send?.(notice);

const interrupted: Problem = { code: "QRY-905", severity: "error", message: "The query was interrupted." };

const notAcceptable = (kind: "bindings" | "boolean" | "quads"): Problem => ({
  code: "HTTP-406",
  severity: "error",
  message:
    kind === "quads"
      ? "This query gives RDF, and the Accept header (or format) names no RDF format we write."
      : "This query gives a result table or a yes/no, and the Accept header (or format) names no result format we write.",
  advice:
    kind === "quads"
      ? "Ask for text/turtle, application/n-triples or application/ld+json."
      : "Ask for application/sparql-results+json, application/sparql-results+xml, text/csv or text/tab-separated-values.",
});

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof ProblemError) return error.problems;
  const message = error instanceof Error ? error.message : String(error);
  return [{ code: "STO-900", severity: "error", message: `The store could not be opened: ${message}` }];
}

function failureOf(error: unknown): Failure {
  if (error instanceof ProblemError) return { problems: error.problems };
  return { unexpected: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/**
 * The parent's end closes the IPC channel; a process that is deep in a computation does not notice, so a thread of its
 * own looks whether the parent is still the parent.
 */
function dieWithParent(): void {
  process.on("disconnect", () => process.exit(0));
  const watch = `const parent = ${process.ppid};
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, "SIGKILL"); }, 500);`;
  new Worker(watch, { eval: true, execArgv: [], stdout: false }).unref();
}
