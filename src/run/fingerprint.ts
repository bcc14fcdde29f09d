/** What a dataset's output depends on. Equal fingerprints: the last output stands and nothing is read again. */
import * as path from "node:path";
import type { DatasetConfig } from "../config/project.ts";
import { exists, listFolder, modifiedAt, readText, sha256, sha256OfFile, sizeOf } from "../safe/files.ts";

export interface InputFile {
  readonly file: string;
  readonly size: number;
  readonly modified: number;
  readonly sha256: string;
}

export interface Fingerprint {
  readonly program: string;
  readonly vocabulary: string;
  readonly files: readonly InputFile[];
}

/** Size and time first; content only where one of these differs from last time. */
export function inputFile(file: string, last?: InputFile): InputFile {
  const size = sizeOf(file);
  const modified = modifiedAt(file);
  if (last !== undefined && last.size === size && last.modified === modified) return last;
  return { file, size, modified, sha256: sha256OfFile(file) };
}

export function fingerprintOf(
  dataset: DatasetConfig,
  sources: readonly string[],
  vocabulary: string,
  last?: Fingerprint,
): Fingerprint {
  const before = new Map((last?.files ?? []).map((input) => [input.file, input]));
  const mapping = dataset.document.mapping === undefined ? [] : [path.join(dataset.folder, dataset.document.mapping)];
  const files = [...dataset.files, ...mapping, ...sources]
    .filter(exists)
    .map((file) => inputFile(file, before.get(file)));
  return { program: programFingerprint(), vocabulary, files };
}

/** A missing fingerprint never equals. */
export function isUnchanged(now: Fingerprint, last: Fingerprint | undefined): boolean {
  if (last === undefined || now.program !== last.program || now.vocabulary !== last.vocabulary) return false;
  if (now.files.length !== last.files.length) return false;
  return now.files.every(
    (input, index) => input.file === last.files[index]?.file && input.sha256 === last.files[index]?.sha256,
  );
}

let program: string | undefined;

/** The rooms that decide what a dataset's quads are: a changed reader or engine converts everything anew. */
function programFingerprint(): string {
  if (program === undefined) {
    const rooms = ["config", "convert", "function", "mapping", "rdf", "source", "uri", "vocabulary"];
    const house = path.resolve(import.meta.dirname, "..");
    program = sha256(rooms.flatMap((room) => codeOf(path.join(house, room))).join("\n"));
  }
  return program;
}

function codeOf(folder: string): string[] {
  return listFolder(folder).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.folder ? codeOf(file) : [readText(file)];
  });
}
