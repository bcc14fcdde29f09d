/**
 * One pass over all sources: blocks go out to the executor, results come back in any order and are written in the order
 * of the file.
 */
import { join } from "node:path";
import { closeFile, openForWriting, writeAll } from "../safe/files.ts";
import { cutBlocks } from "../source/cut-blocks.ts";
import type { OpenedSource } from "../source/source.ts";
import type { ConversionRequest } from "./conversion.ts";
import type { BlockCounts, BlockResult } from "./convert-block.ts";
import { wordsOfPrint } from "./fingerprint.ts";
import { RunProblems } from "./grouped-problems.ts";
import { SetHash } from "./key-bytes.ts";
import { buffersOf, type Chunk } from "./output-chunks.ts";
import { csvField } from "./rejected-row.ts";
import type { KeyRanges, RepeatedKeys } from "./repeated-keys.ts";
import type { MintedConcept } from "./row.ts";
import type { BlockExecutor } from "./worker-pool.ts";

/**
 * Bytes of source in one block. The full form of a model writes 25 times what it reads, and every thread has two blocks: a
 * small block keeps memory small, and still takes a thread a millisecond or more.
 */
const blockBytes = 1 << 17;

export class ConversionPass {
  readonly counts: BlockCounts = { records: 0, filtered: 0, rejected: 0, resources: 0, quads: 0 };
  readonly problems = new RunProblems();
  readonly minted = new Map<string, MintedConcept>();
  readonly ranges: KeyRanges & { blocks: number[]; sources: { start: number; file: string }[] } = {
    blocks: [],
    sources: [],
  };
  bytes = 0;
  readonly keyPrints: string;
  readonly linePrints: string;
  private keyCount = 0;
  /** Of all lines of the keys file. */
  readonly keySet = new SetHash();
  private readBytes = 0;
  private readonly totalBytes: number;
  private nextBlock = 0;
  private readonly files: { output: number; rejected: number; keys: number; keyPrints: number; linePrints: number };

  private readonly request: ConversionRequest;
  private readonly number: number;
  private readonly repeated: RepeatedKeys | undefined;

  /** @param repeated what an earlier pass found; with it, the same blocks are converted again. */
  constructor(request: ConversionRequest, number: number, repeated?: RepeatedKeys) {
    this.request = request;
    this.number = number;
    this.repeated = repeated;
    this.keyPrints = join(request.scratch, "key-fingerprints");
    this.linePrints = join(request.scratch, "line-fingerprints");
    this.totalBytes = request.sources.reduce((sum, source) => sum + source.size - source.dataStart, 0);
    this.files = {
      output: openForWriting(request.output),
      rejected: openForWriting(request.rejected),
      keys: openForWriting(request.keys),
      keyPrints: openForWriting(this.keyPrints),
      linePrints: openForWriting(this.linePrints),
    };
    const file = request.sources.length > 1 ? "file," : "";
    this.writeText(this.files.rejected, `${file}line,reason,${request.plan.columns.map(csvField).join(",")}\n`);
  }

  /** @param threads where blocks go that may be converted in any order; `here` takes the others. */
  async run(threads: BlockExecutor, here: BlockExecutor): Promise<void> {
    for (const [index, source] of this.request.sources.entries()) {
      this.ranges.sources.push({ start: this.keyCount, file: source.file });
      await this.runSource(index, source, threads, here);
    }
  }

  close(): void {
    for (const handle of Object.values(this.files)) closeFile(handle);
  }

  private async runSource(
    index: number,
    source: OpenedSource,
    threads: BlockExecutor,
    here: BlockExecutor,
  ): Promise<void> {
    const { signal } = this.request;
    const pending: { result: Promise<BlockResult>; executor: BlockExecutor }[] = [];
    let line = source.dataStartLine;
    let rest: Buffer<ArrayBuffer> = Buffer.alloc(0);
    const finishOldest = async (): Promise<BlockResult> => {
      const { result, executor } = pending.shift()!;
      const finished = await result;
      signal?.throwIfAborted();
      this.write(finished, source.file, line);
      line += finished.lines;
      executor.recycle(buffersOf(finished));
      return finished;
    };
    try {
      for (const block of cutBlocks(source, { blockBytes, recordBytes: this.request.recordBytes })) {
        signal?.throwIfAborted();
        const repeated = this.repeated?.ofBlock(this.nextBlock) ?? [];
        this.nextBlock++;
        if (block.parallel) {
          pending.push({
            result: threads.run({ source: index, bytes: block.bytes, final: block.final, repeated }),
            executor: threads,
          });
          while (pending.length >= threads.capacity) await finishOldest();
        } else {
          while (pending.length > 0) await finishOldest();
          const bytes = rest.length === 0 ? block.bytes : Buffer.concat([rest, block.bytes]);
          pending.push({ result: here.run({ source: index, bytes, final: block.final, repeated }), executor: here });
          const { consumed } = await finishOldest();
          rest = Buffer.from(bytes.subarray(consumed));
        }
      }
      while (pending.length > 0) await finishOldest();
    } finally {
      for (const { result } of pending) result.catch(() => {});
    }
  }

  private write(result: BlockResult, file: string, startLine: number): void {
    this.ranges.blocks.push(this.keyCount);
    this.keyCount += result.keyPrints.length / wordsOfPrint;
    for (const name of ["records", "filtered", "rejected", "resources", "quads"] as const)
      this.counts[name] += result[name];
    this.bytes += this.writeChunks(this.files.output, result.output);
    this.writeChunks(this.files.keys, result.keyLines);
    if (result.keySetHash !== "") this.keySet.merge(result.keySetHash);
    for (let place = wordsOfPrint - 1; place < result.keyPrints.length; place += wordsOfPrint)
      result.keyPrints[place]! += startLine;
    writeAll(this.files.keyPrints, new Uint8Array(result.keyPrints.buffer));
    writeAll(this.files.linePrints, new Uint8Array(result.linePrints.buffer));
    this.problems.add(result.problems, file, startLine);
    for (const concept of result.minted) if (!this.minted.has(concept.iri)) this.minted.set(concept.iri, concept);
    this.writeRejected(result, file, startLine);
    this.readBytes += result.consumed;
    this.request.onProgress?.({
      records: this.counts.records,
      quads: this.counts.quads,
      bytes: this.readBytes,
      totalBytes: this.totalBytes,
      pass: this.number,
    });
  }

  private writeRejected(result: BlockResult, file: string, startLine: number): void {
    if (result.rejectedRows.length === 0) return;
    const place = this.request.sources.length > 1 ? csvField(file) + "," : "";
    for (const row of result.rejectedRows) {
      this.writeText(this.files.rejected, `${place}${startLine + row.line},${csvField(`${row.code} ${row.reason}`)}`);
      writeAll(this.files.rejected, Buffer.from(row.cells + "\n", "latin1"));
    }
  }

  private writeText(handle: number, text: string): void {
    writeAll(handle, Buffer.from(text, "utf8"));
  }

  private writeChunks(handle: number, chunks: readonly Chunk[]): number {
    let written = 0;
    for (const { buffer, length } of chunks) {
      writeAll(handle, new Uint8Array(buffer, 0, length));
      written += length;
    }
    return written;
  }
}
