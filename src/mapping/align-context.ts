/** What every step of model alignment works with. */
import type { DatasetConfig } from "../config/project.ts";
import type { Area, Vocabulary } from "../vocabulary/vocabulary.ts";
import type { ExpressionList } from "./expression-list.ts";
import type { ModelFields } from "./model-fields.ts";
import type { DocumentPath, ProblemList } from "./problem-list.ts";
import type { SourceColumns } from "./source-columns.ts";

export interface AlignContext {
  readonly dataset: DatasetConfig;
  readonly vocabulary: Vocabulary;
  readonly base: string;
  readonly fields: ModelFields;
  readonly columns: SourceColumns;
  readonly expressions: ExpressionList;
  readonly problems: ProblemList;
  /** The dataset's city in the area scheme; undefined if the vocabulary does not know it. */
  readonly city: Area | undefined;
  /** Columns that are private or ignored. */
  readonly leftOut: ReadonlySet<number>;
  /** False, and problem MAP-014, for a private column: no output may be made of it. */
  mayUse(column: number, path: DocumentPath): boolean;
}
