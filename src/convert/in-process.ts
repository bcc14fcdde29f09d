/** The same work without threads: for small tables, and where a table can only be read from its beginning to its end. */
import { setImmediate } from "node:timers/promises";
import type { FunctionRegistry } from "./compile-expression.ts";
import { BlockConverter, type BlockJob, type BlockResult, type BlockSettings } from "./convert-block.ts";
import type { BlockExecutor } from "./worker-pool.ts";

export class InProcess implements BlockExecutor {
  readonly capacity = 1;
  private readonly converter: BlockConverter;

  constructor(settings: BlockSettings, functions: FunctionRegistry) {
    this.converter = new BlockConverter(settings, functions);
  }

  async run(job: BlockJob): Promise<BlockResult> {
    // Lets timers and signals in between two blocks.
    await setImmediate();
    return this.converter.convert(job);
  }

  recycle(buffers: readonly ArrayBuffer[]): void {
    this.converter.recycle(buffers);
  }

  async close(): Promise<void> {}
}
