/** The ledger's first line: what the last accepted run was, so that an unchanged one is known at once. */
import { closeFile, exists, openForReading, readAt } from "../safe/files.ts";
import { damaged } from "./line-table.ts";

/** How a run's rows stand to those before: replaced by them, added to them, or an edition beside the others. */
export type Rows = "replace" | "append" | "edition";

export interface LedgerHeader {
  readonly rows: Rows;
  /** Keys of the last run, and the hash of the set of their lines. */
  readonly count: number;
  readonly setHash: string;
  /** What every key of that run began with: the edition, or nothing. */
  readonly keyPrefix: string;
}

const shape =
  /^# tsunagi ledger 1\trows=(replace|append|edition)\tcount=(\d+)\tset=([0-9a-f]*)\tprefix=([^\t\r\n]*)\r?$/;

export function headerLine({ rows, count, setHash, keyPrefix }: LedgerHeader): string {
  return `# tsunagi ledger 1\trows=${rows}\tcount=${count}\tset=${setHash}\tprefix=${keyPrefix}\n`;
}

/** The header and where the lines after it begin; undefined if there is no ledger yet. Reads the first 4 KB only. */
export function readHeader(file: string): { header: LedgerHeader; end: number } | undefined {
  if (!exists(file)) return undefined;
  const handle = openForReading(file);
  try {
    const piece = Buffer.alloc(4096);
    const length = readAt(handle, piece, 0, piece.length, 0);
    const end = piece.subarray(0, length).indexOf(0x0a);
    const match = end < 0 ? null : shape.exec(piece.toString("utf8", 0, end));
    if (match === null) throw damaged(file, "its first line is not that of a ledger");
    const [, rows, count, setHash, keyPrefix] = match;
    return {
      header: {
        rows: rows as Rows,
        count: Number(count),
        setHash: setHash!,
        keyPrefix: keyPrefix!,
      },
      end: end + 1,
    };
  } finally {
    closeFile(handle);
  }
}
