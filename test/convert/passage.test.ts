import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Expression, Plan, PredicateObjectMap } from "../../src/mapping/plan.ts";
import { interpretPlan } from "../support/plan-interpreter.ts";
import { at, base, convertCsv, csv, flatPlan, literalOf, pair } from "./tables.ts";

/** More columns than one passage tests: its quads are written by several. */
const width = 20;
const columns = Array.from({ length: width }, (_, i) => `c${i}`);
const key = width;
const lists = { kind: "function", function: "text", inputs: [at(5)], parameters: { split: ";" } } as const;
const expressions: Expression[] = [...flatPlan(columns).expressions, lists];

const predicate = (index: number): string => `https://example.org/p${String(index).padStart(2, "0")}`;
const pairs: PredicateObjectMap[] = columns.map((_, i) => {
  if (i === 5) return pair(predicate(i), literalOf(at(key + 1), { language: "ja" }));
  if (i === 9) return pair(predicate(i), { kind: "reference", value: at(i), termType: "iri" });
  const only = i % 4 === 3 ? { condition: { anyOf: [at(i - 1), at(2)] } } : {};
  return { ...pair(predicate(i), literalOf(at(i))), ...only };
});
const plan: Plan = flatPlan(columns, {
  expressions,
  triplesMaps: [
    { ...flatPlan(columns).triplesMaps[0]!, predicateObjectMaps: pairs },
    {
      name: "node",
      subject: { kind: "template", parts: [base, at(key), "#n"], encode: false, termType: "iri" },
      classes: ["https://example.org/N"],
      graphs: [],
      predicateObjectMaps: pairs,
      condition: { anyOf: Array.from({ length: 12 }, (_, i) => at(i + 3)) },
    },
  ],
});

const cell = fc.constantFrom("", "", "", "x", "x;y;x", 'q"', "urn:a", "no address", "l\nl", "東京");
const row = fc.array(cell, { minLength: width - 1, maxLength: width - 1 });
const table = fc.array(row, { maxLength: 12 }).map((rows) => rows.map((cells, i) => [String(i), ...cells]));

describe("quads written many at a time", () => {
  it("are those of the plan, in its order, whichever values a row has", async () => {
    let quads = 0;
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const { output, quads: counted } = await convertCsv(plan, csv(rows));
        const lines = output.split("\n").slice(0, -1);
        expect(counted).toBe(lines.length);
        const expected = interpretPlan(plan, rows).flatMap((told) => told.quads.map((line) => line.trimEnd()));
        expect([...lines].sort()).toEqual(expected.sort());
        // Rows, subjects (the node's type comes first) and predicates come as the plan has them.
        const places = lines.map((line) => {
          const [subject = "", is = ""] = line.split("\t");
          const number = subject
            .slice(base.length + 1)
            .replace(/\D.*$/, "")
            .padStart(4, "0");
          return `${number} ${subject.includes("#n") ? 1 : 0} ${is.includes("#type") ? "" : is}`;
        });
        expect(places).toEqual([...places].sort());
        quads += counted;
      }),
      { numRuns: 60 },
    );
    expect(quads).toBeGreaterThan(500);
  });
});
