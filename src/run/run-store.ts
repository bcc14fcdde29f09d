/** The store of a run: built aside from every dataset's quads, skipped when none of them has changed. */
import * as path from "node:path";
import type { Project } from "../config/project.ts";
import { exists, modifiedAt, readText, sizeOf, writeWhole } from "../safe/files.ts";
import { isEarlierEdition } from "./earlier-data.ts";
import type { RunOutcome } from "./outcome.ts";
import type { Transaction } from "./transaction.ts";

type StoreOutcome = NonNullable<RunOutcome["store"]>;

interface StoreRecord {
  readonly inputs: string;
  readonly outcome: StoreOutcome;
}

export const storeFile = (output: string): string => path.join(output, "store.duckdb");

export async function buildRunStore({
  project,
  transaction,
}: {
  project: Project;
  transaction: Transaction;
}): Promise<StoreOutcome> {
  const file = storeFile(project.output);
  const record = path.join(project.output, "store.json");
  const inputs = transaction.filesAfterCommit((name) => name.endsWith(".nq"));
  const fingerprint = inputs
    .map(({ to, now }) => `${path.relative(project.output, to)} ${sizeOf(now)} ${modifiedAt(now)}`)
    .join("\n");
  const last = exists(file) ? lastRecord(record) : undefined;
  if (last?.inputs === fingerprint) return { ...last.outcome, unchanged: true, seconds: 0 };

  const { buildStore } = await import("../store/build-store.ts");
  const beside = transaction.beside("store.duckdb");
  const statistics = await buildStore({
    inputs: inputs.map(({ now }) => now),
    hidden: inputs.filter(({ to }) => isEarlierEdition(to)).map(({ now }) => now),
    output: beside,
    scratch: transaction.beside("store-scratch"),
    memoryMb: project.limits.storeMemoryMb,
    threads: Math.max(1, project.limits.workers),
  });
  const { quads, triples, terms, seconds } = statistics;
  const outcome: StoreOutcome = { file, quads, triples, terms, seconds, unchanged: false };
  const recordBeside = transaction.beside("store.json");
  writeWhole(recordBeside, JSON.stringify({ inputs: fingerprint, outcome } satisfies StoreRecord));
  transaction.replace(file, beside);
  transaction.replace(record, recordBeside);
  return outcome;
}

/** A record that cannot be read proves nothing: the store is built again. */
function lastRecord(file: string): StoreRecord | undefined {
  try {
    return exists(file) ? (JSON.parse(readText(file)) as StoreRecord) : undefined;
  } catch {
    return undefined;
  }
}
