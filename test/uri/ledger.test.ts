import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { ProblemError } from "../../src/problem/problem.ts";
import { encodeIriSegment } from "../../src/uri/iri-safe.ts";
import { ledgerLabel } from "../../src/uri/key-line.ts";
import { compareLedger, type LedgerChange, type LedgerInput } from "../../src/uri/ledger.ts";
import { lookupKey, lookupWithdrawn } from "../../src/uri/lookup-withdrawn.ts";

const folder = mkdtempSync(join(tmpdir(), "ledger-"));
const ledger = join(folder, "ledger.tsv");
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => rmSync(ledger, { force: true }));

type Row = readonly [key: string, meaning: string, label?: string];
let runs = 0;

/** What a run does: compares its keys, and (unless held) puts the new ledger in the place of the old. */
function accept(rows: readonly Row[], options: Partial<LedgerInput> = {}): LedgerChange {
  const keys = join(folder, "keys.tsv");
  writeFileSync(
    keys,
    rows.map(([key, meaning, label = meaning]) => `${key}\t${meaning}\t${ledgerLabel(label)}\n`).join(""),
  );
  const setHash = options.setHash ?? String(runs++).padStart(16, "0");
  const change = compareLedger({ ledger, keys, rows: "replace", count: rows.length, ...options, setHash });
  if (change.held === undefined) {
    const target = join(folder, "new.tsv");
    change.write(target);
    writeFileSync(ledger, readFileSync(target));
  }
  return change;
}
const counts = ({ added, kept, changed, withdrawn, returned, unchanged }: LedgerChange): Record<string, unknown> => ({
  added,
  kept,
  changed,
  withdrawn,
  returned,
  unchanged,
});
const linesOf = (): string[] => readFileSync(ledger, "utf8").split("\n").slice(1, -1);
const numbered = (n: number, meaning = (i: number): string => `m${i}`): Row[] =>
  Array.from({ length: n }, (_, i) => [String(i + 1), meaning(i)]);

