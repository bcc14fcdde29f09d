import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { text as readAll } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ProblemError } from "../../../src/problem/problem.ts";
import { openQueryPool, type QueryPool } from "../../../src/store/pool/query-pool.ts";

const engine = new URL("./fake-engine.ts", import.meta.url).href;
const formats = { bindings: "csv", boolean: "json", quads: "ntriples" } as const;
const open = (more = {}): QueryPool =>
  openQueryPool({ store: "first", processes: 1, memoryMb: 64, deadlineSeconds: 30, graceMs: 200, engine, ...more });

const problemOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0]!.code;
    return `unexpected: ${(error as Error).message}`;
  }
  return "no problem";
};
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const until = async (what: () => boolean): Promise<void> => {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe("a query pool", () => {
  let pool: QueryPool;
  beforeAll(async () => {
    pool = open();
    await pool.ready();
  });
  afterAll(() => pool.close());
  const ask = async (): Promise<string> => readAll((await pool.query({ text: "ASK {}", formats })).stream);

  it("answers whole, with its length when it is small", async () => {
    const answer = await pool.query({ text: "ROWS 2", formats });
    const body = await readAll(answer.stream);
    expect(body.split("\r\n")).toHaveLength(4);
    expect(answer).toMatchObject({
      mediaType: expect.stringContaining("text/csv"),
      way: "sql",
      length: Buffer.byteLength(body),
    });
  });

  it("streams a large answer piece by piece and byte for byte", async () => {
    const answer = await pool.query({ text: "ROWS 100000", formats });
    expect(answer.length).toBeUndefined();
    const lines = (await readAll(answer.stream)).trimEnd().split("\r\n");
    expect(lines).toHaveLength(100_001);
    expect(lines[100_000]).toContain("第99999避難所");
  });

  it("holds a fast query back when its reader is slow", async () => {
    const { stream } = await pool.query({ text: "ROWS 1000000", formats });
    stream.once("readable", () => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(stream.readableLength).toBeLessThan(1_000_000);
    stream.destroy();
    expect(await ask()).toContain("true");
  });

  it("hands on problems, and keeps faults of ours apart", async () => {
    expect(await problemOf(pool.query({ text: "FAIL", formats }))).toBe("QRY-001");
    expect(await problemOf(pool.query({ text: "EARLY", formats }))).toBe("QRY-001");
    expect(await problemOf(pool.query({ text: "THROW", formats }))).toContain("unexpected: TypeError: a fault of ours");
    expect(await problemOf(pool.query({ text: "ASK {}", formats: { quads: "turtle" } }))).toBe("HTTP-406");
  });

  it("never ends a stream whose answer failed in the middle", async () => {
    const { stream } = await pool.query({ text: "LATE", formats });
    expect(await problemOf(readAll(stream))).toBe("QRY-001");
    expect(await ask()).toContain("true");
  });

  it("interrupts at the deadline and keeps the process", async () => {
    const [before] = pool.state().processes;
    expect(await problemOf(pool.query({ text: "WAIT", formats, deadlineSeconds: 0.05 }))).toBe("QRY-901");
    expect(await ask()).toContain("true");
    expect(pool.state().processes[0]!.pid).toBe(before!.pid);
  });

  it("kills a process that does not yield, and goes on with another", async () => {
    const [before] = pool.state().processes;
    expect(await problemOf(pool.query({ text: "BLOCK", formats, deadlineSeconds: 0.05 }))).toBe("QRY-901");
    expect(await ask()).toContain("true");
    expect(pool.state().processes[0]!.pid).not.toBe(before!.pid);
    expect(isAlive(before!.pid!)).toBe(false);
  });

  it("goes on after a crash", async () => {
    expect(await problemOf(pool.query({ text: "CRASH", formats }))).toBe("QRY-903");
    expect(await ask()).toContain("true");
  });

  it("says that memory did not suffice when the heap of a process is full, and goes on", async () => {
    await expect(pool.query({ text: "HOARD", formats })).rejects.toThrow(/QRY-006.*256 MB of memory/);
    expect(await ask()).toContain("true");
  });

  it("stops the work when nobody waits for it any more", async () => {
    const going = new AbortController();
    const answer = problemOf(pool.query({ text: "WAIT", formats, signal: going.signal }));
    await until(() => pool.state().processes[0]?.idle === false);
    going.abort();
    expect(await answer).toBe("QRY-904");
    await until(() => pool.state().processes[0]?.idle === true);
  });

  it("moves to a new store; a running answer ends whole on the old one", async () => {
    const running = await pool.query({ text: "ROWS 50000", formats });
    await pool.swap("second");
    const row = await readAll((await pool.query({ text: "STORE", formats })).stream);
    expect(row).toBe("store\r\nsecond\r\n");
    expect((await readAll(running.stream)).trimEnd().split("\r\n")).toHaveLength(50_001);
    expect(await problemOf(pool.swap("missing"))).toBe("STO-001");
    expect(await readAll((await pool.query({ text: "STORE", formats })).stream)).toContain("second");
  });

  it("describes", async () => {
    expect(await pool.describe("urn:unknown")).toBeUndefined();
    const known = await pool.describe("https://example.org/demo/id/jp/99999/aed/東京-1");
    expect(known?.quads.length).toBeGreaterThan(3);
  });
});

describe("a busy pool", () => {
  it("lets a few wait and sends the rest away", async () => {
    const pool = open({ queueLength: 1 });
    await pool.ready();
    const going = new AbortController();
    const running = problemOf(pool.query({ text: "WAIT", formats, signal: going.signal }));
    const waiting = pool.query({ text: "ASK {}", formats });
    expect(await problemOf(pool.query({ text: "ASK {}", formats }))).toBe("QRY-902");
    going.abort();
    expect(await running).toBe("QRY-904");
    expect(await readAll((await waiting).stream)).toContain("true");
    await pool.close();
  });

  it("says why no process could start", async () => {
    const pool = open({ store: "missing" });
    expect(await problemOf(pool.ready())).toBe("STO-001");
    await pool.close();
  });
});

describe("the processes of a pool", () => {
  let parent: ChildProcess | undefined;
  let own: string;
  beforeAll(() => {
    // Pools of other tests, opened meanwhile, would remove what a killed one left.
    own = fs.mkdtempSync(path.join(os.tmpdir(), "tsunagi-pool-"));
    vi.stubEnv("TMPDIR", own);
  });
  afterAll(() => {
    parent?.kill("SIGKILL");
    vi.unstubAllEnvs();
    fs.rmSync(own, { recursive: true, force: true });
  });

  it("die with their parent even while they compute", async () => {
    parent = spawn(process.execPath, ["--import", "tsx", fileURLToPath(new URL("./pool-parent.ts", import.meta.url))], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(parent.stdout!, "data")) as [Buffer];
    const { pids, spilled } = JSON.parse(line.toString("utf8")) as { pids: number[]; spilled: string };
    expect(pids.map(isAlive)).toEqual([true, true]);
    parent.kill("SIGKILL");
    await until(() => !pids.some(isAlive));
    // Nobody was left to remove it: the next pool does.
    expect(fs.existsSync(spilled)).toBe(true);
    const next = open();
    await next.ready();
    await next.close();
    expect(fs.existsSync(path.dirname(spilled))).toBe(false);
  });

  it("leave nothing in their scratch folders, however they end", async () => {
    const pool = open();
    await pool.ready();
    const spill = async (): Promise<string> =>
      (await readAll((await pool.query({ text: "SPILL", formats })).stream)).split("\r\n")[1] as string;
    const first = await spill();
    expect(fs.existsSync(first)).toBe(true);
    const pid = pool.state().processes[0]!.pid!;
    process.kill(pid, "SIGKILL");
    await until(() => pool.state().processes.some((process) => process.pid !== pid));
    const second = await spill();
    expect(second).not.toBe(first);
    expect(fs.existsSync(first)).toBe(false);
    await pool.swap("second");
    await until(() => !fs.existsSync(second));
    const third = await spill();
    await pool.close();
    expect(fs.existsSync(path.dirname(third))).toBe(false);
  });
});
