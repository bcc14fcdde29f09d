/**
 * One block of a table converted: what a worker thread does with each message, and the main thread when there are none.
 * Everything that depends on what came before the block (line numbers, repeats) is left to the reader of the result.
 */
import type { Plan } from "../mapping/plan.ts";
import { readBlock } from "../source/read-block.ts";
import type { Dialect, RecordFault } from "../source/source.ts";
import type { FunctionRegistry } from "./compile-expression.ts";
import { type CompiledPlan, compilePlan } from "./compile-plan.ts";
import { PrintList } from "./fingerprint.ts";
import { type BlockProblem, BlockProblems } from "./grouped-problems.ts";
import { KeyLines } from "./key-lines.ts";
import { lookAtBlock } from "./look-at-block.ts";
import { type Chunk, OutputChunks } from "./output-chunks.ts";
import { csvCells, describeFault, type RejectedRow } from "./rejected-row.ts";
import type { RepeatedKey } from "./repeated-keys.ts";
import type { MintedConcept } from "./row.ts";

export interface BlockSettings {
  readonly plan: Plan;
  readonly sources: readonly { readonly dialect: Dialect; readonly columns: number }[];
  readonly recordBytes: number;
}

export interface BlockJob {
  readonly source: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly final: boolean;
  readonly repeated: readonly RepeatedKey[];
}

export interface BlockCounts {
  records: number;
  /** Left out by `where`. */
  filtered: number;
  rejected: number;
  /** Records that became a resource. */
  resources: number;
  quads: number;
}

export interface BlockResult extends BlockCounts {
  /** Lines that the block has, and bytes of it that were read. */
  readonly lines: number;
  readonly consumed: number;
  readonly output: readonly Chunk[];
  readonly keyLines: readonly Chunk[];
  /** Fingerprints of the keys in order, with the line of each (fingerprint.ts). */
  readonly keyPrints: Uint32Array<ArrayBuffer>;
  /** SetHash of the lines of `keyLines`. */
  readonly keySetHash: string;
  /** Fingerprints of the lines of output, when rows may repeat one another's triples. */
  readonly linePrints: Uint32Array<ArrayBuffer>;
  readonly problems: readonly BlockProblem[];
  readonly rejectedRows: readonly RejectedRow[];
  readonly minted: readonly MintedConcept[];
}

export class BlockConverter {
  private readonly compiled: CompiledPlan;
  private readonly output = new OutputChunks();
  private readonly keys: KeyLines | undefined;
  private readonly linePrints = new PrintList();
  private readonly problems = new BlockProblems();
  /** Minted by the row at hand: written only if the row becomes a resource. */
  private readonly minting: MintedConcept[] = [];
  private minted: MintedConcept[] = [];
  private readonly mintedHere = new Set<string>();
  private rejectedRows: RejectedRow[] = [];
  private counts: BlockCounts = { records: 0, filtered: 0, rejected: 0, resources: 0, quads: 0 };
  private repeated: ReadonlyMap<number, RepeatedKey> = new Map();
  private line = 0;

  private readonly settings: BlockSettings;

  constructor(settings: BlockSettings, functions: FunctionRegistry) {
    this.settings = settings;
    const { plan } = settings;
    this.compiled = compilePlan(
      plan,
      functions,
      (problem) => this.problems.add(problem, this.line),
      (concept) => this.minting.push(concept),
    );
    const key = plan.record && plan.expressions[plan.record.key];
    const content = key?.kind === "key" && key.content;
    this.keys = plan.record === undefined ? undefined : new KeyLines(plan.record, content, this.compiled);
  }

  convert(job: BlockJob): BlockResult {
    const { dialect, columns } = this.settings.sources[job.source]!;
    const { bytes } = job;
    const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).latin1Slice();
    const { row } = this.compiled;
    lookAtBlock(row, block, dialect);
    this.counts = { records: 0, filtered: 0, rejected: 0, resources: 0, quads: 0 };
    this.repeated = new Map(job.repeated.map((one) => [one.index, one]));
    const { consumed, lines } = readBlock(block, dialect, columns, this.settings.recordBytes, job.final, {
      exact: this.settings.plan.privateColumns.length > 0,
      record: (cells, line) => this.record(cells as unknown as readonly string[], line),
      fault: (line, reason, cells) => this.fault(line, reason, cells as unknown as readonly string[] | undefined),
    });
    const output = this.output.take();
    if (this.settings.plan.rowsMayRepeatTriples) for (const chunk of output) this.printLines(chunk);
    const result = {
      ...this.counts,
      lines,
      consumed,
      output,
      keyLines: this.keys?.takeLines() ?? [],
      keySetHash: this.keys?.takeSetHash() ?? "",
      keyPrints: this.keys?.prints.take() ?? new Uint32Array(0),
      linePrints: this.linePrints.take(),
      problems: this.problems.take(),
      rejectedRows: this.rejectedRows,
      minted: this.minted,
    };
    this.rejectedRows = [];
    this.minted = [];
    return result;
  }

  /** Takes back memory that has been written to disk. */
  recycle(buffers: readonly ArrayBuffer[]): void {
    for (const buffer of buffers) this.output.recycle(buffer);
  }

  private record(cells: readonly string[], line: number): void {
    this.line = line;
    this.counts.records++;
    this.blankPrivate(cells);
    const { compiled } = this;
    if (!compiled.accepts(cells)) {
      this.counts.filtered++;
      return;
    }
    if (this.minting.length > 0) this.minting.length = 0;
    compiled.read(cells);
    if (compiled.row.reject === undefined && this.keys !== undefined) {
      const repeated = this.repeated.get(this.keys.add(line));
      if (repeated !== undefined) this.keys.repeat(repeated);
    }
    const { row } = compiled;
    if (row.reject !== undefined) {
      this.problems.add({ code: row.rejectCode, severity: "error", message: row.reject }, line);
      this.reject(line, row.rejectCode, row.reject, csvCells(cells));
      return;
    }
    if (this.minting.length > 0) this.mint();
    this.keys?.write();
    this.output.add(compiled.write());
    this.counts.quads += row.quads;
    this.counts.resources++;
  }

  private fault(line: number, fault: RecordFault, cells: readonly string[] | undefined): void {
    this.counts.records++;
    const { code, reason, advice } = describeFault(fault);
    this.problems.add({ code, severity: "error", message: reason, advice }, line);
    // With a wrong number of cells nobody can say which of them are private.
    const shown = cells === undefined || this.settings.plan.privateColumns.length > 0 ? "" : csvCells(cells);
    this.reject(line, code, reason, shown);
  }

  private reject(line: number, code: string, reason: string, cells: string): void {
    this.counts.rejected++;
    this.rejectedRows.push({ line, code, reason, cells });
  }

  private blankPrivate(cells: readonly string[]): void {
    for (const column of this.settings.plan.privateColumns) (cells as string[])[column] = "";
  }

  private mint(): void {
    for (const concept of this.minting) {
      if (this.mintedHere.has(concept.iri)) continue;
      this.mintedHere.add(concept.iri);
      this.minted.push(concept);
    }
  }

  private printLines(chunk: Chunk): void {
    const bytes = Buffer.from(chunk.buffer, 0, chunk.length);
    for (let start = 0; start < chunk.length; ) {
      const end = bytes.indexOf(0x0a, start);
      this.linePrints.add(bytes, start, end, 0);
      start = end + 1;
    }
  }
}
