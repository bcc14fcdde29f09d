/** What a query is told that needs more memory or disk than it may have. */
import * as fs from "node:fs";
import * as path from "node:path";
import { expect, it } from "vitest";
import { ProblemError } from "../../src/problem/problem.ts";
import { answer } from "../../src/store/answer.ts";
import { buildStore } from "../../src/store/build-store.ts";
import { queryFault } from "../../src/store/query-fault.ts";
import { Store } from "../../src/store/store.ts";
import { temporaryFolder } from "./temporary-store.ts";

const folder = temporaryFolder();
const lines = Array.from({ length: 1_500 }, (_, n) => `<http://e/${n}>\t<http://e/p>\t"${n} ${"x".repeat(40)}"\t\t.\n`);
const built = async (): Promise<string> => {
  const output = path.join(folder, "store.duckdb");
  if (fs.existsSync(output)) return output;
  fs.writeFileSync(path.join(folder, "data.nq"), lines.join(""));
  const scratch = path.join(folder, "build");
  await buildStore({ inputs: [path.join(folder, "data.nq")], output, scratch, memoryMb: 256, threads: 1 });
  return output;
};

it.each([
  ["memory", "QRY-006", { memoryMb: 24 }, "The query needs more than the 24 MB of memory that one query may use."],
  [
    "disk",
    "QRY-007",
    { memoryMb: 24, scratchMb: 2, scratch: path.join(folder, "spill") },
    "The query needs more than the 24 MB of memory and 2 MB of disk that one query may use.",
  ],
])("says that the %s does not suffice, and goes on", async (_, code, limits, message) => {
  const store = await Store.open(await built(), { threads: 1, ...limits });
  const all = async (query: string): Promise<unknown> => {
    try {
      const found = await answer(store, query, { limits });
      let rows = 0;
      if (found.kind === "bindings") for await (const batch of found.rows) rows += batch.length;
      return rows;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return error.problems[0];
    }
  };
  const sorted = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY DESC(CONCAT(STR(?c), STR(?f)))";
  expect(await all(sorted)).toMatchObject({ code, message, advice: expect.stringMatching(/^Ask for less: .*\.$/) });
  expect(await all("SELECT * { ?a ?b ?c } LIMIT 1")).toBe(1);
  store.close();
});

it("tells any other fault as a sentence, and a problem as it is", () => {
  const { code, message } = queryFault(new Error("Conversion Error: no.\nLINE 1: SELECT")).problems[0]!;
  expect({ code, message }).toEqual({
    code: "QRY-005",
    message: "The query could not be answered: Conversion Error: no.",
  });
  const problem = new ProblemError({ code: "QRY-004", severity: "error", message: "Late." });
  expect(queryFault(problem)).toBe(problem);
  expect(queryFault(new Error("Failed: Out of Memory Error: could not allocate block")).problems[0]?.code).toBe(
    "QRY-006",
  );
});
