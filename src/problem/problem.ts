/**
 * A problem is a value, never only a thrown text: what was expected, what came, where, and what to do.
 * Rooms return problems or throw a ProblemError; only the doors (floor 6) print them.
 */
export type Severity = "error" | "warning" | "info";

/** A place in a configuration or mapping file; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** A place in a source table. A private column's value is never put here. */
export interface SourcePlace {
  readonly file: string;
  /** Line of the file where the record starts, from 1. */
  readonly line?: number;
  /** Name of the column as its header says it. */
  readonly header?: string;
  readonly value?: string;
}

export interface Problem {
  /** Room prefix and number: CFG-, SRC-, VOC-, VAL- (a value), MAP-, URI-, CNV-, RUN-, STO-, QRY-, HTTP-, CLI-. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence: what came and what was expected. */
  readonly message: string;
  readonly at?: Place;
  readonly source?: SourcePlace;
  /** What to do about it. */
  readonly advice?: string;
}

/** Thrown where nothing sensible can follow; carries every problem found so far. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: Problem | readonly Problem[]) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map((problem) => `${problem.code}  ${problem.message}`).join("\n"));
    this.name = "ProblemError";
    this.problems = list;
  }
}
