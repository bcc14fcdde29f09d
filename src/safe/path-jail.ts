/** Paths that configuration names stay inside the project's folder: no way out by `..`, absolute paths or links. */
import * as fs from "node:fs";
import * as path from "node:path";
import { type Place, ProblemError } from "../problem/problem.ts";

/** @throws ProblemError SAFE-001 when `file` (links followed, where it exists) is not inside `folder`. */
export function insideFolder(folder: string, file: string, at?: Place): void {
  const inside = path.relative(real(folder), real(file));
  if (inside !== ".." && !inside.startsWith(`..${path.sep}`) && !path.isAbsolute(inside)) return;
  throw new ProblemError({
    code: "SAFE-001",
    severity: "error",
    message: `The path leads out of the project's folder: ${path.relative(folder, file)}.`,
    ...(at === undefined ? {} : { at }),
    advice: "Put the file under mappings/, or give it on the command line with --source.",
  });
}

/** The real path of the nearest part that exists, with the rest appended. */
function real(file: string): string {
  for (
    let here = path.resolve(file), rest = "";
    ;
    rest = path.join(path.basename(here), rest), here = path.dirname(here)
  ) {
    if (fs.existsSync(here)) return path.join(fs.realpathSync(here), rest);
  }
}
