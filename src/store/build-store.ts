/** N-Quads files to a store file, in a few SQL statements. */
import * as path from "node:path";
import { ProblemError } from "../problem/problem.ts";
import { exists, makeFolder, remove, sizeOf } from "../safe/files.ts";
import { Database } from "../table/database.ts";
import { checkPositions, checkUniqueHashes, explainReadError, findBadTerms } from "./build-checks.ts";
import { stageTerms } from "./build-terms.ts";
import { quadLines } from "./read-quads-sql.ts";
import { defaultGraphId, schemaVersion } from "./schema.ts";
import { termColumns } from "./term-columns-sql.ts";

export interface BuildStoreOptions {
  /** Tab-separated N-Quads files: `subject TAB predicate TAB object TAB graph TAB .`; an empty graph is the default graph. */
  readonly inputs: readonly string[];
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
  /** Distinct triples over all graphs. */
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
  const lines = quadLines(options.inputs);
  progress("reading quads");
  // Four hashes a quad stay on disk instead of four texts; the texts are read a second time for the dictionary.
  await explainReadError(options.inputs, () =>
    database.run(`CREATE TABLE stage.quads AS SELECT CASE WHEN g IS NULL THEN ${defaultGraphId} ELSE hash(g) END g,
      hash(s) s, hash(p) p, hash(o) o, (e IS DISTINCT FROM '.' OR s IS NULL OR p IS NULL OR o IS NULL) AS incomplete FROM ${lines}`),
  );
  progress("collecting terms");
  await database.run(`CREATE TABLE stage.texts AS SELECT t, hash(t) AS h FROM
    (SELECT unnest([s, p, o, g]) AS t FROM ${lines}) WHERE t IS NOT NULL GROUP BY t`);
  await findBadTerms(database, options.inputs);
  await stageTerms(database);
  await checkUniqueHashes(database);
  progress("writing terms");
  await database.run("SET preserve_insertion_order = true");
  await database.run(`CREATE TABLE terms AS ${termColumns("stage.terms")}`);
  await database.run("SET preserve_insertion_order = false");
  await database.run("CREATE TABLE lookup AS SELECT h AS hash, (rowid + 1)::INTEGER AS id FROM stage.terms ORDER BY h");
  progress("sorting quads");
  await writeQuads(database);
  await checkPositions(database, options.inputs);
  return writeMeta(database);
}

/** In steps, so that no two large hash tables are in memory at once. Predicates and graphs are few. */
async function writeQuads(database: Database): Promise<void> {
  for (const column of ["p", "g"]) {
    await database.run(
      `CREATE TABLE stage.few_${column} AS SELECT h, id FROM stage.ids WHERE h IN (SELECT DISTINCT ${column} FROM stage.quads)`,
    );
  }
  await database.run(`CREATE TABLE stage.subjects AS SELECT coalesce(g.id, ${defaultGraphId})::INTEGER AS g, s.id AS s, p.id AS p, q.o
    FROM stage.quads AS q JOIN stage.few_p AS p ON p.h = q.p LEFT JOIN stage.few_g AS g ON g.h = q.g JOIN stage.ids AS s ON s.h = q.s`);
  await database.run("DROP TABLE stage.quads");
  await database.run(
    "CREATE TABLE stage.numbered AS SELECT g, s, p, o.id AS o FROM stage.subjects AS q JOIN stage.ids AS o ON o.h = q.o",
  );
  await database.run("DROP TABLE stage.subjects");
  await database.run("CREATE TABLE quads AS SELECT DISTINCT g, s, p, o FROM stage.numbered ORDER BY g, p, s, o");
  await database.run("DROP TABLE stage.numbered");
  await database.run("CREATE TABLE pso AS SELECT DISTINCT p, s, o FROM quads ORDER BY p, s, o");
  await database.run("CREATE TABLE spo AS SELECT s, p, o FROM pso ORDER BY s, p, o");
  await database.run("CREATE TABLE ops AS SELECT o, p, s FROM pso ORDER BY o, p, s");
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
