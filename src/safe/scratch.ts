/** A folder for a command's own passing files, outside the project; only its owner may look into it. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

export interface Scratch {
  readonly folder: string;
  remove(): void;
}

/** It goes with the process at the latest. */
export function makeScratch(): Scratch {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tsunagi-"));
  const clear = (): void => fs.rmSync(folder, { recursive: true, force: true });
  process.once("exit", clear);
  return {
    folder,
    remove: () => {
      process.off("exit", clear);
      clear();
    },
  };
}
