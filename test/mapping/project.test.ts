/** The project's own mappings and vocabulary, on its samples and (where they are at hand) on the real tables. */
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { loadProject } from "../../src/config/load-project.ts";
import { compilePlan } from "../../src/mapping/align.ts";
import { formatProblem } from "../../src/problem/format.ts";
import { loadVocabulary } from "../../src/vocabulary/load-vocabulary.ts";
import { type InterpretedRow, interpretPlan } from "../support/plan-interpreter.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const real = path.join(root, "../shared/data/cities");
const vocabulary = await loadVocabulary(path.join(root, "vocab"));
const project = loadProject(path.join(root, "mappings"), {});

function run(id: string, file: string, encoding = "utf-8") {
  const dataset = project.datasets.find((one) => one.id === id)!;
  const text = new TextDecoder(encoding).decode(readFileSync(file)).replace(/^\uFEFF/, "");
  const rows: string[][] = parse(text, { relax_column_count: true });
  const headerRows = dataset.document.source?.headerRows ?? 1;
  const names = rows[0]!.map((_, column) => rows.slice(0, headerRows).map((row) => row[column] ?? ""));
  const compiled = compilePlan({ dataset, vocabulary, source: { file: path.basename(file), names }, project });
  expect(
    compiled.problems.filter((problem) => problem.severity === "error").map((problem) => formatProblem(problem)),
  ).toEqual([]);
  const kept = interpretPlan(compiled.plan, rows.slice(headerRows)).filter((row) => !row.leftOut);
  return { ...compiled, kept };
}

const records = (rows: readonly InterpretedRow[]): InterpretedRow[] => rows.filter((row) => row.rejected === undefined);
const usableFor = (row: InterpretedRow, ...hazards: string[]): boolean =>
  hazards.every((hazard) =>
    row.quads.some((line) => line.includes(`/ns#hazard>\t<https://w3id.org/tsunagi/hazard/${hazard}>`)),
  );

test("every dataset of the project is mapped with the vocabulary's models", () => {
  expect(project.datasets.map((dataset) => dataset.id)).toContain("yaizu/aed");
  for (const dataset of project.datasets) expect([...vocabulary.models.keys()]).toContain(dataset.document.model);
});

describe.skipIf(!existsSync(real))("real tables", () => {
  const shelters = path.join(real, "tw-shelters.taipei-keelung-tainan.masked.csv");

  test("shelters for tsunami and earthquake, per city", () => {
    const count = (id: string, file: string): number =>
      records(run(id, file).kept).filter((row) => usableFor(row, "tsunami", "earthquake")).length;
    expect({
      taipei: count("taipei/shelter", shelters),
      tainan: count("tainan/shelter", shelters),
      keelung: count("keelung/shelter", shelters),
      yaizu: count("yaizu/evacuation-space", path.join(real, "jp-yaizu-evacuation-space.standard.csv")),
    }).toEqual({ taipei: 0, tainan: 23, keelung: 113, yaizu: 26 });
  });

  test("a Taipei school at 22.5° N is a warning with its row, and stays", () => {
    const { kept } = run("taipei/shelter", shelters);
    expect(kept[0]!.problems).toEqual(["VAL-016"]);
    expect(kept[0]!.quads.join("")).toContain('"22.4797"');
  });

  test("personal columns are in no output", () => {
    const { plan, alignment, kept } = run("tainan/shelter", shelters);
    expect(alignment.private).toEqual(["管理人姓名", "管理人電話"]);
    expect(plan.privateColumns).toHaveLength(2);
    expect(kept.some((row) => row.quads.some((line) => line.includes("○○○")))).toBe(false);
  });

  test("thefts, populations and AEDs make a record of every row", () => {
    const thefts = run("taipei/residential-theft", path.join(real, "tw-taipei-residential-theft.big5.csv"), "big5");
    expect(records(thefts.kept)).toHaveLength(2436);
    const population = run(
      "tainan/town-population",
      path.join(real, "tw-tainan-town-population.double-header.csv"),
      "big5",
    );
    expect(records(population.kept).every((row) => /^670000\d{3}|^6700/.test(row.key!))).toBe(true);
    expect(records(run("yaizu/aed", path.join(real, "jp-yaizu-aed.standard.csv")).kept)).toHaveLength(82);
    expect(records(run("saitama/aed", path.join(real, "jp-saitama-aed.csv")).kept)).toHaveLength(392);
  });

  test("every record carries the card", () => {
    for (const [id, file] of [
      ["yaizu/aed", "jp-yaizu-aed.standard.csv"],
      ["saitama/aed", "jp-saitama-aed.csv"],
    ] as const) {
      for (const { quads, key, problems } of records(run(id, path.join(real, file)).kept)) {
        // An area that cannot be read is told (VAL-012) and leaves the record without one.
        const place = problems.includes("VAL-012") ? [] : ["ns#city", "ns#area"];
        for (const predicate of ["rdf-schema#label", "dc/terms/identifier", "22-rdf-syntax-ns#type", ...place]) {
          expect(
            quads.some((line) => line.includes(`${predicate}>`)),
            `${id} ${key} ${predicate}`,
          ).toBe(true);
        }
      }
    }
  });
});
