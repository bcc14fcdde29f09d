/** Problems of vocabulary files, with the file and, where the text shows it, the line. */
import type { Place, Problem } from "../problem/problem.ts";
import type { RdfFile } from "./read-rdf.ts";

export class Faults {
  readonly problems: Problem[] = [];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** `landmark` is a piece of the file's text, e.g. `tsu:field "name"`: the first line that has it is the place. */
  add(code: string, file: RdfFile | undefined, landmark: string, message: string, advice?: string): void {
    this.problems.push({
      code,
      severity: "error",
      message,
      at: this.#place(file, landmark),
      ...(advice === undefined ? {} : { advice }),
    });
  }

  /** Path of a file as messages show it. */
  pathOf(file: RdfFile | undefined): string {
    return file === undefined ? this.#folder : `${this.#folder}/${file.name}`;
  }

  #place(file: RdfFile | undefined, landmark: string): Place {
    const path = this.pathOf(file);
    if (file === undefined) return { file: path };
    const at = file.text.indexOf(landmark);
    return at < 0 ? { file: path } : { file: path, line: file.text.slice(0, at).split("\n").length };
  }
}
