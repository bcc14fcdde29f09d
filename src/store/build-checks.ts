/** What may be wrong with N-Quads files, told with file and line. */
import { type Problem, ProblemError } from "../problem/problem.ts";
import type { Database } from "../table/database.ts";
import { isIncomplete, readCsv } from "./read-quads-sql.ts";

const mostReported = 5;

/** Runs the first reading of the files; what DuckDB says about a line becomes STO-001. */
export async function explainReadError(inputs: readonly string[], read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const line = /CSV Error on Line: (\d+)/.exec(said)?.[1];
    if (line === undefined && !said.includes("unicode")) throw error;
    const file = inputs.find((input) => said.includes(input)) ?? inputs[0];
    throw new ProblemError({
      code: "STO-001",
      severity: "error",
      message: `a line of the N-Quads is not five tab-separated columns of UTF-8: ${said.split("\n")[0]}`,
      ...(file === undefined ? {} : { source: { file, ...(line === undefined ? {} : { line: Number(line) }) } }),
      advice: "each line is: subject TAB predicate TAB object TAB graph (or nothing) TAB full stop",
    });
  }
}

/** STO-002: a text that is no term, or a line without its full stop. Looks at the distinct texts only. */
export async function findBadTerms(database: Database, inputs: readonly string[]): Promise<void> {
  const { values } = await database.columns("SELECT h FROM stage.texts WHERE t IS NULL LIMIT 1000");
  const hashes = (values[0] ?? []).join(", ");
  if (hashes === "") return;
  await reportLines(database, inputs, "STO-002", "is no N-Quads statement", (alias) => {
    const bad = ["s", "p", "o", "g"].map((column) => `hash(${alias}.${column}) IN (${hashes})`).join(" OR ");
    return `${bad} OR ${isIncomplete}`;
  });
}

/** STO-003: a literal as subject or graph, a literal or blank node as predicate. Ids are in the order of the kinds. */
export async function checkPositions(database: Database, inputs: readonly string[]): Promise<void> {
  const { values } = await database.columns(`WITH ends AS (SELECT
      (SELECT count(*) FROM terms WHERE kind = 2) AS literals, (SELECT count(*) FROM terms WHERE kind < 1 OR kind = 2) AS named)
    SELECT count(*) FROM quads, ends WHERE s <= literals OR (g <> 0 AND g <= literals) OR p <= literals OR p > named`);
  if (Number(values[0]?.[0]) === 0) return;
  const wrong = `s[1] = '"' OR g[1] = '"' OR p[1] <> '<'`;
  await reportLines(database, inputs, "STO-003", "has a literal or blank node where none may stand", () => wrong);
}

/**
 * STO-004: DuckDB's 64-bit hashes stand for terms while quads are read and when constants are looked up; two terms must
 * not share one. `rewritten`: some terms are not written as in `lookup`, so that the hashes as written count too.
 */
export async function checkUniqueHashes(database: Database, rewritten: boolean): Promise<void> {
  const { values } = await database.columns(`SELECT
    (SELECT count(*) FROM (SELECT hash = lag(hash) OVER () AS same FROM lookup) WHERE same) +
    ${rewritten ? "(SELECT count(*) - count(DISTINCT h) FROM stage.ids)" : "0"}`);
  if (Number(values[0]?.[0]) === 0) return;
  throw new ProblemError({
    code: "STO-004",
    severity: "error",
    message: "two different terms have the same 64-bit hash, so the store cannot tell them apart",
    advice: "this happens once in some hundred thousand stores by chance; change any character of one of the terms",
  });
}

async function reportLines(
  database: Database,
  inputs: readonly string[],
  code: string,
  fault: string,
  condition: (alias: string) => string,
): Promise<never> {
  const problems: Problem[] = [];
  for (const file of inputs) {
    const { values } = await database.columns(`SELECT line, left(concat_ws(' ', s, p, o, g, e), 200) FROM
      (SELECT *, row_number() OVER () AS line FROM ${readCsv([file], "parallel = false, ")}) AS q
      WHERE ${condition("q")} ORDER BY line LIMIT ${mostReported}`);
    for (const [row, line] of (values[0] ?? []).entries()) {
      const value = String(values[1]?.[row]);
      problems.push({
        code,
        severity: "error",
        message: `line ${line} ${fault}: ${value}`,
        source: { file, line: Number(line) },
      });
    }
    if (problems.length >= mostReported) break;
  }
  throw new ProblemError(problems);
}
