import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { ProblemError } from "../../src/problem/problem.ts";
import { buildStore } from "../../src/store/build-store.ts";
import { Store } from "../../src/store/store.ts";
import { storeOf, temporaryFolder } from "./temporary-store.ts";

const folder = temporaryFolder();
const good = "<http://e/s>\t<http://e/p>\t<http://e/o>\t<http://e/g>\t.\n";

/** Problems of building a text; none when it builds. */
async function problemsOf(text: string | Uint8Array): Promise<readonly { code: string; line: number | undefined }[]> {
  const input = path.join(fs.mkdtempSync(path.join(folder, "bad-")), "data.nq");
  fs.writeFileSync(input, text);
  const output = `${input}.duckdb`;
  try {
    await buildStore({ inputs: [input], output, scratch: `${input}.scratch`, memoryMb: 256, threads: 1 });
    return [];
  } catch (error) {
    expect(fs.existsSync(output)).toBe(false);
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ code, source }) => ({ code, line: source?.line }));
  }
}

describe("buildStore", () => {
  it.each([
    ["four columns", "<http://e/s>\t<http://e/p>\t<http://e/o>\t.\n", "STO-001"],
    ["six columns", '<http://e/s>\t<http://e/p>\t"a\tb"\t\t.\n', "STO-001"],
    [
      "bytes that are not UTF-8",
      Buffer.concat([Buffer.from('<http://e/s>\t<http://e/p>\t"'), Buffer.from([0xff]), Buffer.from('"\t\t.\n')]),
      "STO-001",
    ],
    ["an unknown escape", '<http://e/s>\t<http://e/p>\t"\\x"\t\t.\n', "STO-002"],
    ["a bare quote", '<http://e/s>\t<http://e/p>\t"a"b"\t\t.\n', "STO-002"],
    ["an unterminated literal", '<http://e/s>\t<http://e/p>\t"a\\"\t\t.\n', "STO-002"],
    ["a surrogate", '<http://e/s>\t<http://e/p>\t"\\uD800"\t\t.\n', "STO-002"],
    ["a code point beyond Unicode", '<http://e/s>\t<http://e/p>\t"\\U00110000"\t\t.\n', "STO-002"],
    ["an IRI with a space", "<http://e/s s>\t<http://e/p>\t<http://e/o>\t\t.\n", "STO-002"],
    ["an IRI with an escaped space", "<http://e/s\\u0020s>\t<http://e/p>\t<http://e/o>\t\t.\n", "STO-002"],
    ["a relative IRI", "<s>\t<http://e/p>\t<http://e/o>\t\t.\n", "STO-002"],
    ["a relative datatype", '<http://e/s>\t<http://e/p>\t"1"^^<int>\t\t.\n', "STO-002"],
    ["an empty object", "<http://e/s>\t<http://e/p>\t\t\t.\n", "STO-002"],
    ["no full stop", "<http://e/s>\t<http://e/p>\t<http://e/o>\t\t;\n", "STO-002"],
    ["a literal as subject", '"s"\t<http://e/p>\t<http://e/o>\t\t.\n', "STO-003"],
    ["a blank predicate", "<http://e/s>\t_:p\t<http://e/o>\t\t.\n", "STO-003"],
    ["a literal as graph", '<http://e/s>\t<http://e/p>\t<http://e/o>\t"g"\t.\n', "STO-003"],
  ])("tells the line of %s", async (_, line, code) => {
    const text = typeof line === "string" ? Buffer.from(line) : line;
    expect(await problemsOf(Buffer.concat([Buffer.from(good + good), text, Buffer.from(good)]))).toEqual([
      { code, line: 3 },
    ]);
    expect(await problemsOf(good)).toEqual([]);
  });

  it("counts distinct quads and triples", async () => {
    const other = good.replace("/g>", "/h>");
    const input = path.join(folder, "count.nq");
    fs.writeFileSync(input, good + good + other);
    const output = path.join(folder, "count.duckdb");
    const statistics = await buildStore({
      inputs: [input],
      output,
      scratch: path.join(folder, "scratch"),
      memoryMb: 256,
      threads: 2,
    });
    expect(statistics).toMatchObject({ quads: 2, triples: 1, terms: 5, bytes: fs.statSync(output).size });
    expect(fs.readdirSync(path.join(folder, "scratch"))).toEqual([]);
  });

  it("writes terms and lookup in their order, so that DuckDB reads only the blocks that matter", async () => {
    const lines = Array.from({ length: 200_000 }, (_, i) => `<http://e/${i}>\t<http://e/p>\t"${i}"@zh-Hant\t\t.\n`);
    const input = path.join(folder, "ordered.nq");
    fs.writeFileSync(input, lines.join("") + good);
    const output = path.join(folder, "ordered.duckdb");
    await buildStore({ inputs: [input], output, scratch: path.join(folder, "scratch"), memoryMb: 512, threads: 2 });
    const store = await Store.open(output, { memoryMb: 256, threads: 1 });
    const { values } = await store.columns(`SELECT (SELECT count(*) FROM terms WHERE rowid <> id - 1),
      (SELECT count(*) FROM (SELECT hash < lag(hash) OVER () AS wrong FROM lookup) WHERE wrong), (SELECT max(id) FROM terms)`);
    expect(values.flat().map(Number)).toEqual([0, 0, 400_004]);
    store.close();
  });

  it("makes an empty store of nothing", async () => {
    for (const texts of [[], [""], ["", good]]) {
      const store = await storeOf(folder, ...texts);
      expect(await store.matchCount({})).toBe(texts.length === 2 ? 1 : 0);
      store.close();
    }
  });

  it("says what is wrong with a file that is no store", async () => {
    const file = path.join(folder, "text.duckdb");
    fs.writeFileSync(file, "not a database");
    await expect(Store.open(file, { memoryMb: 256, threads: 1 })).rejects.toThrow("STO-010");
    await expect(Store.open(path.join(folder, "absent"), { memoryMb: 256, threads: 1 })).rejects.toThrow("STO-012");
  });
});
