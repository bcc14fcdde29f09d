import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Transaction } from "../../src/run/transaction.ts";

let output: string;
beforeEach(() => {
  output = mkdtempSync(path.join(os.tmpdir(), "tsunagi-transaction-"));
  writeFileSync(path.join(output, "catalogue.nq"), "old");
});
afterEach(() => rmSync(output, { recursive: true, force: true }));

const target = (): string => path.join(output, "catalogue.nq");
const stage = (transaction: Transaction, text: string): string => {
  const beside = transaction.beside("catalogue.nq");
  writeFileSync(beside, text);
  transaction.replace(target(), beside);
  return beside;
};

describe("Transaction", () => {
  it("shows nothing before the commit and everything after it", () => {
    const transaction = Transaction.open(output);
    stage(transaction, "new");
    expect(readFileSync(target(), "utf8")).toBe("old");
    transaction.commit();
    expect(readFileSync(target(), "utf8")).toBe("new");
    expect(readdirSync(output)).toEqual(["catalogue.nq"]);
  });

  it("leaves the last good output when it is aborted", () => {
    const transaction = Transaction.open(output);
    stage(transaction, "new");
    transaction.abort();
    expect(readFileSync(target(), "utf8")).toBe("old");
    expect(readdirSync(output)).toEqual(["catalogue.nq"]);
  });

  it("finishes a commit that a crash cut off", () => {
    const scratch = path.join(output, ".run-1");
    mkdirSync(scratch);
    writeFileSync(path.join(scratch, "b"), "second");
    const moves = [
      { from: path.join(scratch, "a"), to: target() }, // done before the crash
      { from: path.join(scratch, "b"), to: path.join(output, "b.nq") },
    ];
    writeFileSync(path.join(output, ".commit.json"), JSON.stringify({ moves, removals: [] }));
    Transaction.open(output).abort();
    expect(readFileSync(target(), "utf8")).toBe("old");
    expect(readFileSync(path.join(output, "b.nq"), "utf8")).toBe("second");
    expect(existsSync(scratch)).toBe(false);
  });

  it("clears what a killed run left behind, and takes over its lock", () => {
    mkdirSync(path.join(output, ".run-999999999"));
    writeFileSync(path.join(output, ".lock"), "999999999");
    Transaction.open(output).abort();
    expect(readdirSync(output)).toEqual(["catalogue.nq"]);
  });

  it("writes to no folder that holds other files", () => {
    rmSync(target());
    mkdirSync(path.join(output, "photos", "2019"), { recursive: true });
    expect(() => Transaction.open(output)).toThrow("RUN-003");
    expect(readdirSync(output)).toEqual(["photos"]);
  });

  it("says why a folder cannot be written to, and leaves no lock", () => {
    expect(() => Transaction.open(target())).toThrow("a file has that name");
    expect(() => Transaction.open(path.join(target(), "below"))).toThrow("a part of its path is a file");
  });

  it.skipIf(process.getuid?.() === 0)("says that a folder is not ours to write to", () => {
    chmodSync(output, 0o555);
    expect(() => Transaction.open(output)).toThrow("it may not be written to");
    chmodSync(output, 0o755);
  });

  it("refuses a second writer of the same process too", () => {
    const transaction = Transaction.open(output);
    expect(() => Transaction.open(output)).toThrow("RUN-001");
    transaction.abort();
    Transaction.open(output).abort();
  });

  it("refuses a second writer and says who is at work", () => {
    writeFileSync(path.join(output, ".lock"), String(process.ppid));
    expect(() => Transaction.open(output)).toThrow(`process ${process.ppid}`);
  });

  it("knows every file that will be there after the commit", () => {
    const transaction = Transaction.open(output);
    const beside = stage(transaction, "new");
    mkdirSync(path.join(output, "gone"));
    writeFileSync(path.join(output, "gone", "x.nq"), "");
    transaction.discard(path.join(output, "gone"));
    expect(transaction.filesAfterCommit((name) => name.endsWith(".nq"))).toEqual([{ to: target(), now: beside }]);
    transaction.abort();
  });
});
