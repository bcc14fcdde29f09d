// Under tsx a worker thread cannot start from TypeScript: this file registers tsx, then the worker itself is imported.
import { register } from "tsx/esm/api";

register();
await import("./block-worker.ts");
