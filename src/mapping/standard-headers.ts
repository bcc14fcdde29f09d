/** `columns: standard`: headers that equal a header of the model after folding width and variants. */
import { fold } from "../function/fold.ts";
import type { Field, Model } from "../vocabulary/vocabulary.ts";
import type { SourceColumns } from "./source-columns.ts";

export interface StandardMatch {
  readonly column: number;
  /** The header cell that the model knows. */
  readonly header: string;
  readonly field: Field;
  /** For a column of flags: the concept that it raises. */
  readonly concept?: string;
}

export interface StandardMatches {
  readonly matched: readonly StandardMatch[];
  /** Columns, by name, that the model does not know. */
  readonly unmatched: readonly string[];
  /** Columns that would mean a field that an earlier header of the model already has. */
  readonly doubled: readonly StandardMatch[];
}

/**
 * Finds the columns that the model knows. Where several columns would mean one field, the header that the model names
 * first is taken; flags are no rivals of each other.
 * @param skip columns that are private or ignored: they are neither matched nor counted as unmatched
 */
export function matchHeaders(
  model: Model,
  columns: SourceColumns,
  skip: ReadonlySet<number> = new Set(),
): StandardMatches {
  const matched: StandardMatch[] = [];
  const doubled: StandardMatch[] = [];
  const taken = new Set<number>(skip);
  const candidates = headersOf(columns, skip);
  for (const field of model.fields) {
    let found = false;
    for (const header of field.headers) {
      for (const column of candidates.get(fold(header)) ?? []) {
        if (taken.has(column)) continue;
        taken.add(column);
        (found ? doubled : matched).push({ column, header, field });
        found = true;
      }
    }
  }
  for (const field of model.fields) {
    for (const { header, concept } of field.flagHeaders) {
      for (const column of candidates.get(fold(header)) ?? []) {
        if (taken.has(column)) continue;
        taken.add(column);
        matched.push({ column, header, field, concept });
      }
    }
  }
  const unmatched = columns.names.filter((_, column) => !taken.has(column) && columns.cells(column).length > 0);
  return { matched, unmatched, doubled };
}

function headersOf(columns: SourceColumns, skip: ReadonlySet<number>): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  columns.names.forEach((_, column) => {
    if (skip.has(column)) return;
    for (const cell of new Set(columns.cells(column).map(fold))) found.set(cell, [...(found.get(cell) ?? []), column]);
  });
  return found;
}
