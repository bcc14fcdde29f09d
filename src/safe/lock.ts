/** One writer at a time: a lock file that holds its owner's process id. */
import * as fs from "node:fs";
import * as path from "node:path";

/** Locks of this process: its own id in a file proves nothing, for ids are given again after a crash. */
const held = new Set<string>();

/** Takes the lock; returns the id of the living process that holds it, if one does. A dead owner's lock is taken over. */
export function lockFile(file: string): number | undefined {
  const name = path.resolve(file);
  if (held.has(name)) return process.pid;
  for (;;) {
    try {
      fs.writeFileSync(name, String(process.pid), { flag: "wx" });
      held.add(name);
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(ownerIn(name));
    if (owner !== process.pid && isAlive(owner)) return owner;
    fs.rmSync(name, { force: true });
  }
}

export function unlockFile(file: string): void {
  fs.rmSync(file, { force: true });
  held.delete(path.resolve(file));
}

/** A lock is empty for the moment between its making and its writing: it is read again before it counts as nobody's. */
function ownerIn(file: string): string {
  for (let tries = 0; ; tries++) {
    const text = readIfThere(file);
    if (text !== "" || tries === 10) return text;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }
}

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
