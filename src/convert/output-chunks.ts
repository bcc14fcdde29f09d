/**
 * What a block writes: fixed pieces of memory that travel between threads and are used again. Text is gathered first and
 * written into a piece in one go: many small writes into a buffer would cost more than the conversion itself.
 */

/** Bytes of one piece. */
export const chunkBytes = 1 << 19;
/** Pieces kept for use. */
const sparePieces = 32;
/** Text gathered before it is written; few rows, so that the garbage collector never sees more than this. */
const gatheredBytes = 1 << 15;

export interface Chunk {
  readonly buffer: ArrayBuffer;
  readonly length: number;
}

export class OutputChunks {
  private text = "";
  private chunks: Chunk[] = [];
  private current: Buffer | undefined;
  private used = 0;
  private readonly spare: ArrayBuffer[] = [];

  /** Adds whole lines, one character a byte. A line never lies in two chunks. */
  add(latin1: string): void {
    this.text += latin1;
    if (this.text.length >= gatheredBytes) this.flush();
  }

  /** Takes back a piece that has been written to disk. */
  recycle(buffer: ArrayBuffer): void {
    if (buffer.byteLength === chunkBytes && this.spare.length < sparePieces) this.spare.push(buffer);
  }

  /** Everything added since the last call. */
  take(): Chunk[] {
    this.flush();
    this.close();
    const taken = this.chunks;
    this.chunks = [];
    return taken;
  }

  private flush(): void {
    const { text } = this;
    if (text === "") return;
    this.text = "";
    if (this.current !== undefined && this.used + text.length > this.current.length) this.close();
    if (this.current === undefined) {
      const buffer =
        text.length <= chunkBytes ? (this.spare.pop() ?? new ArrayBuffer(chunkBytes)) : new ArrayBuffer(text.length);
      this.current = Buffer.from(buffer);
    }
    this.used += this.current.latin1Write(text, this.used);
  }

  private close(): void {
    if (this.current === undefined) return;
    this.chunks.push({ buffer: this.current.buffer as ArrayBuffer, length: this.used });
    this.current = undefined;
    this.used = 0;
  }
}

/** The memory of a result, to be moved to another thread instead of copied. */
export function buffersOf(result: {
  readonly output: readonly Chunk[];
  readonly keyLines: readonly Chunk[];
  readonly keyPrints: Uint32Array<ArrayBuffer>;
  readonly linePrints: Uint32Array<ArrayBuffer>;
}): ArrayBuffer[] {
  const chunks = [...result.output, ...result.keyLines].map((chunk) => chunk.buffer);
  return [...chunks, result.keyPrints.buffer, result.linePrints.buffer];
}
