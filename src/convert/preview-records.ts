/** The first records of a dataset beside the quads they become: the closures of a run, in this thread, writing nothing. */
import type { Plan } from "../mapping/plan.ts";
import { bytesOfLatin1, fromUtf8Bytes, type Utf8Bytes } from "../rdf/utf8-bytes.ts";
import { cutBlocks } from "../source/cut-blocks.ts";
import { defaultRecordBytes, readBlock } from "../source/read-block.ts";
import type { OpenedSource } from "../source/source.ts";
import { compilePlan } from "./compile-plan.ts";
import { loadFunctions } from "./load-functions.ts";
import { lookAtBlock } from "./look-at-block.ts";
import { describeFault } from "./rejected-row.ts";
import type { RowProblem } from "./row.ts";

export interface PreviewRecord {
  readonly file: string;
  /** Line of the file where the record starts, from 1. */
  readonly line: number;
  /** Private columns are blank. */
  readonly cells: readonly { readonly header: string; readonly value: string }[];
  /** Lines of N-Quads, without their ends; none when the record is rejected. */
  readonly quads: readonly string[];
  /** What the run would report of this record; severity "error" when it would be rejected. */
  readonly problems: readonly RowProblem[];
}

/** At most `count` records; rows that `where` leaves out are passed over. Repeated keys are not looked for. */
export async function previewRecords(
  sources: readonly OpenedSource[],
  plan: Plan,
  count: number,
): Promise<PreviewRecord[]> {
  const records: PreviewRecord[] = [];
  let problems: RowProblem[] = [];
  const compiled = compilePlan(
    plan,
    await loadFunctions(plan),
    (problem) => void problems.push(problem),
    () => {},
  );
  const { row } = compiled;

  const shown = (cells: readonly string[]): PreviewRecord["cells"] =>
    cells.map((cell, column) => ({
      header: plan.columns[column] ?? `column ${column + 1}`,
      value: fromUtf8Bytes(bytesOfLatin1(cell)),
    }));
  const convert = (cells: readonly string[]): string[] => {
    compiled.read(cells);
    if (row.reject === undefined) return lines(compiled.write());
    problems.push({ code: row.rejectCode, severity: "error", message: row.reject });
    return [];
  };

  for (const source of sources) {
    let line = source.dataStartLine;
    let rest: Uint8Array = new Uint8Array(0);
    const handler = {
      exact: plan.privateColumns.length > 0,
      record: (utf8: readonly Utf8Bytes[], at: number): void => {
        if (records.length >= count) return;
        const cells = [...(utf8 as unknown as readonly string[])];
        for (const column of plan.privateColumns) cells[column] = "";
        if (!compiled.accepts(cells)) return;
        problems = [];
        const quads = convert(cells);
        records.push({ file: source.file, line: line + at, cells: shown(cells), quads, problems });
      },
      fault: (at: number, fault: Parameters<typeof describeFault>[0]): void => {
        if (records.length >= count) return;
        const { code, reason, advice } = describeFault(fault);
        const problem: RowProblem = { code, severity: "error", message: reason, advice };
        records.push({ file: source.file, line: line + at, cells: [], quads: [], problems: [problem] });
      },
    };
    for (const block of cutBlocks(source)) {
      const bytes = rest.length === 0 ? block.bytes : Buffer.concat([rest, block.bytes]);
      const text = bytes.latin1Slice();
      lookAtBlock(row, text, source.dialect);
      const { consumed, lines } = readBlock(
        text,
        source.dialect,
        source.names.length,
        defaultRecordBytes,
        block.final,
        handler,
      );
      if (records.length >= count) return records;
      line += lines;
      rest = bytes.subarray(consumed);
    }
  }
  return records;
}

const lines = (nquads: string): string[] => fromUtf8Bytes(bytesOfLatin1(nquads)).split("\n").slice(0, -1);
