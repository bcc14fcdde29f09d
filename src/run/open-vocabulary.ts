/** vocab/ of the project (beside mappings/), or the one that Tsunagi brings. Loaded only when a dataset needs it. */
import * as path from "node:path";
import type { Project } from "../config/project.ts";
import { exists, listFolder, readText, sha256 } from "../safe/files.ts";
import type { Vocabulary } from "../vocabulary/vocabulary.ts";

export interface LazyVocabulary {
  readonly folder: string;
  /** SHA-256 over the files, without loading them. */
  readonly fingerprint: string;
  load(): Promise<Vocabulary>;
}

export function vocabularyFolder(mappings: string): string {
  const own = path.resolve(mappings, "../vocab");
  return exists(path.join(own, "core.ttl")) ? own : path.resolve(import.meta.dirname, "../../vocab");
}

/** The vocabulary read last: a process that runs several times reads it once, as long as no file changes. */
let last: { readonly fingerprint: string; readonly loaded: Promise<Vocabulary> } | undefined;

export function openVocabulary(project: Project): LazyVocabulary {
  const folder = vocabularyFolder(project.root);
  const fingerprint = sha256(filesOf(folder).join("\n"));
  return {
    folder,
    fingerprint,
    load() {
      const key = `${folder}\n${fingerprint}`;
      if (last?.fingerprint !== key) {
        const loaded = import("../vocabulary/load-vocabulary.ts").then((room) => room.loadVocabulary(folder));
        last = { fingerprint: key, loaded };
      }
      return last.loaded;
    },
  };
}

function filesOf(folder: string): string[] {
  return listFolder(folder).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.folder ? filesOf(file) : [`${entry.name}\n${readText(file)}`];
  });
}
