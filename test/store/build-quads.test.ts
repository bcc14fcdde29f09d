import * as fs from "node:fs";
import * as path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { stageQuads, writeQuads } from "../../src/store/build-quads.ts";
import { stageTexts, writeTerms } from "../../src/store/build-terms.ts";
import { quadLines } from "../../src/store/read-quads-sql.ts";
import type { Columns } from "../../src/table/columns.ts";
import { Database } from "../../src/table/database.ts";
import { temporaryFolder } from "./temporary-store.ts";

const folder = temporaryFolder();
const resource = fc.constantFrom("<http://e/a>", "<http://e/b>", "<http://e/p>", "_:b");
const object = fc.oneof(
  resource,
  fc.constantFrom('"1"', '"1"^^<http://www.w3.org/2001/XMLSchema#string>', '"\\u0031"', '"1"@zh-Hant', '"1"@zh-hant'),
);
const quad = fc.tuple(
  resource,
  fc.constantFrom("<http://e/p>", "<http://e/q>"),
  object,
  fc.constantFrom("", "<http://g/1>", "<http://e/a>"),
);

/** All tables that both ways must make alike. */
async function tables(inputs: readonly string[], hidden: readonly string[], memoryMb: number): Promise<Columns[]> {
  const database = await Database.open({ threads: 2, memoryMb: 256 });
  await database.run("ATTACH ':memory:' AS stage");
  const lines = quadLines(inputs, hidden);
  await stageQuads(database, lines, inputs);
  await stageTexts(database, lines);
  const terms = await writeTerms(database, inputs);
  await writeQuads(database, { terms, memoryMb, hidden: hidden.length > 0 });
  const all: Columns[] = [];
  for (const table of ["quads", "pso", "spo", "ops", "lookup"])
    all.push(await database.columns(`SELECT * FROM ${table}`));
  all.push(await database.columns("SELECT id, kind, lexical, datatype, lang FROM terms"));
  database.close();
  return all;
}

it("makes the same tables in one join and in several, sorted and without repeats", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(quad, { maxLength: 30 }), fc.array(quad, { maxLength: 10 }), async (shown, older) => {
      const inputs = [shown, older].map((quads, position) => {
        const file = path.join(folder, `${position}.nq`);
        fs.writeFileSync(file, quads.map((terms) => `${terms.join("\t")}\t.\n`).join(""));
        return file;
      });
      const hidden = inputs.slice(1);
      const atOnce = await tables(inputs, hidden, 1000);
      expect(await tables(inputs, hidden, 0)).toEqual(atOnce);
      for (const { rowCount, values } of atOnce.slice(0, 4)) {
        const rows = Array.from({ length: rowCount }, (_, row) =>
          values.map((column) => String(column[row]).padStart(4, "0")).join(" "),
        );
        // Columns of quads are g, s, p, o in the table and g, p, s, o in its order.
        const keys = values.length === 4 ? rows.map((row) => row.replace(/^(\S+) (\S+) (\S+)/, "$1 $3 $2")) : rows;
        expect(keys).toEqual([...new Set(keys)].sort());
      }
      const canonical = (text: string): string =>
        text.replace("^^<http://www.w3.org/2001/XMLSchema#string>", "").replace("\\u0031", "1").replace("Hant", "hant");
      const triples = new Set(shown.map(([s, p, o]) => [s, p, o].map(canonical).join(" ")));
      expect(atOnce[1]?.rowCount).toBe(triples.size);
    }),
    { numRuns: 25 },
  );
});
