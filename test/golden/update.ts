/** `npm run golden`: writes every <dataset>.expected.nq anew. Read the diff before you commit it. */
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expectedFile, sampleRun } from "./sample-run.ts";

const run = await sampleRun();
try {
  for (const { id, status, reason } of run.outcome.datasets) {
    if (status !== "converted") throw new Error(`${id} is ${status}: ${reason}`);
    mkdirSync(path.dirname(expectedFile(id)), { recursive: true });
    writeFileSync(expectedFile(id), run.quads(id));
    process.stdout.write(`${expectedFile(id)}\n`);
  }
} finally {
  run.remove();
}
