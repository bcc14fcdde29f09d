/** The quads as numbers, in the sort orders of the store. */
import type { Database } from "../table/database.ts";
import { explainReadError } from "./build-checks.ts";
import { place } from "./build-terms.ts";
import { defaultGraphId } from "./schema.ts";

/** Bytes that a term takes in the hash table of a join (measured, with the table's spare room). */
const joinBytes = 64;

/** Makes stage.quads: hashes of the four texts, and hidden. Hashes, because texts would take ten times the disk. */
export async function stageQuads(database: Database, lines: string, inputs: readonly string[]): Promise<void> {
  await explainReadError(inputs, () =>
    database.run(`CREATE TABLE stage.quads AS SELECT CASE WHEN g IS NULL THEN ${defaultGraphId} ELSE hash(g) END AS g,
      hash(s) AS s, hash(p) AS p, hash(o) AS o, hidden FROM ${lines}`),
  );
}

/** From stage.quads and stage.ids makes quads, pso, spo and ops. `memoryMb` decides how many joins are done at once. */
export async function writeQuads(
  database: Database,
  { terms, memoryMb, hidden }: { readonly terms: number; readonly memoryMb: number; readonly hidden: boolean },
): Promise<void> {
  await numberQuads(database, terms * 2 * joinBytes < (memoryMb * 2 ** 20) / 3);
  await writeSorted(database, "quads", "g, s, p, o", ["g", "p", "s", "o"], "stage.numbered");
  const from = hidden ? "(SELECT * FROM stage.numbered WHERE NOT hidden)" : "quads";
  await writeSorted(database, "pso", "p, s, o", ["p", "s", "o"], from);
  await database.run("DROP TABLE stage.numbered");
  await database.run("CREATE TABLE spo AS SELECT s, p, o FROM pso ORDER BY s, p, o");
  await database.run("CREATE TABLE ops AS SELECT o, p, s FROM pso ORDER BY o, p, s");
}

/** Makes stage.numbered (g, s, p, o, hidden). At once, or so that only one large hash table is in memory at a time. */
async function numberQuads(database: Database, atOnce: boolean): Promise<void> {
  const idsAs = (bit: number): string => `(SELECT h, id FROM stage.ids WHERE places & ${bit} <> 0)`;
  // Predicates and graphs are few.
  const first = (
    object: string,
  ): string => `SELECT coalesce(g.id, ${defaultGraphId})::INTEGER AS g, s.id AS s, p.id AS p,
    ${object} AS o, q.hidden FROM stage.quads AS q JOIN ${idsAs(place.predicate)} AS p ON p.h = q.p
    LEFT JOIN ${idsAs(place.graph)} AS g ON g.h = q.g JOIN ${idsAs(place.subject)} AS s ON s.h = q.s`;
  if (atOnce) {
    await database.run(`CREATE TABLE stage.numbered AS ${first("o.id")} JOIN ${idsAs(place.object)} AS o ON o.h = q.o`);
    await database.run("DROP TABLE stage.quads");
    return;
  }
  await database.run(`CREATE TABLE stage.subjects AS ${first("q.o")}`);
  await database.run("DROP TABLE stage.quads");
  await database.run(`CREATE TABLE stage.numbered AS SELECT g, s, p, o.id AS o, q.hidden
    FROM stage.subjects AS q JOIN ${idsAs(place.object)} AS o ON o.h = q.o`);
  await database.run("DROP TABLE stage.subjects");
}

/**
 * Makes a table of distinct rows. Repeated rows are rare, and making rows distinct costs twice a sort, so it is done
 * only where sorted neighbours are equal.
 */
async function writeSorted(
  database: Database,
  table: string,
  columns: string,
  order: readonly string[],
  from: string,
): Promise<void> {
  const by = order.join(", ");
  await database.run(`CREATE TABLE ${table} AS SELECT ${columns} FROM ${from} ORDER BY ${by}`);
  const same = order.map((column) => `${column} = lag(${column}) OVER ()`).join(" AND ");
  const { values } = await database.columns(`SELECT count(*) FROM (SELECT ${same} AS same FROM ${table}) WHERE same`);
  if (Number(values[0]?.[0]) === 0) return;
  await database.run(`CREATE OR REPLACE TABLE ${table} AS SELECT DISTINCT ${columns} FROM ${table} ORDER BY ${by}`);
}
