/** The keys of a block: their fingerprints for finding repeats, and their lines for the ledger. */
import { fold } from "../function/fold.ts";
import type { RecordIdentity } from "../mapping/plan.ts";
import { bytesOfLatin1, fromUtf8Bytes, latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import type { CompiledPlan } from "./compile-plan.ts";
import type { RepeatedKey } from "./convert-block.ts";
import { fingerprintBytes, PrintList } from "./fingerprint.ts";
import { type Chunk, OutputChunks } from "./output-chunks.ts";
import type { Value } from "./row.ts";

export class KeyLines {
  readonly prints = new PrintList();
  private readonly lines = new OutputChunks();
  private readonly keySlot: number;
  private readonly meaning: readonly number[];
  private readonly compiled: CompiledPlan;
  private readonly scratch = Buffer.allocUnsafe(1 << 16);
  private readonly print = new Uint32Array(4);
  private count = 0;

  constructor(record: RecordIdentity, compiled: CompiledPlan) {
    this.compiled = compiled;
    this.keySlot = compiled.slots.of({ expression: record.key, output: 0 });
    this.meaning = record.meaning.map(compiled.slots.of);
  }

  /** Takes down the key of the row at hand; returns the how-manieth of the block it is, from 0. */
  add(line: number): number {
    const key = this.key();
    if (key.length <= this.scratch.length) this.prints.add(this.scratch, 0, this.scratch.latin1Write(key), line);
    else this.prints.add(Buffer.from(key, "latin1"), 0, key.length, line);
    return this.count++;
  }

  /** An earlier record has this key: a content key is numbered, any other rejects the row. */
  repeat(repeated: RepeatedKey, content: boolean): void {
    const { row } = this.compiled;
    if (content) {
      row.values[this.keySlot] = `${this.key()}~${repeated.ordinal}`;
      return;
    }
    row.rejectCode = "URI-002";
    row.reject = `The key "${fromUtf8Bytes(bytesOfLatin1(this.key()))}" is that of the record at ${repeated.first}, which stays.`;
  }

  /** Adds the row's line: key, fingerprint of what it means, label. */
  write(): void {
    const { values } = this.compiled.row;
    const meanings = this.meaning.map((slot) => values[slot]);
    const text = meanings.map(firstOf).join("\n");
    this.lines.add(`${this.key()}\t${this.fingerprint(text)}\t${labelOf(meanings)}\n`);
    this.addToSum();
  }

  /** Sum over the lines since the last call. */
  takeSum(): readonly [number, number] {
    const sum = [this.sum[0]!, this.sum[1]!] as const;
    this.sum.fill(0);
    return sum;
  }

  /** Lines since the last call; counting begins again. */
  takeLines(): Chunk[] {
    this.count = 0;
    return this.lines.take();
  }

  recycle(buffer: ArrayBuffer): void {
    this.lines.recycle(buffer);
  }

  private key(): string {
    return this.compiled.row.values[this.keySlot] as string;
  }

  private fingerprint(text: string): string {
    const folded = /^[!-@[-~]*$/.test(text) ? text : latin1Of(toUtf8Bytes(fold(fromUtf8Bytes(bytesOfLatin1(text)))));
    const bytes = folded.length <= this.scratch.length ? this.scratch : Buffer.allocUnsafe(folded.length);
    fingerprintBytes(bytes, 0, bytes.latin1Write(folded), this.print, 0);
    return this.print[0]!.toString(16).padStart(8, "0");
  }
}

const firstOf = (value: Value): string => (typeof value === "string" ? value : (value?.join("\n") ?? ""));
/** One line, one column: tabs and line breaks become spaces. */
const labelOf = (values: readonly Value[]): string => firstOf(values[0]).replace(/[\t\n\r]+/g, " ");
