/**
 * A dataset with `private:` columns is a table about people. Beyond the declared columns, nothing of it is shown that no
 * mapping asks for: an edition with a new column of telephone numbers, or one without its header row, must not put them into
 * rejected.csv, a preview or a message.
 */
import type { DatasetConfig } from "../config/project.ts";
import { fold } from "../function/fold.ts";
import type { AlignmentReport } from "../mapping/alignment-report.ts";
import type { Plan } from "../mapping/plan.ts";
import type { Problem } from "../problem/problem.ts";
import type { OpenedSource } from "../source/source.ts";

const privateHeaders = (config: DatasetConfig): readonly string[] => config.document.private ?? [];

/** Columns that are neither used nor ignored on purpose are blanked too. No quad changes by it: nothing reads them. */
export function withholdUnused(config: DatasetConfig, plan: Plan, alignment?: AlignmentReport): Plan {
  if (privateHeaders(config).length === 0) return plan;
  const known = new Set([
    ...plan.expressions.flatMap((expression) => (expression.kind === "reference" ? [expression.column] : [])),
    ...plan.where.map(({ column }) => column),
    ...(alignment?.mapped ?? []).map(({ column }) => column),
  ]);
  const ignored = new Set(alignment?.ignored ?? []);
  const unused = plan.columns.flatMap((name, column) => (known.has(column) || ignored.has(name) ? [] : [column]));
  const hidden = new Set([...plan.privateColumns, ...unused]);
  return { ...plan, privateColumns: [...hidden].sort((a, b) => a - b) };
}

/**
 * When a table has none of its private headers, its first row may be no header but a record: problems then tell nothing of
 * what stands in it.
 *
 * @param source the first table; undefined when a table could not be opened
 */
export function shieldHeader(
  config: DatasetConfig,
  source: Pick<OpenedSource, "names"> | undefined,
  problems: readonly Problem[],
): readonly Problem[] {
  const wanted = new Set(privateHeaders(config).map(fold));
  if (wanted.size === 0 || source?.names.flat().some((cell) => wanted.has(fold(cell)))) return problems;
  return problems.map(withoutHeaderCells);
}

function withoutHeaderCells({ source, advice, ...problem }: Problem): Problem {
  const file = source === undefined ? {} : { source: { ...source, header: undefined, value: undefined } };
  // SRC-011 tells how two tables' headers differ.
  if (problem.code === "SRC-011") {
    const message = problem.message.replace(/; (?:it|the columns) .*$/su, ".");
    return { ...problem, ...file, message, ...(advice === undefined ? {} : { advice }) };
  }
  if (!problem.code.startsWith("MAP-") || advice === undefined || source === undefined)
    return { ...problem, ...file, ...(advice === undefined ? {} : { advice }) };
  return {
    ...problem,
    ...file,
    advice:
      "The table has none of the private columns: its first row may be a record, so what stands in it is not shown.",
  };
}
