/** Where query processes put what does not fit in memory: a folder a process, in one folder a pool. */
import * as path from "node:path";
import { listFolder, makePrivateTemporaryFolder, remove, temporaryFolder } from "../../safe/files.ts";

const prefix = "tsunagi-queries-";

export interface ScratchFolders {
  /** A path for one more process; its DuckDB makes the folder when a query needs it. */
  next(): string;
  /** Removes one process's folder: whoever was killed could not do it. */
  remove(folder: string): void;
  /** Removes all of them. */
  removeAll(): void;
}

/** Folders below the system's temporary folder (TMPDIR). What a killed pool left there before is removed. */
export function scratchFolders(): ScratchFolders {
  removeOrphans();
  const own = makePrivateTemporaryFolder(`${prefix}${process.pid}-`);
  let count = 0;
  return {
    next: () => path.join(own, String(++count)),
    remove: tryToRemove,
    removeAll: () => tryToRemove(own),
  };
}

function removeOrphans(): void {
  for (const { name, folder } of listFolder(temporaryFolder())) {
    const pid = new RegExp(`^${prefix}([0-9]+)-`).exec(name)?.[1];
    if (folder && pid !== undefined && !isRunning(Number(pid))) tryToRemove(path.join(temporaryFolder(), name));
  }
}

/** A process that is being killed may still write; what then stays is removed by the next pool. */
function tryToRemove(folder: string): void {
  try {
    remove(folder);
  } catch {}
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
