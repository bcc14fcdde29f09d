/** `where`: only the rows for which all of this holds. */
import type { AlignContext } from "./align-context.ts";
import { listOf } from "./field-requests.ts";
import type { RowCondition } from "./plan.ts";

/** What both front ends have. */
export type RowConditionContext = Pick<AlignContext, "dataset" | "columns" | "problems" | "mayUse">;

const tests = ["equals", "startsWith", "endsWith", "contains"] as const;

/** Problems: MAP-012 no such column, MAP-014 a private column, MAP-023 an expression that is none. */
export function compileRowConditions({ dataset, columns, problems, mayUse }: RowConditionContext): RowCondition[] {
  const conditions: RowCondition[] = [];
  for (const [header, stated] of Object.entries(dataset.document.where ?? {})) {
    const path = ["where", header];
    const column = columns.one(header, path, problems);
    if (column === undefined || !mayUse(column, path)) continue;
    const wanted = typeof stated === "string" || Array.isArray(stated) ? { equals: stated } : stated;
    const not = "not" in wanted && wanted.not === true ? { not: true } : {};
    const before = conditions.length;
    for (const test of tests) {
      const values = test in wanted ? wanted[test as "equals"] : undefined;
      if (values !== undefined) conditions.push({ column, test, values: listOf(values), ...not });
    }
    if ("matches" in wanted && wanted.matches !== undefined) {
      const fault = regularExpressionFault(wanted.matches);
      if (fault === undefined) conditions.push({ column, test: "matches", values: [wanted.matches], ...not });
      else problems.add("MAP-023", [...path, "matches"], `"${wanted.matches}" is not a regular expression: ${fault}.`);
    }
    if (conditions.length === before && !problems.failed)
      problems.add("MAP-018", path, `Nothing is asked of the column "${header}".`, {
        advice: `Say one of ${tests.join(", ")}, matches.`,
      });
  }
  return conditions;
}

function regularExpressionFault(source: string): string | undefined {
  try {
    new RegExp(source, "u");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Invalid regular expression: /, "") : "it cannot be read";
  }
}
