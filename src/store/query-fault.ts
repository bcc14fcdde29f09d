/** What whoever asked is told when a query fails: sentences about the query, not about the database's settings. */
import { type Problem, ProblemError } from "../problem/problem.ts";

/** What one query may use, in megabytes; undefined: not known here. */
export interface QueryLimits {
  readonly memoryMb?: number;
  readonly scratchMb?: number;
}

/**
 * Any fault of an answer as a ProblemError: QRY-006 at the limit of memory, QRY-007 at that of disk, QRY-005 otherwise.
 * DuckDB has no codes for them, only words, which may stand behind words of its own.
 */
export function queryFault(error: unknown, limits: QueryLimits = {}): ProblemError {
  if (error instanceof ProblemError) return error;
  const said = error instanceof Error ? error.message : String(error);
  if (/max_temp_directory_size|failed to offload/i.test(said)) return new ProblemError(outOfDisk(limits));
  if (/out of memory|(failed to|could not) (allocate|pin)|bad_alloc|heap limit/i.test(said))
    return new ProblemError(outOfMemory(limits));
  return new ProblemError({
    code: "QRY-005",
    severity: "error",
    message: `The query could not be answered: ${said.split("\n")[0]?.replace(/[.\s]*$/, "")}.`,
    advice: "Try another form of the query; if it fails too, tell the operator.",
  });
}

const advice =
  "Ask for less: name the graph or the class, filter early, set a LIMIT, or leave out ORDER BY and DISTINCT.";

export const outOfMemory = ({ memoryMb }: QueryLimits): Problem => ({
  code: "QRY-006",
  severity: "error",
  message: `The query needs more than the ${megabytes(memoryMb)}memory that one query may use.`,
  advice,
});

const outOfDisk = ({ memoryMb, scratchMb }: QueryLimits): Problem => ({
  code: "QRY-007",
  severity: "error",
  message: `The query needs more than the ${megabytes(memoryMb)}memory and ${megabytes(scratchMb)}disk that one query may use.`,
  advice,
});

const megabytes = (most: number | undefined): string =>
  most === undefined ? "" : `${most.toLocaleString("en")} MB of `;