describe("ledger", () => {
  it("remembers every key, sorted, and what it meant", () => {
    expect(
      counts(
        accept([
          ["b", "02", "二"],
          ["a", "01", "一"],
          ["a/2", "03"],
        ]),
      ),
    ).toEqual({ added: 3, kept: 0, changed: 0, withdrawn: 0, returned: 0, unchanged: false });
    expect(linesOf()).toEqual(["a\t01\t一", "a/2\t03\t03", "b\t02\t二"]);
  });

  it("withdraws what vanished, and gives it back its URI", () => {
    accept([
      ["a", "01", "一"],
      ["b", "02", "二"],
    ]);
    const before = readFileSync(ledger, "utf8").split("\n").slice(1);
    expect(counts(accept([["a", "01", "一"]]))).toMatchObject({ kept: 1, withdrawn: 1, added: 0 });
    expect(lookupWithdrawn(ledger, "b")).toEqual({ label: "二" });
    expect(lookupWithdrawn(ledger, "a")).toBeUndefined();
    expect(lookupWithdrawn(ledger, "c")).toBeUndefined();
    expect(counts(accept([["a", "01", "一"]]))).toMatchObject({ kept: 1, withdrawn: 0 });
    expect(
      counts(
        accept([
          ["b", "02", "二"],
          ["a", "01", "一"],
        ]),
      ),
    ).toMatchObject({ kept: 1, returned: 1, added: 0 });
    expect(readFileSync(ledger, "utf8").split("\n").slice(1)).toEqual(before);
  });

  it("append never withdraws", () => {
    accept([["2011-03", "x"]]);
    expect(counts(accept([["2011-04", "y"]], { rows: "append" }))).toMatchObject({ added: 1, withdrawn: 0 });
    expect(linesOf()).toEqual(["2011-03\tx\tx", "2011-04\ty\ty"]);
  });

  it("leaves other editions alone", () => {
    const edition = (name: string): Partial<LedgerInput> => ({ rows: "edition", keyPrefix: `${name}/` });
    accept(
      [
        ["1", "x"],
        ["2", "y"],
      ],
      edition("2021-03"),
    );
    accept([["1", "z"]], edition("2022-03"));
    accept([["0", "w"]], edition("2020-03"));
    expect(
      counts(
        accept(
          [
            ["2", "y"],
            ["3", "v"],
          ],
          edition("2021-03"),
        ),
      ),
    ).toMatchObject({ added: 1, kept: 1, withdrawn: 1 });
    expect(linesOf()).toEqual([
      "2020-03/0\tw\tw",
      "2021-03/1\tx\tx\twithdrawn",
      "2021-03/2\ty\ty",
      "2021-03/3\tv\tv",
      "2022-03/1\tz\tz",
    ]);
  });

  it("an unchanged set is known without reading the keys", () => {
    accept([["a", "01"]], { setHash: "00000000000000aa" });
    const change = compareLedger({
      ledger,
      keys: join(folder, "there is no such file"),
      rows: "replace",
      setHash: "00000000000000aa",
      count: 1,
    });
    expect(counts(change)).toEqual({ added: 0, kept: 1, changed: 0, withdrawn: 0, returned: 0, unchanged: true });
    change.write(join(folder, "copy.tsv"));
    expect(readFileSync(join(folder, "copy.tsv"))).toEqual(readFileSync(ledger));
    // The same set by another rule is another question.
    expect(accept([["a", "01"]], { setHash: "00000000000000aa", rows: "append" }).unchanged).toBe(false);
  });

  it("holds a dataset whose key is a row number", () => {
    accept(numbered(20));
    // One row more at the top: every number now means the row before.
    const shifted = accept([
      ["1", "new"],
      ...numbered(20, (i) => `m${i}`).map(([key, meaning]): Row => [String(Number(key) + 1), meaning]),
    ]);
    expect(shifted.held).toMatchObject({ code: "URI-010", severity: "error" });
    expect(shifted.held!.message).toContain('1 was "m0", is "new"');
    expect(shifted.held!.message.match(/ was /g)).toHaveLength(3);
    expect(linesOf()).toHaveLength(20);
  });

  it("holds above 30 % of at least 10, and not at it", () => {
    accept(numbered(10));
    expect(accept(numbered(10, (i) => (i < 3 ? `x${i}` : `m${i}`))).held).toBeUndefined();
    expect(accept(numbered(10, (i) => (i < 4 ? `y${i}` : `m${i}`))).held).toBeDefined();
    rmSync(ledger);
    accept(numbered(9));
    expect(counts(accept(numbered(9, (i) => `x${i}`)))).toMatchObject({ kept: 9, changed: 9 });
  });

  it("says that it is damaged instead of forgetting", () => {
    for (const text of ["", "key\tx\ty\n", "<<<<<<< HEAD\n"]) {
      writeFileSync(ledger, text);
      expect(() => accept([["a", "b"]])).toThrow(ProblemError);
    }
    rmSync(ledger);
    accept([
      ["a", "1"],
      ["b", "2"],
    ]);
    const good = readFileSync(ledger, "utf8").split("\n");
    for (const lines of [
      [good[0], good[2], good[1], ""],
      [good[0], good[1], "<<<<<<< HEAD", good[2], ""],
    ]) {
      writeFileSync(ledger, lines.join("\n"));
      expect(() => accept([["a", "b"]])).toThrow(/URI-011/);
    }
  });

  it("survives git's line ends", () => {
    accept([
      ["a", "1"],
      ["b", "2"],
    ]);
    writeFileSync(ledger, readFileSync(ledger, "utf8").replaceAll("\n", "\r\n"));
    expect(counts(accept([["a", "1"]]))).toMatchObject({ kept: 1, changed: 0, withdrawn: 1 });
    expect(readFileSync(ledger, "utf8")).not.toContain("\r");
  });

  it("keeps hostile labels on their line", () => {
    accept([
      ["a", "1", "x\ty\nz\u0000\u2028withdrawn"],
      ["b", "2", "withdrawn"],
      ["c", "3", "長".repeat(500)],
    ]);
    expect(lookupKey(ledger, "a")).toMatchObject({ state: "active", label: "x y z \u2028withdrawn" });
    expect(lookupKey(ledger, "b")).toMatchObject({ state: "active", label: "withdrawn" });
    expect(counts(accept([]))).toMatchObject({ withdrawn: 3 });
    expect(lookupWithdrawn(ledger, "b")).toEqual({ label: "withdrawn" });
    expect(counts(accept([["b", "2", "withdrawn"]]))).toMatchObject({ returned: 1, withdrawn: 0 });
  });

  const key = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 12 }).map(encodeIriSegment),
    fc.tuple(fc.nat(300), fc.constantFrom("", "/a", "/東", "~2", "000000")).map(([n, tail]) => `${n}${tail}`),
  );
  const rows = fc.uniqueArray(fc.tuple(key, fc.constantFrom("1", "12", "2")), { selector: ([k]) => k, maxLength: 120 });

  it("does what sets of keys would do, whatever the history", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(rows, fc.constantFrom("replace", "append") as fc.Arbitrary<"replace" | "append">), {
          maxLength: 5,
        }),
        (history) => {
          rmSync(ledger, { force: true });
          const model = new Map<string, { meaning: string; active: boolean }>();
          for (const [run, mode] of history) {
            const now = new Map(run);
            const expected = { added: 0, kept: 0, changed: 0, withdrawn: 0, returned: 0, unchanged: false };
            for (const [k, meaning] of now) {
              const old = model.get(k);
              if (old === undefined) expected.added++;
              else if (!old.active) expected.returned++;
              else {
                expected.kept++;
                if (old.meaning !== meaning) expected.changed++;
              }
            }
            if (mode === "replace") for (const [k, old] of model) if (old.active && !now.has(k)) expected.withdrawn++;
            const change = accept(run, { rows: mode });
            expect(counts(change)).toEqual(expected);
            expect(change.held !== undefined).toBe(expected.kept >= 10 && expected.changed > 0.3 * expected.kept);
            if (change.held !== undefined) continue;
            if (mode === "replace") for (const [k, old] of model) if (!now.has(k)) old.active = false;
            for (const [k, meaning] of now) model.set(k, { meaning, active: true });
            const sorted = [...model.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
            expect(linesOf().map((line) => line.split("\t")[0])).toEqual(sorted);
            for (const [k, { meaning, active }] of model) {
              expect(lookupKey(ledger, k)).toEqual({
                state: active ? "active" : "withdrawn",
                fingerprint: meaning,
                label: meaning,
              });
            }
          }
        },
      ),
      { numRuns: 60 },
    ));

  it("does not depend on the order of the rows", () =>
    fc.assert(
      fc.property(
        rows.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          rmSync(ledger, { force: true });
          accept(list);
          const first = linesOf();
          rmSync(ledger);
          accept(shuffled);
          expect(linesOf()).toEqual(first);
        },
      ),
      { numRuns: 50 },
    ));

  it("sorts many keys with long common beginnings", () => {
    const many = Array.from({ length: 5000 }, (_, i): Row => [`E22212${(i * 7919) % 5003}${"0".repeat(i % 7)}`, "m"]);
    const unique = [...new Map(many.map((row) => [row[0], row])).values()];
    accept(many);
    expect(linesOf().map((line) => line.split("\t")[0])).toEqual(unique.map(([k]) => k).sort());
  });
});
