/** The columns of the source by their headers. A column answers to any of its header cells (several header rows). */
import { fold } from "../function/fold.ts";
import { nearest } from "../problem/nearest.ts";
import type { OpenedSource } from "../source/source.ts";
import { type DocumentPath, few, type ProblemList } from "./problem-list.ts";

export class SourceColumns {
  /** One name a column, for messages: its distinct header cells joined by ` / `. */
  readonly names: readonly string[];
  readonly #cells: readonly (readonly string[])[];
  readonly #file: string;
  readonly #exact = new Map<string, number[]>();
  readonly #folded = new Map<string, number[]>();

  constructor(source: Pick<OpenedSource, "file" | "names">) {
    this.#file = source.file;
    this.#cells = source.names.map((cells) => [
      ...new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== "")),
    ]);
    this.names = this.#cells.map((cells, column) => (cells.length > 0 ? cells.join(" / ") : `column ${column + 1}`));
    this.#cells.forEach((cells, column) => {
      for (const cell of cells) {
        append(this.#exact, cell, column);
        append(this.#folded, fold(cell), column);
      }
    });
  }

  /** Header cells of a column; none if the file gives it no name. */
  cells(column: number): readonly string[] {
    return this.#cells[column] ?? [];
  }

  /** Columns with this header: as written, else after folding width and variants. */
  find(header: string): readonly number[] {
    return this.#exact.get(header.trim()) ?? this.#folded.get(fold(header)) ?? [];
  }

  /** The one column with this header; problems MAP-012 (none) and MAP-013 (several). */
  one(header: string, path: DocumentPath, problems: ProblemList): number | undefined {
    return this.first([header], path, problems);
  }

  /** The column of the first header that the source has; problems MAP-012 (none) and MAP-013 (several columns). */
  first(headers: readonly string[], path: DocumentPath, problems: ProblemList): number | undefined {
    const header = headers.find((one) => this.find(one).length > 0);
    if (header === undefined) {
      this.#missing(headers, path, problems);
      return undefined;
    }
    const found = this.find(header);
    if (found.length === 1) return found[0];
    const which = found.map((column) => column + 1).join(", ");
    problems.add("MAP-013", path, `The header "${header}" stands over ${found.length} columns: ${which}.`, {
      advice:
        "A mapping cannot tell them apart: rename one of them in the source, or skip rows so that another header row names them.",
      source: { file: this.#file },
    });
    return undefined;
  }

  #missing(headers: readonly string[], path: DocumentPath, problems: ProblemList): void {
    const known = this.#cells.flat();
    const guess = headers.map((header) => nearest(header, known, fold)).find((name) => name !== undefined);
    const names = headers.map((header) => `"${header}"`).join(", ");
    const message =
      headers.length === 1 ? `Column ${names} is not in the source.` : `None of the columns ${names} is in the source.`;
    problems.add("MAP-012", path, message, {
      advice: `${guess === undefined ? "" : `Did you mean "${guess}"? `}The source has: ${few(known)}.`,
      source: { file: this.#file },
    });
  }
}

function append(map: Map<string, number[]>, key: string, column: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [column]);
  else if (!list.includes(column)) list.push(column);
}
