// Starts a query process: Node cannot begin with a .ts file, so this registers tsx first.
import { register } from "tsx/esm/api";

register();
const { serveQueries } = await import("./query-process.ts");
await serveQueries(JSON.parse(process.argv[2]));
