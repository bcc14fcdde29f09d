/**
 * A run as one transaction. Everything is written beside, into `output/.run-…`; the commit writes a journal of renames
 * first and then carries it out, so that a crash in the middle is finished by the next run, never left half done.
 */
import * as path from "node:path";
import { ProblemError } from "../problem/problem.ts";
import {
  exists,
  listFolder,
  makeFolder,
  makePrivateFolder,
  moveInto,
  readText,
  remove,
  writeWhole,
} from "../safe/files.ts";
import { lockFile, unlockFile } from "../safe/lock.ts";
import { isOutputOrEmpty, notAnOutput, unusable } from "./output-folder.ts";

interface Journal {
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  readonly removals: readonly string[];
}

export class Transaction {
  readonly output: string;
  /** Folder of this run's own files; gone after commit or abort. */
  readonly scratch: string;
  readonly #moves: { from: string; to: string }[] = [];
  readonly #removals: string[] = [];

  private constructor(output: string) {
    this.output = output;
    this.scratch = path.join(output, `.run-${process.pid}`);
  }

  /**
   * @throws ProblemError RUN-001 when another run is at work on the same output, RUN-002 when the folder cannot be written
   *   to, RUN-003 when it holds other people's files
   */
  static open(output: string): Transaction {
    const lock = path.join(output, ".lock");
    const owner = takeLock(output, lock);
    if (owner !== undefined) {
      throw new ProblemError({
        code: "RUN-001",
        severity: "error",
        message: `Another run (process ${owner}) is writing to ${output}.`,
        advice: `Wait until it has finished, or give another folder with --output. (If there is no such run, remove ${lock}.)`,
      });
    }
    try {
      finishJournal(output);
      for (const entry of listFolder(output)) if (entry.name.startsWith(".run-")) remove(path.join(output, entry.name));
      const transaction = new Transaction(output);
      makePrivateFolder(transaction.scratch);
      return transaction;
    } catch (error) {
      unlockFile(lock);
      throw error;
    }
  }

  /** A place in the scratch folder. */
  beside(...names: string[]): string {
    const file = path.join(this.scratch, ...names);
    makeFolder(path.dirname(file));
    return file;
  }

  /** On commit, `from` takes the place of `to`. */
  replace(to: string, from: string): void {
    this.#moves.push({ from, to });
  }

  /** On commit, this goes. */
  discard(file: string): void {
    this.#removals.push(file);
  }

  /** Every file that the output will hold after the commit: where it will stand (`to`) and where it is `now`. */
  filesAfterCommit(wanted: (name: string) => boolean): { to: string; now: string }[] {
    const files = new Map(filesIn(this.output).map((file) => [file, file]));
    for (const { from, to } of this.#moves) if (exists(from)) files.set(to, from);
    return [...files]
      .filter(([to]) => wanted(to) && !this.#removals.some((gone) => to === gone || to.startsWith(gone + path.sep)))
      .map(([to, now]) => ({ to, now }))
      .sort((a, b) => (a.to < b.to ? -1 : 1));
  }

  commit(): void {
    const journal: Journal = { moves: this.#moves, removals: this.#removals };
    writeWhole(journalOf(this.output), JSON.stringify(journal));
    finishJournal(this.output);
    this.#close();
  }

  /** Leaves the last good output as it is. */
  abort(): void {
    this.#close();
  }

  #close(): void {
    remove(this.scratch);
    unlockFile(path.join(this.output, ".lock"));
  }
}

function takeLock(output: string, lock: string): number | undefined {
  try {
    makeFolder(output);
    if (!isOutputOrEmpty(output)) throw notAnOutput(output);
    return lockFile(lock);
  } catch (error) {
    throw unusable(output, error) ?? error;
  }
}

function filesIn(folder: string): string[] {
  return listFolder(folder)
    .filter((entry) => !entry.name.startsWith("."))
    .flatMap((entry) => (entry.folder ? filesIn(path.join(folder, entry.name)) : [path.join(folder, entry.name)]));
}

const journalOf = (output: string): string => path.join(output, ".commit.json");

/** Carries out a journal that was written whole; a move whose source is gone was done before the crash. */
function finishJournal(output: string): void {
  const file = journalOf(output);
  if (!exists(file)) return;
  const journal = JSON.parse(readText(file)) as Journal;
  for (const { from, to } of journal.moves) if (exists(from)) moveInto(from, to);
  for (const gone of journal.removals) remove(gone);
  remove(file);
}
