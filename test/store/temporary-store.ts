import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll } from "vitest";
import { buildStore } from "../../src/store/build-store.ts";
import { Store } from "../../src/store/store.ts";

/** A folder that is gone after the file's tests. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tsunagi-store-"));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds a store of N-Quads texts, one file each, and opens it. The caller closes it. */
export async function storeOf(folder: string, ...texts: string[]): Promise<Store> {
  const own = fs.mkdtempSync(path.join(folder, "s-"));
  const inputs = texts.map((text, position) => {
    const file = path.join(own, `${position}.nq`);
    fs.writeFileSync(file, text);
    return file;
  });
  const output = path.join(own, "store.duckdb");
  await buildStore({ inputs, output, scratch: path.join(own, "scratch"), memoryMb: 256, threads: 1 });
  return Store.open(output, { memoryMb: 256, threads: 1 });
}

export async function collect<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}
