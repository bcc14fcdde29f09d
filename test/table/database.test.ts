import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Database } from "../../src/table/database.ts";
import { text } from "../../src/table/sql-text.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tsunagi-table-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const open = (): Promise<Database> => Database.open({ threads: 1, memoryMb: 256 });

describe("Database", () => {
  it("reaches no file and changes no setting when locked", async () => {
    const file = path.join(folder, "secret.csv");
    fs.writeFileSync(file, "a\n1\n");
    const database = await open();
    expect((await database.columns(`SELECT * FROM read_csv(${text(file)})`)).rowCount).toBe(1);
    await database.lock();
    await expect(database.columns(`SELECT * FROM read_csv(${text(file)})`)).rejects.toThrow(/disabled/);
    await expect(database.run(`COPY (SELECT 1) TO ${text(path.join(folder, "out.csv"))}`)).rejects.toThrow(/disabled/);
    await expect(database.run(`ATTACH ${text(path.join(folder, "x.duckdb"))} AS x`)).rejects.toThrow(/disabled/);
    await expect(database.run("SET enable_external_access = true")).rejects.toThrow();
    await expect(database.run("SET threads = 2")).rejects.toThrow(/locked/);
    await expect(database.run("INSTALL httpfs")).rejects.toThrow();
    database.close();
  });

  it("streams while another statement runs, and gives up a stream that is left", async () => {
    const database = await open();
    let rows = 0;
    for await (const piece of database.stream("SELECT range FROM range(100000)")) {
      rows += piece.rowCount;
      const { values } = await database.columns("SELECT $1 + 1", [rows]);
      expect(Number(values[0]?.[0])).toBe(rows + 1);
      if (rows > 10_000) break;
    }
    expect(rows).toBeLessThan(100_000);
    expect((await database.columns("SELECT 1")).rowCount).toBe(1);
    database.close();
  });

  it("stops a statement when interrupted, and goes on afterwards", async () => {
    const database = await open();
    const endless = database.columns(
      "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3",
    );
    const failed = expect(endless).rejects.toThrow(/[Ii]nterrupt/);
    setTimeout(() => database.interrupt(), 50);
    await failed;
    expect((await database.columns("SELECT 1")).rowCount).toBe(1);
    database.close();
  });

  it("puts what does not fit in memory into its scratch folder, up to a size", async () => {
    const distinct = "SELECT count(DISTINCT md5(range::VARCHAR)) FROM range(1000000)";
    const count = async (more: { scratch?: string; scratchMb?: number }): Promise<number> => {
      const database = await Database.open({ threads: 1, memoryMb: 24, ...more });
      try {
        await database.lock();
        return Number((await database.columns(distinct)).values[0]?.[0]);
      } finally {
        database.close();
      }
    };
    const scratch = path.join(folder, "scratch");
    expect(await count({ scratch, scratchMb: 500 })).toBe(1_000_000);
    await expect(count({ scratch, scratchMb: 1 })).rejects.toThrow("Out of Memory");
    await expect(count({})).rejects.toThrow("Out of Memory");
  });

  it("takes any text as a literal", async () => {
    const database = await open();
    for (const value of ["", "'", "a\0b", "\\n", "'; DROP TABLE x; --", "堠"]) {
      expect((await database.columns(`SELECT ${text(value)}`)).values).toEqual([[value]]);
    }
    database.close();
  });
});
