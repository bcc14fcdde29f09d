/** What the ledger knows of a key, for the endpoint: a withdrawn resource answers 410 with its label, never a silent 404. */
import { closeFile, openForReading, readAt, sizeOf } from "../safe/files.ts";
import { readHeader } from "./ledger-header.ts";

export interface LedgerEntry {
  readonly state: "active" | "withdrawn";
  readonly fingerprint: string;
  /** What the resource was called when it was last seen. */
  readonly label: string;
}

/** The withdrawn resource of this key; undefined if the key is active or was never minted, or there is no ledger. */
export function lookupWithdrawn(ledger: string, key: string): { readonly label: string } | undefined {
  const entry = lookupKey(ledger, key);
  return entry?.state === "withdrawn" ? { label: entry.label } : undefined;
}

/** The ledger's line of a key (with its edition, if it has one), by binary search in the file: some 20 small reads. */
export function lookupKey(ledger: string, key: string): LedgerEntry | undefined {
  const first = readHeader(ledger);
  if (first === undefined) return undefined;
  const wanted = Buffer.from(key, "utf8");
  const handle = openForReading(ledger);
  try {
    // Both ends are beginnings of lines.
    let [low, high] = [first.end, sizeOf(ledger)];
    while (low < high) {
      const start = lineStart(handle, (low + high) >>> 1, low);
      const line = lineAt(handle, start, high);
      const tab = line.indexOf(0x09);
      const order = Buffer.compare(wanted, line.subarray(0, tab < 0 ? line.length : tab));
      if (order === 0) return entryOf(line.toString("utf8"));
      if (order < 0) high = start;
      else low = start + line.length + 1;
    }
    return undefined;
  } finally {
    closeFile(handle);
  }
}

const step = 512;

/** Beginning of the line that holds the byte at `position`, not before `low`. */
function lineStart(handle: number, position: number, low: number): number {
  const piece = Buffer.allocUnsafe(step);
  for (let end = position; end > low; end -= step) {
    const start = Math.max(low, end - step);
    const read = readAt(handle, piece, 0, end - start, start);
    const found = piece.subarray(0, read).lastIndexOf(0x0a);
    if (found >= 0) return start + found + 1;
  }
  return low;
}

/** The line from `start`, without its line feed. */
function lineAt(handle: number, start: number, end: number): Buffer {
  const pieces: Buffer[] = [];
  for (let position = start; position < end; position += step) {
    const piece = Buffer.alloc(Math.min(step, end - position));
    const bytes = piece.subarray(0, readAt(handle, piece, 0, piece.length, position));
    const newline = bytes.indexOf(0x0a);
    pieces.push(newline < 0 ? bytes : bytes.subarray(0, newline));
    if (newline >= 0) break;
  }
  return Buffer.concat(pieces);
}

function entryOf(line: string): LedgerEntry {
  const [, fingerprint = "", label = "", state] = line.replace(/\r$/, "").split("\t");
  return {
    state: state === "withdrawn" ? "withdrawn" : "active",
    fingerprint,
    label: label,
  };
}
