/** The dictionary: every text of the N-Quads once, its canonical form, and its number. */
import type { Database } from "../table/database.ts";
import { checkUniqueHashes, findBadTerms } from "./build-checks.ts";
import { isIncomplete } from "./read-quads-sql.ts";
import { termColumns } from "./term-columns-sql.ts";
import { canonicalOrNull, spelledTag } from "./term-text-sql.ts";

/** Where in a quad a text stands: bits of stage.ids.places. */
export const place = { subject: 8, predicate: 4, object: 2, graph: 1 } as const;

/**
 * Makes stage.texts: every text once, as h (the hash of the text as written), t (canonical; NULL: no term),
 * spelled (a language tag that is not in lower case) and places; sorted by t.
 * One statement, because writing and reading the texts once more costs as much as sorting them.
 */
export async function stageTexts(database: Database, lines: string): Promise<void> {
  // Grouping by each column on its own is twice as quick as one column of all texts: few predicates, runs of one subject.
  // A line that is not whole shows as a text that is no term.
  const distinct = `SELECT CASE WHEN place = ${place.subject} THEN s WHEN place = ${place.predicate} THEN p
      WHEN place = ${place.object} THEN o ELSE g END AS written, place FROM
    (SELECT s, p, o, g, 15 - grouping(s, p, o, g) AS place FROM
      (SELECT CASE WHEN ${isIncomplete} THEN '' ELSE s END AS s, p, o, g FROM ${lines})
      GROUP BY GROUPING SETS ((s), (p), (o), (g)))`;
  await database.run(`CREATE TABLE stage.texts AS SELECT hash(written) AS h, ${canonicalOrNull("written")} AS t,
      ${spelledTag("written")} AS spelled, places FROM
    (SELECT written, bit_or(place)::UTINYINT AS places FROM (${distinct}) WHERE written IS NOT NULL GROUP BY written)
    ORDER BY t NULLS FIRST, spelled NULLS LAST`);
}

/**
 * Makes the tables terms and lookup, and stage.ids (h, id, places): the hash of every text as written, to the id of its
 * term. An id is the rank of the canonical text. Returns the number of terms.
 */
export async function writeTerms(database: Database, inputs: readonly string[]): Promise<number> {
  await findBadTerms(database, inputs);
  const { values } = await database.columns(`SELECT count(*), count(*) FILTER (same), count(*) FILTER (rewritten)
    FROM (SELECT t = lag(t) OVER () AS same, h <> hash(t) AS rewritten FROM stage.texts)`);
  const [texts, repeated, rewritten] = values.map((column) => Number(column[0])) as [number, number, number];
  // Two spellings of one term lie side by side; the first has the language tag to show.
  await database.run(
    repeated === 0
      ? "CREATE VIEW stage.ranked AS SELECT (rowid + 1)::INTEGER AS id, true AS is_first, * FROM stage.texts"
      : `CREATE TABLE stage.ranked AS SELECT sum(is_first::INTEGER) OVER (ROWS UNBOUNDED PRECEDING)::INTEGER AS id, * FROM
          (SELECT t IS DISTINCT FROM lag(t) OVER () AS is_first, * FROM stage.texts)`,
  );
  await database.run("SET preserve_insertion_order = true");
  await database.run(
    `CREATE TABLE terms AS ${termColumns("(SELECT id, t, spelled FROM stage.ranked WHERE is_first)")}`,
  );
  await database.run("SET preserve_insertion_order = false");
  await database.run(
    "CREATE TABLE lookup AS SELECT hash(t) AS hash, id FROM stage.ranked WHERE is_first ORDER BY hash",
  );
  await database.run("CREATE TABLE stage.ids AS SELECT h, id, places FROM stage.ranked");
  await checkUniqueHashes(database, rewritten > 0);
  return texts - repeated;
}
