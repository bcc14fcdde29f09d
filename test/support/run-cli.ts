/** The command as people start it: a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";

export interface Finished {
  /** Exit code; undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  stdout(): string;
}

export function startCli(args: readonly string[], input?: string): Running {
  // NO_COLOR is what a person would set; FORCE_COLOR of a test runner must not get in.
  const { FORCE_COLOR: _, ...env } = process.env;
  const child = spawn(process.execPath, ["src/cli/tsunagi.mjs", ...args], { env, stdio: "pipe" });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.on("error", () => {}); // it may have left before it read
  child.stdin.end(input ?? "");
  const finished = new Promise<Finished>((resolve) =>
    child.on("close", (code) => resolve({ code: code ?? undefined, stdout, stderr })),
  );
  return { child, finished, stdout: () => stdout };
}

export const runCli = (args: readonly string[], input?: string): Promise<Finished> => startCli(args, input).finished;

/** Waits until something holds; the test's own time limit is the only one. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
