/** The documents of the reference translator's own tests: what we make of rows equals what its RML means, or is refused. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compileYarrrml } from "../../src/mapping/yarrrml/compile.ts";
import { interpretedQuads } from "../support/plan-interpreter.ts";
import { dataset, source } from "./hand-made.ts";
import { RmlOracle } from "./rml-oracle.ts";

const suite = fileURLToPath(new URL("../../../shared/suites/yarrrml", import.meta.url));
/** Refusals that say what is not done yet, or that the document reads something else than a table of ours. */
const honest = new Set(["MAP-040", "MAP-042", "MAP-043", "MAP-044", "MAP-045", "CFG-001"]);
const graph = dataset({}).iri;

function cases(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const inner = path.join(folder, entry.name);
    if (entry.isDirectory()) return cases(inner);
    return /^mapping\.(yarrrml|yml|yarrr\.yml|yarrrml\.yml|yarrrml\.yaml)$/.test(entry.name) &&
      existsSync(path.join(folder, "mapping.rml.ttl"))
      ? [inner]
      : [];
  });
}

const all = cases(suite);

/** Every reference of the suite gets a column; values try what matters: spaces, slashes, IRIs, empty cells, the constants compared with. */
function rowsFor(columns: readonly string[]): string[][] {
  const values = ["1", "test", "0", "", "a b/c", "http://example.com/x"];
  return values.map((value, i) =>
    columns.map((_, column) => (i === 3 && column === 0 ? "z" : values[(i + column) % values.length] || value)),
  );
}

/** What a document says does not depend on where its rows come from: other sources are taken for tables. */
const asTable = (text: string): string =>
  text.replace(/~(jsonpath|xpath)/g, "~csv").replace(/(referenceFormulation: )(jsonpath|xpath)/g, "$1csv");

const columnsOf = (oracle: RmlOracle): string[] => (oracle.references().length > 0 ? oracle.references() : ["id"]);

function outcome(file: string): {
  refused: readonly string[];
  ours: readonly string[];
  theirs: readonly string[];
  unknown?: string;
} {
  const oracle = new RmlOracle(readFileSync(path.join(path.dirname(file), "mapping.rml.ttl"), "utf8"));
  const columns = columnsOf(oracle);
  const { plan, problems } = compileYarrrml({
    text: asTable(readFileSync(file, "utf8")),
    file: path.basename(file),
    dataset: dataset({ model: undefined }),
    source: source(...columns),
    project: { base: "http://example.org/" },
  });
  const refused = problems.filter((problem) => problem.severity === "error").map((problem) => problem.code);
  if (refused.length > 0) return { refused, ours: [], theirs: [] };
  const rows = rowsFor(columns);
  const theirs = rows.flatMap((row) =>
    oracle.quads(Object.fromEntries(columns.map((name, i) => [name, row[i]!])), graph),
  );
  return { refused, ours: interpretedQuads(plan, rows), theirs: [...new Set(theirs)].sort() };
}

describe.skipIf(all.length === 0)("the reference translator's documents", () => {
  const compared: string[] = [];

  test.each(all.map((file) => path.relative(suite, file)))("%s", (name) => {
    const { refused, ours, theirs } = outcome(path.join(suite, name));
    if (refused.length > 0) {
      expect(refused.filter((code) => !honest.has(code))).toEqual([]);
      return;
    }
    compared.push(name);
    expect(ours).toEqual(theirs);
    expect(ours.length).toBeGreaterThan(0);
  });

  test("most documents about one table are compared, not refused", () => {
    expect(compared.length).toBeGreaterThanOrEqual(40);
  });
});
