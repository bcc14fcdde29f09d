/** What is asked of a conversion, and what it says when it is done. */
import type { Plan } from "../mapping/plan.ts";
import type { OpenedSource } from "../source/source.ts";
import type { GroupedProblem } from "./grouped-problems.ts";

export interface ConversionRequest {
  /** The tables, all with the columns that the plan names, in the order in which their records are written. */
  readonly sources: readonly OpenedSource[];
  readonly plan: Plan;
  /** Files to write. They are written in place: whoever asks puts them into a folder beside and renames it. */
  readonly output: string;
  readonly rejected: string;
  /** One line for each record: key, fingerprint of its meaning, label; separated by tabs. Only with `plan.record`. */
  readonly keys: string;
  /** A folder for what is needed in between. */
  readonly scratch: string;
  /** A record longer than this is rejected. */
  readonly recordBytes: number;
  /** Threads; 0 converts in this one. The bytes are the same for any number. */
  readonly workers: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly records: number;
  readonly quads: number;
  /** Bytes of the sources converted so far, and of all sources. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** 2 when records share keys and are being converted again. */
  readonly pass: number;
}

export interface ConversionResult {
  /** Records of the sources, those that could not be read included. */
  readonly records: number;
  /** Left out by `where`. */
  readonly filtered: number;
  /** In rejected.csv. */
  readonly rejected: number;
  /** Records that became a resource. */
  readonly resources: number;
  readonly quads: number;
  /** Size of the output. */
  readonly bytes: number;
  readonly problems: readonly GroupedProblem[];
  /** Distinct keys, `~2` and so on counted each; 0 without `plan.record`. */
  readonly keyCount: number;
  /** Sum over the lines of the keys file, whatever their order; 16 hex digits. Empty without `plan.record`. */
  readonly keySetHash: string;
  /** Records whose key an earlier record has: rejected, or numbered when the key is made of contents. */
  readonly repeats: number;
  /** Concepts made by `unknown: mint`. */
  readonly minted: number;
  /** Triples left out because another row had made them. */
  readonly repeatedTriples: number;
  /** Threads that worked; 0 when none were needed. */
  readonly workers: number;
}
