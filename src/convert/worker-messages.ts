/** What the main thread and its workers say to each other. */
import type { Problem } from "../problem/problem.ts";
import type { BlockJob, BlockResult, BlockSettings } from "./convert-block.ts";

export type ToWorker = { readonly job: BlockJob; readonly spare: readonly ArrayBuffer[] };

export type FromWorker =
  | { readonly ready: true }
  | { readonly result: BlockResult }
  | { readonly failed: { readonly message: string; readonly stack?: string; readonly problems?: readonly Problem[] } };

export type WorkerData = BlockSettings;
