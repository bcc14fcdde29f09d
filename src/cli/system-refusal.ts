/** A full disk or a forbidden file is no fault of the program: it is told without a stack. */
import type { Problem } from "../problem/problem.ts";

const refusals: Readonly<Record<string, readonly [said: string, advice: string]>> = {
  ENOSPC: ["the disk is full", "Free space on the disk, or give a folder on another one with --output."],
  EDQUOT: ["the disk quota is used up", "Free space, or give a folder on another disk with --output."],
  EACCES: ["access is denied", "Change the permissions, or run as a user who has them."],
  EPERM: ["access is denied", "Change the permissions, or run as a user who has them."],
  EROFS: ["the disk is read-only", "Give a folder on another disk with --output."],
  EMFILE: ["too many files are open", "Raise the limit of open files (ulimit -n)."],
};

/** Undefined for anything else than the operating system's refusal. */
export function refusedBySystem(error: unknown): Problem | undefined {
  const { code = "", path: file } = error as NodeJS.ErrnoException;
  const refusal = refusals[code];
  if (refusal === undefined) return undefined;
  const [said, advice] = refusal;
  return {
    code: "CLI-004",
    severity: "error",
    message: `The operating system refused${file === undefined ? "" : ` ${file}`}: ${said}. The last output stands.`,
    advice,
  };
}
