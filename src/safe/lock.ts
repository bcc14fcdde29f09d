/** One writer at a time: a lock file that holds its owner's process id. */
import * as fs from "node:fs";

/** Takes the lock; returns the id of the living process that holds it, if one does. A dead owner's lock is taken over. */
export function lockFile(file: string): number | undefined {
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: "wx" });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(readIfThere(file));
    if (owner !== process.pid && isAlive(owner)) return owner;
    fs.rmSync(file, { force: true });
  }
}

export const unlockFile = (file: string): void => fs.rmSync(file, { force: true });

function readIfThere(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function isAlive(process_: number): boolean {
  if (!Number.isInteger(process_) || process_ <= 0) return false;
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
