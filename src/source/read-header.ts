/** The header of a table: what its columns are called, and where the records begin. */
import { type Problem, ProblemError } from "../problem/problem.ts";
import { bytesOfLatin1, fromUtf8Bytes } from "../rdf/utf8-bytes.ts";
import { defaultRecordBytes, type ReadingDialect } from "./block-reading.ts";
import { type FirstRecord, firstRecords } from "./first-records.ts";
import { lineAfter } from "./line-ends.ts";
import type { SourceSpec } from "./source.ts";
import {
  commentsSkipped,
  duplicateHeader,
  looksLikeTitle,
  noRecords,
  tooManyColumns,
  unnamedColumns,
  unreadableHeader,
} from "./source-problems.ts";

export interface Header {
  readonly names: readonly (readonly string[])[];
  /** Bytes of `head` before the first record, and its lines. */
  readonly bytes: number;
  readonly lines: number;
  readonly problems: readonly Problem[];
}

/** More columns than this are no table. */
const columnLimit = 4096;
/** Records below the header that are looked at. */
const lookedAt = 200;

/**
 * @param head the beginning of the table in UTF-8, as a one-byte string; `whole` if that is all of it
 * @param file as messages name it
 * @param exact every cell of the header row is a column, for records must have exactly as many (RecordHandler.exact)
 * @throws ProblemError SRC-014 when the header cannot be read, SRC-006 when it has too many columns
 */
export function readHeader(
  head: string,
  whole: boolean,
  dialect: ReadingDialect,
  spec: SourceSpec,
  file: string,
  exact = false,
): Header {
  const headerRows = spec.headerRows ?? 1;
  // Where skipRows says how far down the header is, it is taken from there, even if it begins like a comment.
  const { comment: _, ...verbatim } = dialect;
  const wanted = (spec.skipRows ?? 0) + headerRows + lookedAt;
  const records = firstRecords(
    head,
    spec.skipRows === undefined ? dialect : verbatim,
    wanted,
    defaultRecordBytes,
    whole,
  );
  const { first, problem } = headerPlace(records, spec, file);
  const rows = records.slice(first, first + headerRows);
  const last = rows.at(-1);
  if (last === undefined || rows.length < headerRows) {
    const start = records.at(-1)?.end ?? 0;
    const reason =
      start < head.length || !whole
        ? "a quote is opened and not closed, or the row is too long"
        : "the file has too few rows";
    throw new ProblemError(unreadableHeader(file, countLines(head, start, dialect) + 1, reason));
  }
  const below = recordsBelow(head, records.slice(first + headerRows), last.end, dialect, spec, whole);
  const names = columnNames(rows, below, exact);
  if (names.length > columnLimit) throw new ProblemError(tooManyColumns(file, names.length, columnLimit));
  const line = countLines(head, records[first - 1]?.end ?? 0, dialect) + 1;
  const title = spec.skipRows === undefined ? titleProblem(file, line, first, names, below) : undefined;
  const problems = [problem, ...(title === undefined ? nameProblems(file, names) : [title])].filter(
    (one) => one !== undefined,
  );
  if (below.length === 0 && whole) problems.push(noRecords(file));
  return { names, bytes: last.end, lines: countLines(head, last.end, dialect), problems };
}

/** The row the header begins in. Without `skipRows`: below blank lines, and below notes like `# title`. */
function headerPlace(
  records: readonly FirstRecord[],
  spec: SourceSpec,
  file: string,
): { first: number; problem?: Problem } {
  let first = spec.skipRows ?? 0;
  while (first < records.length && isBlank(records[first]!)) first++;
  if (spec.skipRows !== undefined || spec.comment !== undefined) return { first };
  const isNote = ({ cells }: FirstRecord) => cells[0]!.startsWith("#") && cells.slice(1).every((cell) => cell === "");
  let table = first;
  while (table < records.length && (isNote(records[table]!) || isBlank(records[table]!))) table++;
  const notes = records.slice(first, table);
  const narrow = notes.every(({ cells }) => cells.length < (records[table]?.cells.length ?? 0));
  if (notes.length === 0 || !narrow) return { first };
  return { first: table, problem: commentsSkipped(file, notes.filter(isNote).length) };
}

/** Records below the header that say something; with comments, read anew from there. */
function recordsBelow(
  head: string,
  following: readonly FirstRecord[],
  end: number,
  dialect: ReadingDialect,
  spec: SourceSpec,
  whole: boolean,
): readonly FirstRecord[] {
  const records =
    spec.skipRows !== undefined && dialect.comment !== undefined
      ? firstRecords(head.slice(end), dialect, lookedAt, defaultRecordBytes, whole)
      : following;
  return records.filter((record) => !isBlank(record));
}

/** Columns at the right that have neither name nor data (a comma at the end of every line) are none, unless `exact`. */
function columnNames(rows: readonly FirstRecord[], below: readonly FirstRecord[], exact: boolean): string[][] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const names = Array.from({ length: width }, (_, column) => rows.map(({ cells }) => nameOf(cells[column] ?? "")));
  const unused = (column: number) =>
    names[column]!.every((name) => name === "") && below.every(({ cells }) => (cells[column] ?? "") === "");
  if (!exact) while (names.length > 1 && unused(names.length - 1)) names.pop();
  return names;
}

/** Newlines inside a header cell are folded into a space. */
const nameOf = (cell: string): string =>
  fromUtf8Bytes(bytesOfLatin1(cell))
    .trim()
    .replaceAll(/\s*[\r\n]+\s*/g, " ");

const isBlank = ({ cells }: FirstRecord): boolean => cells.every((cell) => cell === "");

function titleProblem(
  file: string,
  line: number,
  first: number,
  names: string[][],
  below: readonly FirstRecord[],
): Problem | undefined {
  const filled = below.slice(0, 20).map(({ cells }) => cells.filter((cell) => cell !== "").length);
  const most = Math.max(0, ...filled);
  const named = names.filter((cells) => cells.some((name) => name !== "")).length;
  if (named * 2 >= most) return undefined;
  const likely = filled.findIndex((count) => count * 5 >= most * 4);
  return looksLikeTitle(file, line, named, Math.max(most, names.length), first + 1 + likely);
}

function nameProblems(file: string, names: string[][]): Problem[] {
  const problems: Problem[] = [];
  const unnamed: number[] = [];
  const columnsOf = new Map<string, number[]>();
  for (const [column, cells] of names.entries()) {
    if (cells.every((name) => name === "")) unnamed.push(column);
    else columnsOf.set(cells.join("\n"), [...(columnsOf.get(cells.join("\n")) ?? []), column]);
  }
  for (const [name, columns] of columnsOf) {
    if (columns.length > 1)
      problems.push(duplicateHeader(file, name.split("\n").find((cell) => cell !== "")!, columns));
  }
  if (unnamed.length > 0) problems.push(unnamedColumns(file, unnamed));
  return problems;
}

function countLines(head: string, end: number, dialect: ReadingDialect): number {
  let lines = 0;
  for (let at = 0; at < end; at = lineAfter(head, at, dialect)) lines++;
  return lines;
}
