import * as fs from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { parseQuery } from "../../../src/store/parse-query.ts";
import { compileQuery } from "../../../src/store/sparql/compile-query.ts";
import { isUnsupported, type Row } from "../../../src/store/sparql/contract.ts";
import type { Store } from "../../../src/store/store.ts";
import { storeOf, temporaryFolder } from "../temporary-store.ts";
import { bag } from "./oracle.ts";
import { defaultGraph, readResult, suite, type W3cTest, w3cTests } from "./w3c-manifest.ts";

type Verdict = {
  readonly test: string;
  readonly unsupported?: string;
  readonly ours?: string[];
  readonly expected?: string[];
};

const iri = (value: string) => ({ termType: "NamedNode" as const, value });
const anonymous = (rows: readonly Row[]): Row[] =>
  rows.map((row) => row.map((term) => (term?.kind === "blank" ? { kind: "blank", value: "" } : term)));

/** Many tests share their data. */
const stores = new Map<string, Promise<Store>>();
function storeFor(data: string, folder: string): Promise<Store> {
  const key = data.replaceAll(/_:s\d+/g, "_:");
  const store = stores.get(key) ?? storeOf(folder, data);
  stores.set(key, store);
  return store;
}
afterAll(async () => {
  for (const store of stores.values()) (await store).close();
});

async function judge(test: W3cTest, folder: string): Promise<Verdict | undefined> {
  const expected = readResult(test.result);
  if (expected === undefined) return undefined;
  const { algebra } = parseQuery(test.query, test.base);
  const dataset = {
    type: "from",
    input: algebra,
    default: [iri(defaultGraph)],
    named: test.named.map(iri),
  } as unknown as typeof algebra;
  const withoutStore = await compileQuery(dataset, { lookup: async (terms) => terms.map(() => undefined) });
  if (isUnsupported(withoutStore)) return { test: test.name, unsupported: withoutStore.reason };
  const store = await storeFor(test.data, folder);
  const compiled = await compileQuery(dataset, { lookup: (terms) => store.lookup(terms) });
  if (isUnsupported(compiled)) throw new Error(compiled.reason);
  const rows: Row[] = [];
  for await (const piece of store.stream(compiled.sql)) rows.push(...compiled.decode(piece));
  const wanted = expected.variables.map((variable) => compiled.variables.indexOf(variable));
  const ours = rows.map((row) => wanted.map((column) => row[column]));
  return { test: test.name, ours: bag(anonymous(ours)), expected: bag(anonymous(expected.rows)) };
}

describe.skipIf(!fs.existsSync(suite))("W3C SPARQL 1.1 query evaluation", () => {
  const folder = temporaryFolder();

  it("answers exactly whatever it compiles", async () => {
    const verdicts: Verdict[] = [];
    for (const test of w3cTests()) {
      const verdict = await judge(test, folder).catch((error: Error) => ({
        test: test.name,
        ours: [error.message],
        expected: [],
      }));
      if (verdict !== undefined) verdicts.push(verdict);
    }
    const compiled = verdicts.filter((verdict) => verdict.unsupported === undefined);
    const wrong = compiled.filter(({ ours, expected }) => JSON.stringify(ours) !== JSON.stringify(expected));
    console.info(
      `W3C: ${verdicts.length} tests, ${compiled.length} compile to SQL, ${compiled.length - wrong.length} of these pass`,
    );
    if (process.env.W3C_REASONS)
      for (const { test, unsupported } of verdicts) if (unsupported) console.info(`${test}: ${unsupported}`);
    expect(wrong).toEqual([]);
    expect(compiled.length).toBeGreaterThan(100);
  });
});
