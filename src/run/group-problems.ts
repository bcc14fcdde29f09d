/** A thousand equal problems are one line with the first three places. */
import type { Problem } from "../problem/problem.ts";
import type { ProblemGroup } from "./outcome.ts";

export function groupProblems(problems: readonly Problem[]): ProblemGroup[] {
  const groups = new Map<string, { problem: Problem; count: number; places: NonNullable<Problem["source"]>[] }>();
  for (const problem of problems) {
    const key = [problem.code, problem.message, problem.at?.file, problem.at?.line, problem.source?.header].join(
      "\u0000",
    );
    const group = groups.get(key) ?? { problem, count: 0, places: [] };
    group.count += 1;
    if (problem.source !== undefined && group.places.length < 3) group.places.push(problem.source);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ problem, count, places }) => ({ ...problem, count, places }));
}
