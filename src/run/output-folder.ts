/** The folder that a run writes to: it must be ours, for what the project does not know is taken back from there. */
import { ProblemError } from "../problem/problem.ts";
import { listFolder } from "../safe/files.ts";

/** Every commit leaves a catalogue, or a journal when it was cut off; other hidden files (`.gitkeep`) say nothing. */
export function isOutputOrEmpty(folder: string): boolean {
  const names = listFolder(folder).map(({ name }) => name);
  return (
    names.includes("catalogue.nq") || names.includes(".commit.json") || names.every((name) => name.startsWith("."))
  );
}

export const notAnOutput = (folder: string): ProblemError =>
  new ProblemError({
    code: "RUN-003",
    severity: "error",
    message: `${folder} holds files that are not a run's output; nothing was written there.`,
    advice: "Give a new or an empty folder with --output.",
  });

const reasons: Readonly<Record<string, string>> = {
  EACCES: "it may not be written to",
  EPERM: "it may not be written to",
  EROFS: "its disk is read-only",
  ENOENT: "it cannot be made",
  EEXIST: "a file has that name",
  ENOTDIR: "a part of its path is a file",
  ENOSPC: "its disk is full",
};

/** Why nothing can be written to the folder; undefined when the error means something else. */
export function unusable(folder: string, error: unknown): ProblemError | undefined {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
  if (reason === undefined) return undefined;
  return new ProblemError({
    code: "RUN-002",
    severity: "error",
    message: `The output folder ${folder} cannot be used: ${reason}.`,
    advice: "Give another folder with --output, or change output: in project.yaml.",
  });
}
