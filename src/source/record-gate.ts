/** Decides over a record's number of cells: the one rule for both readers. */
import type { Utf8Bytes } from "../rdf/utf8-bytes.ts";
import type { RecordHandler } from "./source.ts";

export class RecordGate {
  private readonly columns: number;
  private readonly handler: RecordHandler;

  constructor(columns: number, handler: RecordHandler) {
    this.columns = columns;
    this.handler = handler;
  }

  /**
   * A record whose cells are all empty is a blank line and skipped. Extra cells are cut off when they are empty (unless `exact`); a
   * record with too few cells, or with more that say something, is a fault.
   */
  pass(cells: string[], line: number): void {
    if (cells.every((cell) => cell === "")) return;
    const bytes = cells as unknown as Utf8Bytes[];
    let found = cells.length;
    if (!this.handler.exact) while (found > this.columns && cells[found - 1] === "") found--;
    if (found === this.columns) {
      cells.length = found;
      this.handler.record(bytes, line);
    } else {
      this.handler.fault(line, { kind: "cells", expected: this.columns, found: cells.length }, bytes);
    }
  }
}
