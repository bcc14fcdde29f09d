/** What alignment made of a table's columns: the run's summary, `check` and `preview` show it. */

export interface MappedColumn {
  /** Number of the column, from 0. */
  readonly column: number;
  readonly header: string;
  /** Field of the model that takes its values; `(where)` for a column that only chooses rows. */
  readonly field: string;
}

export interface AlignmentReport {
  /** Key of the model. */
  readonly model: string;
  readonly mapped: readonly MappedColumn[];
  /** Columns that never leave the source. */
  readonly private: readonly string[];
  /** Left out on purpose. */
  readonly ignored: readonly string[];
  /** Neither mapped, private nor ignored. */
  readonly unmapped: readonly string[];
  /** Fields that have the same value in every row. */
  readonly constants: readonly string[];
  /** Required fields of the model that nothing gives. */
  readonly missing: readonly string[];
  /** With `columns: standard`: which headers the model knew. */
  readonly standard?: { readonly matched: readonly string[]; readonly unmatched: readonly string[] };
}
