/** Paths with `*`: data/population/*.csv. */
import * as path from "node:path";
import { exists, listFolder } from "../safe/files.ts";

/**
 * The files that a pattern names, in code-point order. `*` stands for any characters but the separator, in any part of
 * the path; a file whose name begins with a dot is not meant by it. No file: an empty list.
 *
 * @param pattern absolute
 */
export function expandPattern(pattern: string): string[] {
  if (!pattern.includes("*")) return exists(pattern) ? [pattern] : [];
  const { root } = path.parse(pattern);
  let found = [root];
  const parts = pattern
    .slice(root.length)
    .split(path.sep)
    .filter((part) => part !== "");
  for (const [index, part] of parts.entries()) {
    const folderWanted = index < parts.length - 1;
    if (!part.includes("*")) {
      found = found.map((folder) => path.join(folder, part)).filter((file) => exists(file));
      continue;
    }
    const matches = new RegExp(`^(?!\\.)${part.split("*").map(escapeRegExp).join(".*")}$`, "su");
    found = found.flatMap((folder) =>
      listFolder(folder)
        .filter((entry) => entry.folder === folderWanted && matches.test(entry.name))
        .map((entry) => path.join(folder, entry.name)),
    );
  }
  return found.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

const escapeRegExp = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
