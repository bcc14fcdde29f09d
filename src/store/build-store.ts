/** N-Quads files to a store file, in a few SQL statements. */
import * as path from "node:path";
import { ProblemError } from "../problem/problem.ts";
import { exists, makeFolder, remove, sizeOf } from "../safe/files.ts";
import { Database } from "../table/database.ts";
import { checkPositions } from "./build-checks.ts";
import { stageQuads, writeQuads } from "./build-quads.ts";
import { stageTexts, writeTerms } from "./build-terms.ts";
import { quadLines } from "./read-quads-sql.ts";
import { schemaVersion } from "./schema.ts";

export interface BuildStoreOptions {
  /** Tab-separated N-Quads files: `subject TAB predicate TAB object TAB graph TAB .`; an empty graph is the default graph. */
  readonly inputs: readonly string[];
  /** Those of the inputs whose quads are in their named graphs only, not in the default graph: older editions of a dataset. */
  readonly hidden?: readonly string[];
  /** Where the store is made; whatever is there is replaced. Give a path beside the real one and rename. */
  readonly output: string;
  /** Folder for what does not fit in memory; made when missing. */
  readonly scratch: string;
  /** For the whole process; from about 600 up it is kept, below it the program itself weighs more. */
  readonly memoryMb: number;
  readonly threads: number;
  readonly onProgress?: (step: string) => void;
}

export interface StoreStatistics {
  /** Distinct quads. */
  readonly quads: number;
  /** Distinct triples of the default graph. */
  readonly triples: number;
  readonly terms: number;
  /** Size of the store file. */
  readonly bytes: number;
  readonly seconds: number;
  /** Highest resident memory of this process so far. */
  readonly peakRssBytes: number;
}

/**
 * Builds a store file from N-Quads files. Blank nodes of different files are different.
 * Fails with a ProblemError (STO-001 to STO-005), where it can with file and line; then no output is left.
 */
export async function buildStore(options: BuildStoreOptions): Promise<StoreStatistics> {
  const started = performance.now();
  const stage = path.join(options.scratch, `${path.basename(options.output)}.stage`);
  makeFolder(options.scratch);
  makeFolder(path.dirname(options.output));
  for (const file of [options.output, stage]) removeDatabase(file);
  const database = await Database.open({
    path: options.output,
    threads: options.threads,
    memoryMb: duckDbShare(options.memoryMb),
    scratch: options.scratch,
  });
  let done = false;
  try {
    await database.attach(stage, "stage");
    await database.run("SET preserve_insertion_order = false");
    const counts = await fill(database, options);
    await database.detach("stage");
    await database.run("CHECKPOINT");
    done = true;
    database.close();
    return {
      ...counts,
      bytes: sizeOf(options.output),
      seconds: (performance.now() - started) / 1000,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    };
  } catch (error) {
    throw explainExhaustion(error);
  } finally {
    database.close();
    removeDatabase(stage);
    if (!done) removeDatabase(options.output);
  }
}

/** DuckDB counts neither its reading buffers nor the program around it: about 300 MB (measured). */
const duckDbShare = (memoryMb: number): number => Math.max(Math.round(memoryMb / 2), memoryMb - 300);

/** What DuckDB says when its memory or disk is used up becomes STO-005; the rest stays as it is. */
function explainExhaustion(error: unknown): unknown {
  const said = error instanceof Error ? error.message : String(error);
  if (!/^(Out of Memory|IO) Error/.test(said)) return error;
  return new ProblemError({
    code: "STO-005",
    severity: "error",
    message: `the store could not be built: ${said.split("\n")[0]}`,
    advice: "raise limits.storeMemoryMb in project.yaml, or free space on the disk",
  });
}

/** A database and its write-ahead log. */
function removeDatabase(file: string): void {
  for (const name of [file, `${file}.wal`]) if (exists(name)) remove(name);
}

async function fill(
  database: Database,
  options: BuildStoreOptions,
): Promise<Pick<StoreStatistics, "quads" | "triples" | "terms">> {
  const progress = options.onProgress ?? (() => {});
  const { inputs, hidden = [] } = options;
  const lines = quadLines(inputs, hidden);
  // The files are read twice: keeping the texts of all quads would take more time than reading them again.
  progress("reading quads");
  // What is read once more and dropped is not worth the time of compressing it.
  await database.run("SET force_compression = 'uncompressed'");
  await stageQuads(database, lines, inputs);
  progress("collecting terms");
  await stageTexts(database, lines);
  await database.run("SET force_compression = 'auto'");
  progress("writing terms");
  const terms = await writeTerms(database, inputs);
  progress("sorting quads");
  await writeQuads(database, { terms, memoryMb: duckDbShare(options.memoryMb), hidden: hidden.length > 0 });
  await checkPositions(database, inputs);
  return writeMeta(database);
}

async function writeMeta(database: Database): Promise<Pick<StoreStatistics, "quads" | "triples" | "terms">> {
  const { values } = await database.columns(
    "SELECT (SELECT count(*) FROM quads), (SELECT count(*) FROM pso), (SELECT count(*) FROM terms)",
  );
  const [quads, triples, terms] = values.map((column) => Number(column[0])) as [number, number, number];
  await database.run(`CREATE TABLE meta AS SELECT * FROM (VALUES ('version', '${schemaVersion}'), ('quads', '${quads}'),
    ('triples', '${triples}'), ('terms', '${terms}'), ('hash-of-tsunagi', hash('tsunagi')::VARCHAR)) AS m (key, value)`);
  return { quads, triples, terms };
}
