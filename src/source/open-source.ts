/** Opening a table: encoding, transcription, dialect, header. */
import * as path from "node:path";
import { nearest } from "../problem/nearest.ts";
import { type Place, type Problem, ProblemError } from "../problem/problem.ts";
import { closeFile, exists, listFolder, openForReading, readAt, sizeOf } from "../safe/files.ts";
import { defaultRecordBytes } from "./block-reading.ts";
import { sampleBytes } from "./byte-sample.ts";
import { encodingNamed } from "./encoding-names.ts";
import { findDialect } from "./find-dialect.ts";
import { findEncoding } from "./find-encoding.ts";
import { otherFormat } from "./looks-like.ts";
import { readHeader } from "./read-header.ts";
import type { EncodingFinding, OpenedSource, SourceSpec } from "./source.ts";
import {
  emptyFile,
  missingFile,
  notATable,
  otherHeader,
  privateColumnMissing,
  privateUseCharacters,
  uncertainEncoding,
  undecodable,
  unknownEncoding,
} from "./source-problems.ts";
import { transcribe } from "./transcribe.ts";

interface Settings {
  readonly spec: SourceSpec;
  /** Folder for transcriptions; it must live as long as the opened source. */
  readonly scratch: string;
  /** Headers of private columns: one that the table lacks is a warning, for it may have been renamed. */
  readonly privateHeaders?: readonly string[];
  /** Records will be read with RecordHandler.exact: every cell of the header row is a column. */
  readonly exact?: boolean;
}
export interface OpenRequest extends Settings {
  /** Absolute path. */
  readonly file: string;
  /** How messages name it. */
  readonly name: string;
  /** Where the path is configured. */
  readonly at?: Place;
}
export interface OpenAllRequest extends Settings {
  /** Absolute paths; of none, the error names the pattern. Messages name files below the working folder relative to it. */
  readonly files: readonly string[];
  /** The path or pattern that was configured, absolute. */
  readonly pattern: string;
  readonly at?: Place;
}

/**
 * Opens one table. Problems that leave it readable are in the result; SRC-003 (a table without records) is one of them.
 *
 * @throws ProblemError SRC-001 missing, SRC-002 empty, SRC-004 unknown encoding, SRC-006 too many columns, SRC-014
 *   unreadable header, SRC-015 no table
 */
export async function openSource(request: OpenRequest): Promise<OpenedSource> {
  const { file, name, spec, scratch, at } = request;
  if (!isFile(file)) throw new ProblemError(missingFile(name, nearestFile(file), at));
  if (sizeOf(file) === 0) throw new ProblemError(emptyFile(name));
  const sample = sampleBytes(file);
  if (spec.delimiter === undefined) {
    const other = otherFormat(sample[0]!.subarray(0, 4096).latin1Slice());
    if (other !== undefined) throw new ProblemError(notATable(name, other));
  }

  const problems: Problem[] = [];
  const encoding = encodingOf(sample, spec, name, problems);
  let utf8 = { file, start: encoding.bom ? 3 : 0, size: sizeOf(file) };
  if (encoding.name !== "utf-8") {
    const written = await transcribe(file, encoding.name, scratch);
    utf8 = { file: written.file, start: 0, size: written.size };
    if (written.undecodable > 0) {
      problems.push(undecodable(name, encoding.name, written.undecodable, written.undecodableLine));
    }
    if (written.privateUse > 0) problems.push(privateUseCharacters(name, written.privateUse));
  }
  if (utf8.size <= utf8.start) throw new ProblemError(emptyFile(name));

  // The header and, however long it is, the beginning of the records below it.
  const head = readHead(utf8.file, utf8.start, 2 * defaultRecordBytes);
  const whole = utf8.start + head.length >= utf8.size;
  const dialect = findDialect(head.slice(0, 256 << 10), spec);
  const header = readHeader(head, whole, dialect, spec, name, request.exact);
  const folded = new Set(header.names.flat().map(foldHeader));
  for (const wanted of request.privateHeaders ?? []) {
    if (!folded.has(foldHeader(wanted))) problems.push(privateColumnMissing(name, wanted));
  }
  return {
    file: name,
    utf8File: utf8.file,
    encoding,
    dialect,
    names: header.names,
    dataStart: utf8.start + header.bytes,
    dataStartLine: header.lines + 1,
    size: utf8.size,
    problems: [...problems, ...header.problems],
  };
}

/**
 * Opens all tables of one dataset, in the order given.
 *
 * @throws ProblemError SRC-001 when there is none, SRC-011 when their headers differ, and what `openSource` throws
 */
export async function openSources(request: OpenAllRequest): Promise<OpenedSource[]> {
  const { files, pattern, at } = request;
  const here = process.cwd() + path.sep;
  const shown = (file: string): string => (file.startsWith(here) ? file.slice(here.length) : file);
  if (files.length === 0) throw new ProblemError(missingFile(shown(pattern), nearestFile(pattern), at));
  const opened: OpenedSource[] = [];
  for (const file of files) {
    const source = await openSource({ ...request, file, name: shown(file) });
    const [first = source] = opened;
    requireSameHeader(first, source);
    opened.push(source);
  }
  return opened;
}

function encodingOf(sample: readonly Buffer[], spec: SourceSpec, file: string, problems: Problem[]): EncodingFinding {
  const found = findEncoding(sample);
  if (spec.encoding === undefined) {
    if (found.unlikelyShare > 0.3) problems.push(uncertainEncoding(file, found.name, found.unlikelyShare));
    return { name: found.name, bom: found.bom, how: "found" };
  }
  const name = encodingNamed(spec.encoding);
  if (name === undefined) throw new ProblemError(unknownEncoding(file, spec.encoding));
  return { name, bom: found.bom && found.name === name, how: "declared" };
}

function requireSameHeader(first: OpenedSource, other: OpenedSource): void {
  const wanted = first.names.map((cells) => cells.join(" / "));
  const found = other.names.map((cells) => cells.join(" / "));
  if (wanted.length === found.length && wanted.every((name, column) => name === found[column])) return;
  const missing = wanted.filter((name) => !found.includes(name));
  const extra = found.filter((name) => !wanted.includes(name));
  throw new ProblemError(otherHeader(other.file, first.file, missing, extra));
}

function readHead(file: string, start: number, bytes: number): string {
  const handle = openForReading(file);
  try {
    const buffer = Buffer.allocUnsafe(Math.min(bytes, sizeOf(file) - start));
    return buffer.latin1Slice(0, readAt(handle, buffer, 0, buffer.length, start));
  } finally {
    closeFile(handle);
  }
}

function isFile(file: string): boolean {
  if (!exists(file)) return false;
  const name = path.basename(file);
  return listFolder(path.dirname(file)).some((entry) => entry.name === name && !entry.folder);
}

/** The file of the same folder whose name is nearest. */
function nearestFile(file: string): string | undefined {
  const names = listFolder(path.dirname(file)).filter((entry) => !entry.folder);
  return nearest(
    path.basename(file),
    names.map(({ name }) => name),
    (name) => name.toLowerCase().normalize("NFKC"),
  );
}

const foldHeader = (header: string): string => header.normalize("NFKC").replaceAll(/\s+/g, "").toLowerCase();
