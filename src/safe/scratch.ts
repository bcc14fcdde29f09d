/** A folder for a command's own passing files, outside the project. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

export interface Scratch {
  readonly folder: string;
  remove(): void;
}

export function makeScratch(): Scratch {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tsunagi-"));
  return { folder, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}
