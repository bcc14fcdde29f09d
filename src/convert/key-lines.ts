/** The keys of a block: their fingerprints for finding repeats, and their lines for the ledger. */
import type { RecordIdentity } from "../mapping/plan.ts";
import { bytesOfLatin1, fromUtf8Bytes } from "../rdf/utf8-bytes.ts";
import type { CompiledPlan } from "./compile-plan.ts";
import { PrintList } from "./fingerprint.ts";
import { fingerprintMeaning, SetHash, settleLabel, writeHex } from "./key-bytes.ts";
import type { Chunk } from "./output-chunks.ts";
import type { RepeatedKey } from "./repeated-keys.ts";
import type { Value } from "./row.ts";

const tab = 0x09;
const lineFeed = 0x0a;
const hexLength = 8;

export class KeyLines {
  readonly prints = new PrintList();
  private bytes = Buffer.allocUnsafe(1 << 18);
  private used = 0;
  private readonly sum = new SetHash();
  private count = 0;
  private readonly keySlot: number;
  private readonly content: boolean;
  private readonly meaning: readonly number[];
  private readonly compiled: CompiledPlan;

  /** @param content the key is a hash of the record's contents, so that true repeats are numbered. */
  constructor(record: RecordIdentity, content: boolean, compiled: CompiledPlan) {
    this.compiled = compiled;
    this.content = content;
    this.keySlot = compiled.slots.of({ expression: record.key, output: 0 });
    this.meaning = record.meaning.map(compiled.slots.of);
  }

  /** Takes down the key of the row at hand; returns the how-manieth of the block it is, from 0. */
  add(line: number): number {
    const key = this.key();
    this.reserve(key.length);
    // Written where its line will begin, which write() then completes.
    this.prints.add(this.bytes, this.used, this.used + this.bytes.latin1Write(key, this.used), line);
    return this.count++;
  }

  /** An earlier record has this key: a content key is numbered, any other rejects the row. */
  repeat(repeated: RepeatedKey): void {
    const { row } = this.compiled;
    const key = this.key();
    if (this.content) {
      row.values[this.keySlot] = `${key}~${repeated.ordinal}`;
      return;
    }
    row.rejectCode = "URI-002";
    row.reject = `The key "${fromUtf8Bytes(bytesOfLatin1(key))}" is that of the record at ${repeated.first}, which stays.`;
  }

  /** Adds the row's line: key, fingerprint of what it means, label. */
  write(): void {
    const { values } = this.compiled.row;
    const { meaning } = this;
    const key = this.key();
    const label = meaning.length === 0 ? "" : textOf(values[meaning[0]!]);
    let rest = "";
    for (let i = 1; i < meaning.length; i++) rest += "\n" + textOf(values[meaning[i]!]);
    this.reserve(key.length + hexLength + label.length + rest.length + 3);
    const { bytes, used } = this;
    const keyEnd = used + bytes.latin1Write(key, used);
    const labelStart = keyEnd + hexLength + 2;
    const labelEnd = labelStart + bytes.latin1Write(label, labelStart);
    const meaningEnd = rest === "" ? labelEnd : labelEnd + bytes.latin1Write(rest, labelEnd);
    bytes[keyEnd] = tab;
    writeHex(fingerprintMeaning(bytes, labelStart, meaningEnd), bytes, keyEnd + 1);
    bytes[labelStart - 1] = tab;
    const end = settleLabel(bytes, labelStart, labelEnd);
    this.sum.add(bytes, used, end);
    bytes[end] = lineFeed;
    this.used = end + 1;
  }

  /** Lines since the last call; counting begins again. */
  takeLines(): Chunk[] {
    const { used } = this;
    this.count = 0;
    this.used = 0;
    if (used === 0) return [];
    const buffer = new ArrayBuffer(used);
    new Uint8Array(buffer).set(this.bytes.subarray(0, used));
    return [{ buffer, length: used }];
  }

  /** SetHash of the lines since the last call. */
  takeSetHash(): string {
    return this.sum.take();
  }

  private reserve(length: number): void {
    if (this.used + length <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.used + length));
    larger.set(this.bytes.subarray(0, this.used));
    this.bytes = larger;
  }

  private key(): string {
    return this.compiled.row.values[this.keySlot] as string;
  }
}

const textOf = (value: Value): string => (typeof value === "string" ? value : (value?.join("\n") ?? ""));
