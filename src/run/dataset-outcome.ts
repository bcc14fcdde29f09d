/** What is reported of one dataset, made of what its steps gave. */
import type { ConversionResult } from "../convert/conversion.ts";
import type { AlignmentReport } from "../mapping/alignment-report.ts";
import type { Problem } from "../problem/problem.ts";
import type { OpenedSource } from "../source/source.ts";
import type { LedgerChange } from "../uri/ledger.ts";
import type { Earlier } from "./earlier-data.ts";
import { groupProblems } from "./group-problems.ts";
import type { DatasetOutcome, SourceFinding, Status } from "./outcome.ts";
import type { PlannedDataset } from "./plan-dataset.ts";
import type { SelectedDataset } from "./select.ts";

const nothing = {
  sources: [],
  records: 0,
  filtered: 0,
  rejected: 0,
  resources: 0,
  quads: 0,
  bytes: 0,
  uris: { added: 0, changed: 0, withdrawn: 0, returned: 0 },
  columns: { mapped: [], private: [], ignored: [], unmapped: [] },
  problems: [],
};

/** Of a dataset that came to no conversion: failed, or not published at all. */
export function outcomeWithout(
  dataset: SelectedDataset,
  status: Status,
  reason: string,
  problems: readonly Problem[] = [],
): DatasetOutcome {
  return { ...nothing, ...identity(dataset), status, reason, problems: groupProblems(problems), seconds: 0 };
}

export interface Steps {
  readonly planned: PlannedDataset;
  readonly converted: ConversionResult;
  readonly ledger?: LedgerChange;
  /** The gate that holds the dataset. */
  readonly held?: Problem;
  readonly earlier: Earlier;
}

export function outcomeOf(
  dataset: SelectedDataset,
  { planned, converted, ledger, held, earlier }: Steps,
): DatasetOutcome {
  const { added = 0, changed = 0, withdrawn = 0, returned = 0 } = ledger ?? {};
  return {
    ...identity(dataset),
    status: held === undefined ? "converted" : "held",
    ...(held === undefined ? {} : { reason: held.message }),
    sources: planned.sources.map(findingOf),
    columns: columnsOf(planned.alignment),
    records: converted.records,
    filtered: converted.filtered,
    rejected: converted.rejected,
    resources: converted.resources + earlier.resources,
    quads: converted.quads + earlier.quads,
    bytes: converted.bytes,
    uris: { added, changed, withdrawn, returned },
    problems: [
      ...groupProblems(held === undefined ? [] : [held]),
      ...groupProblems(planned.problems),
      ...converted.problems,
    ],
    seconds: 0,
  };
}

const identity = ({ config, trial }: SelectedDataset) => ({
  id: config.id,
  iri: config.iri,
  ...(trial ? { trial: true as const } : {}),
});

const findingOf = (source: OpenedSource): SourceFinding => ({
  file: source.file,
  encoding: source.encoding.name,
  bom: source.encoding.bom,
  encodingIs: source.encoding.how,
  delimiter: source.dialect.delimiter,
  headerRows: source.names[0]?.length ?? 1,
  columns: source.names.map((names) => names.join(" / ")),
});

const columnsOf = (alignment: AlignmentReport | undefined): DatasetOutcome["columns"] =>
  alignment === undefined
    ? nothing.columns
    : {
        mapped: alignment.mapped.map(({ header, field }) => `${header} → ${field}`),
        private: alignment.private,
        ignored: alignment.ignored,
        unmapped: alignment.unmapped,
      };
