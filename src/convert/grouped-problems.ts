/** Problems of rows, grouped while they arrive, so that a million bad cells stay a few lines in memory and in the report. */
import type { Problem, Severity } from "../problem/problem.ts";
import type { RowProblem } from "./row.ts";

/** Places kept of each group. */
export const placesKept = 3;

export interface ProblemPlace {
  readonly file: string;
  /** Line of the file where the record starts, from 1. */
  readonly line: number;
  /** What stood there, cut after 200 characters. Never of a private column. */
  readonly value?: string;
  /** The sentence for this place. */
  readonly message: string;
}

/** All problems of one code in one column. */
export interface GroupedProblem {
  readonly code: string;
  readonly severity: Severity;
  /** Columns by header, when the problem is of a cell. */
  readonly header?: string;
  /** Field of the model that was read. */
  readonly field?: string;
  /** The sentence for the first place. */
  readonly message: string;
  readonly advice?: string;
  readonly count: number;
  /** The first few, in the order of the file. */
  readonly places: readonly ProblemPlace[];
}

/** The first place of a group as a problem, for the terminal. */
export function asProblem(group: GroupedProblem): Problem {
  const place = group.places[0];
  const more = group.count > 1 ? ` (and ${group.count - 1} more)` : "";
  return {
    code: group.code,
    severity: group.severity,
    message: group.message + more,
    ...(group.advice === undefined ? {} : { advice: group.advice }),
    ...(place === undefined
      ? {}
      : {
          source: {
            file: place.file,
            line: place.line,
            ...(group.header === undefined ? {} : { header: group.header }),
            ...(place.value === undefined ? {} : { value: place.value }),
          },
        }),
  };
}

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
  private readonly groups = new Map<string, GroupedProblem & { count: number; places: ProblemPlace[] }>();

  add(problems: readonly BlockProblem[], file: string, startLine: number): void {
    for (const problem of problems) {
      const key = groupKey(problem);
      let group = this.groups.get(key);
      if (group === undefined) {
        const { code, severity, header, field, advice } = problem;
        group = { code, severity, header, field, advice, message: cut(problem.message), count: 0, places: [] };
        this.groups.set(key, group);
      }
      group.count += problem.count;
      for (const place of problem.places) {
        if (group.places.length < placesKept) group.places.push({ file, ...place, line: startLine + place.line });
      }
    }
  }

  list(): GroupedProblem[] {
    return [...this.groups.values()];
  }
}

const cut = (text: string): string => (text.length > longestValue + 100 ? text.slice(0, longestValue) + "…" : text);
