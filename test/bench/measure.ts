/** One measurement in a process of its own: what to measure, the folder, the table, workers, bytes to write. Prints one line of JSON. */
import { closeSync, createReadStream, openSync, rmSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Options, parse } from "csv-parse";
import type { ConversionResult } from "../../src/convert/conversion.ts";
import { convertTables } from "../../src/convert/convert-tables.ts";
import type { Plan } from "../../src/mapping/plan.ts";
import type { OpenedSource } from "../../src/source/source.ts";
import { flatPlan } from "./flat-plan.ts";

interface Measured {
  readonly quads?: number;
  readonly bytes?: number;
  /** Of the seconds: opening the source; for the AED model also the project, the vocabulary and the mapping. */
  readonly planSeconds?: number;
}

const [name = "", folder = "", table = "", workersText = "0", bytesText = "0"] = process.argv.slice(2);
const workers = Number(workersText);

async function readWith(options: Options): Promise<Measured> {
  const parser = createReadStream(table, { highWaterMark: 1 << 20 }).pipe(parse(options));
  let records = 0;
  parser.on("readable", () => {
    while (parser.read() !== null) records++;
  });
  await new Promise((done, failed) => parser.on("end", done).on("error", failed));
  if (records === 0) throw new Error("csv-parse read nothing");
  return {};
}

function writeOnly(bytes: number): Measured {
  const file = join(folder, "floor");
  const piece = Buffer.alloc(1 << 19, "x");
  const handle = openSync(file, "w");
  for (let left = bytes; left > 0; left -= piece.length) writeSync(handle, piece, 0, Math.min(left, piece.length));
  closeSync(handle);
  rmSync(file);
  return { bytes };
}

/** What is converted: the table by a plan written by hand, or by the AED model as a city maps it. */
async function planned(form: string): Promise<{ sources: readonly OpenedSource[]; plan: Plan }> {
  const { openSources } = await import("../../src/source/open-source.ts");
  if (form === "flat") {
    const at = { file: table };
    const sources = await openSources({
      files: [table],
      pattern: table,
      at,
      spec: {},
      scratch: join(folder, "scratch"),
    });
    return { sources, plan: flatPlan(sources[0]!.names.map((names) => names[0]!)) };
  }
  const { loadProject } = await import("../../src/config/load-project.ts");
  const { openVocabulary } = await import("../../src/run/open-vocabulary.ts");
  const { planDataset } = await import("../../src/run/plan-dataset.ts");
  const { selectDatasets } = await import("../../src/run/select.ts");
  const project = loadProject(resolve(import.meta.dirname, "../../mappings"), { only: "yaizu/aed" });
  const [dataset] = selectDatasets(project, table);
  return planDataset({
    dataset: dataset!,
    project,
    vocabulary: openVocabulary(project),
    scratch: join(folder, "scratch"),
  });
}

function convert(
  { sources, plan }: { sources: readonly OpenedSource[]; plan: Plan },
  output: string,
): Promise<ConversionResult> {
  return convertTables({
    sources,
    plan,
    output,
    rejected: join(folder, "rejected.csv"),
    keys: join(folder, "keys"),
    scratch: join(folder, "scratch"),
    recordBytes: 1 << 20,
    workers,
  });
}

async function store(data: string, quads: number): Promise<Measured> {
  const { buildStore } = await import("../../src/store/build-store.ts");
  const output = join(folder, "store.duckdb");
  const built = await buildStore({
    inputs: [data],
    output,
    scratch: join(folder, "store-scratch"),
    memoryMb: 1024,
    threads: Math.max(1, workers),
  });
  rmSync(output);
  return { quads, bytes: built.bytes };
}

async function prepare(): Promise<() => Promise<Measured> | Measured> {
  if (name === "csv-parse-objects") return () => readWith({ columns: true, bom: true });
  if (name === "csv-parse-arrays") return () => readWith({ bom: true });
  const [form = "", target = ""] = name.split("-");
  if (target === "floor") return () => writeOnly(Number(bytesText));
  // Opening the source and compiling the mapping is measured too: it belongs to a run. Its share is told.
  return async () => {
    const data = target === "null" ? "/dev/null" : join(folder, "data.nq");
    const begun = performance.now();
    const plan = await planned(form);
    const planSeconds = (performance.now() - begun) / 1000;
    const { quads, bytes, rejected } = await convert(plan, data);
    if (rejected > 0) throw new Error(`${rejected} rows were rejected`);
    const built = target === "store" ? await store(data, quads) : { quads, bytes };
    return { ...built, planSeconds };
  };
}

const work = await prepare();
const cpuBefore = process.cpuUsage();
const started = performance.now();
const measured = await work();
const seconds = (performance.now() - started) / 1000;
const cpu = process.cpuUsage(cpuBefore);
const peakMb = process.resourceUsage().maxRSS / 1024;
rmSync(join(folder, "data.nq"), { force: true });
console.log(JSON.stringify({ seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6, peakMb, ...measured }));
