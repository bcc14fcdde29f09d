import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { fold } from "../../src/function/fold.ts";
import { expand, type Prefix } from "../../src/rdf/namespaces.ts";
import type { Term } from "../../src/rdf/term.ts";
import { loadVocabulary } from "../../src/vocabulary/load-vocabulary.ts";
import type { Concept, Model, Vocabulary } from "../../src/vocabulary/vocabulary.ts";

const root = new URL("../../", import.meta.url);
export const vocabularyFolder = fileURLToPath(new URL("vocab", root));
export const queriesFolder = fileURLToPath(new URL("vocab/queries", root));
const shared = new URL("../shared/data/", root);
export const sharedFile = (name: string): string => fileURLToPath(new URL(name, shared));
export const hasShared = existsSync(shared);

export const vocabulary = await loadVocabulary(vocabularyFolder);

/** `iriOf("ic:名称")`. */
export const iriOf = (name: string): string => {
  const [prefix, local] = name.split(/:(.*)/s);
  return expand(prefix as Prefix, local ?? "");
};

export function model(key: string, from: Vocabulary = vocabulary): Model {
  const found = from.models.get(key);
  if (found === undefined) throw new Error(`no model ${key}`);
  return found;
}

/** Concepts of a scheme whose folded names include this text. */
export function conceptsNamed(scheme: string, text: string): Concept[] {
  const concepts = vocabulary.schemes.get(scheme)?.concepts ?? [];
  return concepts.filter((concept) => concept.names.some((name) => fold(name) === fold(text)));
}

export function readTable(name: string, encoding = "utf-8"): Record<string, string>[] {
  const text = new TextDecoder(encoding).decode(readFileSync(sharedFile(`cities/${name}`)));
  return parse(text.replace(/^\uFEFF/, ""), { columns: true, relax_column_count: true });
}

/** Objects of a predicate by subject IRI, out of the vocabulary's quads. */
export function objects(subject: string, predicate: string): Term[] {
  return vocabulary.quads.flatMap((quad) =>
    quad.subject.value === subject && quad.predicate.value === predicate ? [quad.object] : [],
  );
}
