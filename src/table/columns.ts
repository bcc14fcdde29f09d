import type { DuckDBDataChunk } from "@duckdb/node-api";

/**
 * A cell as JavaScript has it: BIGINT, UBIGINT and HUGEINT are bigint, other integers and floats number, VARCHAR string.
 * Cast DECIMAL, dates and timestamps to VARCHAR in SQL: other types are not read here.
 */
export type Cell = string | number | bigint | boolean | null;

export interface Columns {
  readonly rowCount: number;
  /** `values[column][row]` */
  readonly values: readonly (readonly Cell[])[];
}

/** Pieces of an answer as whole columns. */
export function readColumns(chunks: readonly DuckDBDataChunk[], columnCount: number): Columns {
  const values: Cell[][] = Array.from({ length: columnCount }, () => []);
  let rowCount = 0;
  for (const chunk of chunks) {
    rowCount += chunk.rowCount;
    for (let column = 0; column < columnCount; column++) {
      const read = chunk.getColumnValues(column) as Cell[];
      if (chunks.length === 1) values[column] = read;
      else for (const cell of read) (values[column] as Cell[]).push(cell);
    }
  }
  return { rowCount, values };
}
