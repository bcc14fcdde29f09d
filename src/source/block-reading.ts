/** What both readers of blocks share. */
import type { Dialect } from "./source.ts";

/** What of a dialect reading depends on. */
export type ReadingDialect = Pick<Dialect, "delimiter" | "quote" | "comment" | "lineEnding" | "plain">;

export interface BlockReading {
  /** Bytes read; the rest is a record that goes on behind the block. All of them when `final`. */
  readonly consumed: number;
  /** Line ends in the bytes consumed. */
  readonly lines: number;
}

/** Default of `recordBytes`. */
export const defaultRecordBytes = 1 << 20;
