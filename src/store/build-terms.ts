import type { Database } from "../table/database.ts";
import { canonical, isCanonical, spelledTag } from "./term-text-sql.ts";

/**
 * From stage.texts (t, h: every text as written) makes
 * stage.terms (t, h, spelled): canonical texts, sorted, so that rowid + 1 is the id, and the spelling of a language tag, and
 * stage.ids (h, id): the hash of every text as written, to the id of its term.
 */
export async function stageTerms(database: Database): Promise<void> {
  // In two statements: in one, DuckDB may try the second condition, which is slow, on every text.
  await database.run(`CREATE TABLE stage.unusual AS SELECT h, t, ${canonical("t")} AS canonical, ${spelledTag("t")} AS spelled
    FROM stage.texts WHERE NOT ${isCanonical("t")}`);
  await database.run(`CREATE TABLE stage.rewritten AS SELECT h, canonical AS t, hash(canonical) AS to_h, spelled
    FROM stage.unusual WHERE canonical <> t`);
  await database.run(`CREATE TABLE stage.terms AS SELECT t, h, min(spelled) AS spelled FROM (
      SELECT t, h, NULL AS spelled FROM stage.texts WHERE h NOT IN (SELECT h FROM stage.rewritten)
      UNION ALL SELECT t, to_h, spelled FROM stage.rewritten) GROUP BY t, h ORDER BY t`);
  await database.run(`CREATE TABLE stage.ids AS SELECT h, (rowid + 1)::INTEGER AS id FROM stage.terms
    UNION ALL SELECT r.h, (t.rowid + 1)::INTEGER FROM stage.rewritten AS r JOIN stage.terms AS t ON t.h = r.to_h`);
}
