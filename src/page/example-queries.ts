/** The example questions: vocab/queries/*.rq, each with its titles in comments at its head. */
import * as path from "node:path";
import { listFolder, readText } from "../safe/files.ts";

export interface ExampleQuery {
  /** File name without .rq. */
  readonly id: string;
  /** The question by language. */
  readonly titles: Readonly<Record<string, string>>;
  /** The query without its title lines. */
  readonly text: string;
}

const TITLE = /^#\s*(?:(en|ja|zh-Hant|title)\s*:\s*)?(\S.*?)\s*$/;

/**
 * Reads one file: the first lines `# English title`, `# ja: …`, `# zh-Hant: …` (in any order; `# en:` and `# title:`
 * are English too) are titles; the query begins at the first other line.
 */
export function readExampleQuery(id: string, source: string): ExampleQuery {
  const lines = source.split(/\r?\n/);
  const titles: Record<string, string> = {};
  let at = 0;
  for (; at < lines.length; at++) {
    const match = TITLE.exec(lines[at]!);
    if (match === null) break;
    const language = match[1] === undefined || match[1] === "title" ? "en" : match[1];
    if (titles[language] !== undefined) break;
    titles[language] = match[2]!;
  }
  return { id, titles: Object.keys(titles).length > 0 ? titles : { en: id }, text: lines.slice(at).join("\n").trim() };
}

/** Every example of a folder, in the order of the file names; none if there is no folder. */
export const loadExampleQueries = (folder: string): ExampleQuery[] =>
  listFolder(folder)
    .filter(({ name, folder: isFolder }) => !isFolder && name.endsWith(".rq"))
    .map(({ name }) => readExampleQuery(name.slice(0, -3), readText(path.join(folder, name))));
