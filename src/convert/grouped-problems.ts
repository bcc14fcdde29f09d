/** Problems of rows, grouped while they arrive, so that a million bad cells stay a few lines in memory and in the report. */
import type { Problem, SourcePlace } from "../problem/problem.ts";
import type { RowProblem } from "./row.ts";

/** Places kept of each group. */
export const placesKept = 3;

/** All problems of one code in one column: the first of them, and where the others are. */
export interface GroupedProblem extends Problem {
  /** Field of the model that was read. */
  readonly field?: string;
  readonly count: number;
  /** The first few in the order of the file, each with its own sentence; the first is also `source`. */
  readonly places: readonly ProblemPlace[];
}

export type ProblemPlace = SourcePlace & { readonly message: string };

/** Problems of one block, with lines that count from 0 at its start. */
export interface BlockProblem extends RowProblem {
  count: number;
  readonly places: { readonly line: number; readonly value?: string; readonly message: string }[];
}

const groupKey = (problem: RowProblem): string => `${problem.code}\n${problem.header ?? ""}\n${problem.field ?? ""}`;
const longestValue = 200;

export class BlockProblems {
  private groups = new Map<string, BlockProblem>();

  add(problem: RowProblem, line: number): void {
    const key = groupKey(problem);
    let group = this.groups.get(key);
    if (group === undefined) {
      group = { ...problem, count: 0, places: [] };
      this.groups.set(key, group);
    }
    group.count++;
    if (group.places.length >= placesKept) return;
    const { message, value } = problem;
    group.places.push({ line, message: cut(message), ...(value === undefined ? {} : { value: cut(value) }) });
  }

  take(): BlockProblem[] {
    const taken = [...this.groups.values()];
    this.groups = new Map();
    return taken;
  }
}

/** Groups of all blocks, which have to arrive in the order of the file. */
export class RunProblems {
  private readonly groups = new Map<string, { first: BlockProblem; count: number; places: ProblemPlace[] }>();

  add(problems: readonly BlockProblem[], file: string, startLine: number): void {
    for (const problem of problems) {
      const key = groupKey(problem);
      const group = this.groups.get(key) ?? { first: problem, count: 0, places: [] };
      this.groups.set(key, group);
      group.count += problem.count;
      for (const { line, value, message } of problem.places) {
        if (group.places.length >= placesKept) break;
        const header = problem.header === undefined ? {} : { header: problem.header };
        const shown = value === undefined ? {} : { value };
        group.places.push({ file, line: startLine + line, ...header, ...shown, message });
      }
    }
  }

  list(): GroupedProblem[] {
    return [...this.groups.values()].map(({ first, count, places }) => {
      const { code, severity, message, advice, field } = first;
      const { message: _, ...source } = places[0]!;
      return {
        code,
        severity,
        message: cut(message),
        source,
        ...(advice === undefined ? {} : { advice }),
        ...(field === undefined ? {} : { field }),
        count,
        places,
      };
    });
  }
}

const cut = (text: string): string => (text.length > longestValue + 100 ? text.slice(0, longestValue) + "…" : text);
