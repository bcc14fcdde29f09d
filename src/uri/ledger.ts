/**
 * The ledger of a dataset, `mappings/<city>/ledger/<dataset>.tsv`: every key ever minted and what it meant. It is compared
 * with the keys of a run as sets, line by line in the order of the keys, without an object per line.
 */
import type { Problem } from "../problem/problem.ts";
import { readBytes } from "../safe/files.ts";
import type { Rows } from "./ledger-header.ts";
import { readHeader } from "./ledger-header.ts";
import { compareBytes, damaged, LineTable } from "./line-table.ts";
import { compareKeys, sortByKey } from "./sort-keys.ts";
import { copyLedger, writeLedger } from "./write-ledger.ts";

export interface LedgerInput {
  /** The ledger's file; it need not exist yet. */
  readonly ledger: string;
  /** The run's keys file: one line a record (key-line.ts), in any order, each ended by a line feed. */
  readonly keys: string;
  readonly rows: Rows;
  /** Hash of the set of the keys file's lines, whatever their order, in hexadecimal digits; and their number. */
  readonly setHash: string;
  readonly count: number;
  /** Stands before every key of this run, e.g. `2022-03/` for an edition; other keys of the ledger are left alone. */
  readonly keyPrefix?: string;
}

export interface LedgerChange {
  /** The same keys with the same meanings as in the last accepted run: nothing was compared, nothing need be written. */
  readonly unchanged: boolean;
  readonly added: number;
  /** Keys that were there and still are; `changed` of them mean something else now. */
  readonly kept: number;
  readonly changed: number;
  readonly withdrawn: number;
  /** Withdrawn before, there again. */
  readonly returned: number;
  /** URI-010: so many kept keys mean something else that the key looks like a row number. Do not publish. */
  readonly held?: Problem;
  /** Writes the new ledger to a file of its own; the caller moves it into the ledger's place with the rest of the run. */
  write(target: string): void;
}

/** At least so many kept keys, and more than this share of them changed: the dataset is held. */
const guard = { kept: 10, share: 0.3 };

/**
 * Compares a run's keys with the ledger. Resources that vanished are withdrawn (not with `append`), and come back under the
 * same key. Throws a ProblemError (URI-011) if the ledger is damaged. Holds both files in memory, and some 20 bytes a line.
 */
export function compareLedger(input: LedgerInput): LedgerChange {
  const { rows, setHash, count, keyPrefix = "" } = input;
  const last = readHeader(input.ledger);
  const header = last?.header;
  if (header?.setHash === setHash && header.count === count && header.rows === rows && header.keyPrefix === keyPrefix) {
    const write = (target: string): void => copyLedger(input.ledger, target);
    return {
      unchanged: true,
      added: 0,
      kept: count,
      changed: 0,
      withdrawn: 0,
      returned: 0,
      write,
    };
  }

  const old = new LineTable(
    last === undefined ? new Uint8Array(0) : readBytes(input.ledger),
    last?.end ?? 0,
    input.ledger,
  );
  for (let i = 1; i < old.count; i++) {
    if (compareKeys(old, i - 1, i, 0) >= 0)
      throw damaged(input.ledger, `line ${i + 2} is not in the order of the keys`);
  }
  const keys = new LineTable(readBytes(input.keys), 0, input.keys);
  const prefix = Buffer.from(keyPrefix, "utf8");
  const [from, to] = linesWithPrefix(old, prefix);

  const match = matchLines(old, from, to, prefix.length, keys);
  let [kept, changed, withdrawn, returned] = [0, 0, 0, 0];
  const examples: { line: number; row: number }[] = [];
  for (let line = from; line < to; line++) {
    const row = match.rowOf[line]! - 1;
    const gone = old.isWithdrawn(line);
    if (row < 0) withdrawn += gone || rows === "append" ? 0 : 1;
    else if (gone) returned++;
    else {
      kept++;
      if (old.sameMeaning(line, keys, row)) continue;
      changed++;
      if (examples.length < 3) examples.push({ line, row });
    }
  }
  const { added } = match;
  const write = (target: string): void =>
    writeLedger(
      target,
      { rows, setHash, count, keyPrefix },
      {
        old,
        from,
        to,
        rowOf: match.rowOf,
        keys,
        added,
        withdraw: rows !== "append",
      },
    );
  const counts = {
    unchanged: false,
    added: added.length,
    kept,
    changed,
    withdrawn,
    returned,
  };
  if (kept < guard.kept || changed <= guard.share * kept) return { ...counts, write };
  const held = looksLikeRowNumber(
    kept,
    changed,
    examples.map(({ line, row }) => ({
      key: keyPrefix + keys.column(row, 0)!,
      before: old.column(line, 2) ?? "",
      after: keys.column(row, 2) ?? "",
    })),
  );
  return { ...counts, held, write };
}

/** The run of lines whose keys begin with the prefix; in a sorted table they stand together. */
function linesWithPrefix(table: LineTable, prefix: Uint8Array): [number, number] {
  const firstLine = (isBeyond: (order: number) => boolean): number => {
    let [low, high] = [0, table.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const start = table.starts[middle]!;
      const end = Math.min(table.keyEnds[middle]!, start + prefix.length);
      if (isBeyond(compareBytes(table.bytes, start, end, prefix, 0, prefix.length))) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return prefix.length === 0 ? [0, table.count] : [firstLine((order) => order >= 0), firstLine((order) => order > 0)];
}

/**
 * Finds each row's line in the ledger: sorts the rows by key, then walks both in order. `rowOf[line]` is the row + 1, or 0;
 * `added` are the rows without a line, sorted. Of rows with the same key the first counts.
 */
function matchLines(
  old: LineTable,
  from: number,
  to: number,
  skip: number,
  keys: LineTable,
): { rowOf: Uint32Array; added: Uint32Array } {
  const rowOf = new Uint32Array(old.count);
  const sorted = new Uint32Array(keys.count);
  for (let row = 0; row < keys.count; row++) sorted[row] = row;
  sortByKey(keys, sorted);

  const added = new Uint32Array(keys.count);
  let addedCount = 0;
  let line = from;
  for (let i = 0; i < sorted.length; i++) {
    const row = sorted[i]!;
    if (i > 0 && compareKeys(keys, sorted[i - 1]!, row, 0) === 0) continue;
    const [start, end] = [keys.starts[row]!, keys.keyEnds[row]!];
    let order = -1;
    while (line < to) {
      order = compareBytes(old.bytes, old.starts[line]! + skip, old.keyEnds[line]!, keys.bytes, start, end);
      if (order >= 0) break;
      line++;
    }
    if (line < to && order === 0) rowOf[line++] = row + 1;
    else added[addedCount++] = row;
  }
  return { rowOf, added: added.subarray(0, addedCount) };
}

function looksLikeRowNumber(
  kept: number,
  changed: number,
  examples: readonly { key: string; before: string; after: string }[],
): Problem {
  const shown = examples.map(({ key, before, after }) => `${key} was "${before}", is "${after}"`).join("; ");
  return {
    code: "URI-010",
    severity: "error",
    message: `This key looks like a row number: ${changed} of ${kept} kept keys mean something else than before (${shown}).`,
    advice: "Nothing is published. Choose fields that name the record, or key: { content: [...] } if there are none.",
  };
}
