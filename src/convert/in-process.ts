/** The same work without threads: for small tables, and where a table can only be read from its beginning to its end. */
import { setImmediate } from "node:timers/promises";
import { BlockConverter, type BlockJob, type BlockResult, type BlockSettings } from "./convert-block.ts";
import { loadFunctions } from "./load-functions.ts";
import type { BlockExecutor } from "./worker-pool.ts";

export class InProcess implements BlockExecutor {
  readonly capacity = 1;
  private readonly settings: BlockSettings;
  private converter: BlockConverter | undefined;

  constructor(settings: BlockSettings) {
    this.settings = settings;
  }

  /** Compiles the plan. Where threads do all the work, it is compiled there and never here. */
  async prepare(): Promise<BlockConverter> {
    this.converter ??= new BlockConverter(this.settings, await loadFunctions(this.settings.plan));
    return this.converter;
  }

  async run(job: BlockJob): Promise<BlockResult> {
    // Lets timers and signals in between two blocks.
    await setImmediate();
    return (await this.prepare()).convert(job);
  }

  recycle(buffers: readonly ArrayBuffer[]): void {
    this.converter?.recycle(buffers);
  }

  async close(): Promise<void> {}
}
