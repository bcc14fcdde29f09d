/** Collects what is wrong with a mapping, each with the place in the YAML where it is written. */
import type { Place, Problem, Severity } from "../problem/problem.ts";

export type DocumentPath = readonly (string | number)[];

export interface ProblemDetails {
  readonly advice?: string;
  /** `warning` and `info` let the run go on; `error` if nothing is said. */
  readonly severity?: Severity;
  /** Headers of the source, where seeing them helps. */
  readonly source?: Problem["source"];
}

export class ProblemList {
  readonly problems: Problem[] = [];
  readonly #place: (path: DocumentPath) => Place;

  constructor(place: (path: DocumentPath) => Place) {
    this.#place = place;
  }

  add(code: string, path: DocumentPath, message: string, details: ProblemDetails = {}): void {
    const { advice, severity = "error", source } = details;
    const at = this.#place(path);
    this.problems.push({
      code,
      severity,
      message,
      at,
      ...(source === undefined ? {} : { source }),
      ...(advice === undefined ? {} : { advice }),
    });
  }

  get failed(): boolean {
    return this.problems.some((problem) => problem.severity === "error");
  }

  placeOf(path: DocumentPath): Place {
    return this.#place(path);
  }
}

/** `Did you mean "緯度（北緯）"?`, or the list of what there is. */
export function suggestion(guess: string | undefined, known: readonly string[], what: string): string {
  if (guess !== undefined) return `Did you mean "${guess}"?`;
  return known.length === 0 ? `There are no ${what}.` : `${what[0]!.toUpperCase()}${what.slice(1)}: ${few(known)}.`;
}

/** As many of a list as a person reads. */
export function few(texts: readonly string[], limit = 20): string {
  const shown = texts.slice(0, limit).join(", ");
  return texts.length > limit ? `${shown}, … (${texts.length - limit} more)` : shown;
}
