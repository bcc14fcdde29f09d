/** What is published, described: the catalogue for people's tools (Turtle) and, with the vocabulary, for the store. */
import * as path from "node:path";
import { describeCatalogue } from "../catalogue/describe-catalogue.ts";
import type { Project } from "../config/project.ts";
import { quadLine } from "../rdf/nquads.ts";
import { quadsToTurtle } from "../rdf/turtle-text.ts";
import { exists, readText, writeWhole } from "../safe/files.ts";
import type { LazyVocabulary } from "./open-vocabulary.ts";
import type { Transaction } from "./transaction.ts";

export async function writeCatalogue({
  project,
  transaction,
  vocabulary,
}: {
  project: Project;
  transaction: Transaction;
  vocabulary: LazyVocabulary;
}): Promise<void> {
  const output = project.output;
  const descriptions = transaction
    .filesAfterCommit((name) => name.endsWith("description.nq"))
    .map(({ now }) => readText(now));
  const catalogue = describeCatalogue(project.base);
  stageIfChanged(transaction, path.join(output, "catalogue.nq"), catalogue);
  stageIfChanged(transaction, path.join(output, "catalogue.ttl"), await quadsToTurtle([catalogue, ...descriptions]));

  const file = path.join(output, "vocabulary.nq");
  const mark = path.join(output, "vocabulary.sha256");
  if (exists(file) && exists(mark) && readText(mark) === vocabulary.fingerprint) return;
  const graph = { kind: "iri", value: `${project.base}vocabulary` } as const;
  const { quads } = await vocabulary.load();
  stageIfChanged(
    transaction,
    file,
    quads
      .map((quad) => quadLine({ ...quad, graph }))
      .sort()
      .join(""),
  );
  stageIfChanged(transaction, mark, vocabulary.fingerprint);
}

/** An equal file keeps its time, so that an unchanged run rebuilds nothing. */
function stageIfChanged(transaction: Transaction, file: string, content: string): void {
  if (exists(file) && readText(file) === content) return;
  const beside = transaction.beside(path.basename(file));
  writeWhole(beside, content);
  transaction.replace(file, beside);
}
