/** A parent to be killed: opens two processes, makes one of them compute for ever, and says their ids. */
import { openQueryPool } from "../../../src/store/pool/query-pool.ts";

const pool = openQueryPool({
  store: "first",
  processes: 2,
  memoryMb: 64,
  deadlineSeconds: 600,
  engine: new URL("./fake-engine.ts", import.meta.url).href,
});
await pool.ready();
pool.query({ text: "BLOCK", formats: { boolean: "json" } }).catch(() => {});
setTimeout(() => console.log(JSON.stringify(pool.state().processes.map(({ pid }) => pid))), 100);
