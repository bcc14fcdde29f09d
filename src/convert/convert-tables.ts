/** Tables in, N-Quads out: the conversion of one dataset. */
import { closeFile, makeFolder, moveInto, openForAppending, remove, writeAll } from "../safe/files.ts";
import type { ConversionRequest, ConversionResult } from "./conversion.ts";
import { ConversionPass } from "./conversion-pass.ts";
import type { BlockSettings } from "./convert-block.ts";
import { copyWithoutLines, DroppedLines } from "./drop-lines.ts";
import { findRepeats } from "./find-repeats.ts";
import { InProcess } from "./in-process.ts";
import { mintedConceptLines } from "./minted-concepts.ts";
import { RepeatedKeys } from "./repeated-keys.ts";
import { type BlockExecutor, WorkerPool } from "./worker-pool.ts";

/** Below this many bytes of source, starting threads takes longer than converting. */
const smallSource = 1 << 20;

/**
 * Converts the tables of a dataset. Bad records are in `rejected`, bad values in `problems`; neither stops the rest.
 * @throws ProblemError when the plan cannot be compiled; the signal's reason when it is aborted.
 */
export async function convertTables(request: ConversionRequest): Promise<ConversionResult> {
  makeFolder(request.scratch);
  const { plan } = request;
  const settings: BlockSettings = {
    plan,
    sources: request.sources.map(({ dialect, names }) => ({ dialect, columns: names.length })),
    recordBytes: request.recordBytes,
  };
  let pass = await convertOnce(request, settings, 1);
  let repeats = 0;
  if (plan.record !== undefined) {
    const repeated = new RepeatedKeys(pass.keyPrints, pass.ranges);
    repeats = repeated.count;
    // The first pass wrote records that share an IRI. Now that they are known, all blocks are converted again.
    if (repeats > 0) pass = await convertOnce(request, settings, 2, repeated);
  }
  const dropped = plan.rowsMayRepeatTriples ? dropRepeatedTriples(request, pass) : { count: 0, bytes: pass.bytes };
  const added = appendMinted(request, pass);
  remove(pass.keyPrints);
  remove(pass.linePrints);
  if (plan.record === undefined) remove(request.keys);
  return {
    ...pass.counts,
    quads: pass.counts.quads - dropped.count + added.quads,
    bytes: dropped.bytes + added.bytes,
    problems: pass.problems.list(),
    keyCount: plan.record === undefined ? 0 : pass.counts.resources,
    keySetHash: plan.record === undefined ? "" : pass.keySet.hex(),
    repeats,
    minted: pass.minted.size,
    repeatedTriples: dropped.count,
    workers: workersFor(request),
  };
}

async function convertOnce(
  request: ConversionRequest,
  settings: BlockSettings,
  number: number,
  repeated?: RepeatedKeys,
): Promise<ConversionPass> {
  request.signal?.throwIfAborted();
  const here = new InProcess(settings);
  const workers = workersFor(request);
  if (workers === 0) await here.prepare();
  const threads: BlockExecutor = workers === 0 ? here : new WorkerPool(settings, workers);
  const pass = new ConversionPass(request, number, repeated);
  try {
    await pass.run(threads, here);
  } finally {
    pass.close();
    await threads.close();
  }
  return pass;
}

function workersFor(request: ConversionRequest): number {
  const bytes = request.sources.reduce((sum, source) => sum + source.size - source.dataStart, 0);
  return bytes < smallSource ? 0 : request.workers;
}

/** Only for plans that cannot exclude it: the same triple from two rows is written once, where it came first. */
function dropRepeatedTriples(request: ConversionRequest, pass: ConversionPass): { count: number; bytes: number } {
  const dropped = new DroppedLines(pass.counts.quads);
  findRepeats(pass.linePrints, (line) => dropped.add(line));
  if (dropped.count === 0) return { count: 0, bytes: pass.bytes };
  const whole = `${request.output}.with-repeats`;
  moveInto(request.output, whole);
  const bytes = copyWithoutLines(whole, request.output, dropped);
  remove(whole);
  return { count: dropped.count, bytes };
}

function appendMinted(request: ConversionRequest, pass: ConversionPass): { quads: number; bytes: number } {
  if (pass.minted.size === 0) return { quads: 0, bytes: 0 };
  const lines = mintedConceptLines(pass.minted.values(), request.plan.dataset);
  const bytes = Buffer.from(lines.join(""), "utf8");
  const handle = openForAppending(request.output);
  try {
    writeAll(handle, bytes);
  } finally {
    closeFile(handle);
  }
  return { quads: lines.length, bytes: bytes.length };
}
