/** The project's own mappings, converted into a folder of the test's own. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { convert } from "../../src/run/convert.ts";
import type { RunOutcome } from "../../src/run/outcome.ts";
import { silent } from "../../src/run/reporter.ts";

export interface SampleRun {
  readonly outcome: RunOutcome;
  readonly output: string;
  /** The dataset's data.nq as text. */
  quads(id: string): string;
  remove(): void;
}

export interface SampleSource {
  /** city/dataset */
  readonly only: string;
  readonly source: string;
}

/** Runs all samples, or one dataset after the other on other tables. The mappings are a copy, so that no ledger of the project changes. */
export async function sampleRun(trials?: readonly SampleSource[]): Promise<SampleRun> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tsunagi-sample-"));
  const mappings = path.join(folder, "mappings");
  const output = path.join(folder, "output");
  cpSync("mappings", mappings, { recursive: true });
  let outcome: RunOutcome | undefined;
  if (trials === undefined) outcome = await convert({ mappings, output, reporter: silent });
  for (const trial of trials ?? []) {
    const one = await convert({ mappings, output, ...trial, reporter: silent });
    outcome = { ...one, datasets: [...(outcome?.datasets ?? []), ...one.datasets] };
  }
  if (outcome === undefined) throw new Error("nothing was run");
  return {
    outcome,
    output,
    quads: (id) => readFileSync(path.join(output, ...id.split("/"), "data.nq"), "utf8"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** mappings/<city>/data/<dataset>.expected.nq */
export function expectedFile(id: string): string {
  const [city = "", dataset = ""] = id.split("/");
  return path.join("mappings", city, "data", `${dataset}.expected.nq`);
}
