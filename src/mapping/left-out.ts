/** Columns that the mapping keeps out: `private` ones never leave the source, `ignore`d ones are left out on purpose. */
import type { DatasetConfig } from "../config/project.ts";
import type { DocumentPath, ProblemList } from "./problem-list.ts";
import type { SourceColumns } from "./source-columns.ts";

export interface LeftOut {
  readonly private: ReadonlySet<number>;
  readonly ignored: ReadonlySet<number>;
  readonly all: ReadonlySet<number>;
  /** False, and problem MAP-014, for a private column. */
  mayUse(column: number, path: DocumentPath): boolean;
}

/**
 * A private header that the source does not have is an error (MAP-012): misspelt, the column would reach rejected.csv. One
 * to ignore is only a remark. Of several columns with a private header all are private.
 */
export function readLeftOut(dataset: DatasetConfig, columns: SourceColumns, problems: ProblemList): LeftOut {
  const hidden = new Set<number>();
  (dataset.document.private ?? []).forEach((header, index) => {
    const found = columns.find(header);
    if (found.length === 0) columns.one(header, ["private", index], problems);
    for (const column of found) hidden.add(column);
  });
  const ignored = new Set<number>();
  (dataset.document.ignore ?? []).forEach((header, index) => {
    const found = columns.find(header);
    if (found.length === 0) {
      problems.add("MAP-026", ["ignore", index], `Column "${header}" is to be ignored, but is not in the source.`, {
        severity: "info",
      });
    }
    for (const column of found) if (!hidden.has(column)) ignored.add(column);
  });
  return {
    private: hidden,
    ignored,
    all: new Set([...hidden, ...ignored]),
    mayUse: (column, path) => {
      if (!hidden.has(column)) return true;
      problems.add("MAP-014", path, `Column "${columns.names[column]}" is private: nothing may be made of it.`, {
        advice: "Take it out of private, or out of the mapping.",
      });
      return false;
    },
  };
}
