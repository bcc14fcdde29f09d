import picocolors from "picocolors";
import { formatProblem, formatSourcePlace } from "../../problem/format.ts";
import type { Problem } from "../../problem/problem.ts";
import type { ProblemGroup } from "../../run/outcome.ts";

const colours = picocolors.createColors(process.stderr.isTTY === true && process.env["NO_COLOR"] === undefined);

const painted = (problem: Problem) => ({
  code:
    problem.severity === "error"
      ? (text: string) => colours.red(colours.bold(text))
      : problem.severity === "warning"
        ? colours.yellow
        : colours.cyan,
  dim: colours.dim,
});

/** Problems go to standard error, as people read them. */
export function printProblems(problems: readonly Problem[]): void {
  for (const problem of problems) process.stderr.write(`${formatProblem(problem, painted(problem))}\n`);
}

/** Equal problems once, with their count and first places. */
export function printGroups(groups: readonly ProblemGroup[]): void {
  let advised: string | undefined;
  for (const group of groups) {
    const more = group.count > 1 ? `  (and ${group.count - 1} more like it)` : "";
    const { source, advice, ...rest } = group;
    // Six columns of a wrong header have one advice.
    const said = advice === undefined || advice === advised ? rest : { ...rest, advice };
    advised = advice;
    process.stderr.write(
      `${formatProblem({ ...(group.places.length > 1 || source === undefined ? said : { ...said, source }), message: `${group.message}${more}` }, painted(group))}\n`,
    );
    if (group.places.length > 1)
      for (const place of group.places) process.stderr.write(colours.dim(`    ${formatSourcePlace(place)}\n`));
  }
}
