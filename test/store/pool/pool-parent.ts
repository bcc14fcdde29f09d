/** A parent to be killed: opens two processes, makes one of them compute for ever, and says their ids. */
import { text as readAll } from "node:stream/consumers";
import { openQueryPool } from "../../../src/store/pool/query-pool.ts";

const pool = openQueryPool({
  store: "first",
  processes: 2,
  memoryMb: 64,
  deadlineSeconds: 600,
  engine: new URL("./fake-engine.ts", import.meta.url).href,
});
await pool.ready();
const { stream } = await pool.query({ text: "SPILL", formats: { bindings: "csv" } });
const spilled = (await readAll(stream)).split("\r\n")[1];
pool.query({ text: "BLOCK", formats: { boolean: "json" } }).catch(() => {});
setTimeout(() => console.log(JSON.stringify({ pids: pool.state().processes.map(({ pid }) => pid), spilled })), 100);
