/** The flat form: one resource a row, one literal a column. */
import type { Plan } from "../../src/mapping/plan.ts";

const prefix = "https://example.org/id/aed/";

export function flatPlan(columns: readonly string[]): Plan {
  const key = columns.length;
  return {
    dataset: "https://example.org/dataset/aed",
    columns,
    privateColumns: [],
    where: [],
    expressions: [
      ...columns.map((_, column) => ({ kind: "reference" as const, column })),
      { kind: "key", parts: [{ expression: 0, output: 0 }], names: [columns[0]!], content: false },
    ],
    triplesMaps: [
      {
        name: "aed",
        subject: { kind: "template", parts: [prefix, { expression: key, output: 0 }], encode: false, termType: "iri" },
        classes: [],
        graphs: [],
        predicateObjectMaps: columns.map((column, index) => ({
          predicates: [{ kind: "constant", term: { kind: "iri", value: `https://example.org/ns#${column}` } }],
          objects: [{ kind: "reference", value: { expression: index, output: 0 }, termType: "literal" }],
          graphs: [],
        })),
      },
    ],
    record: { prefix, key, meaning: [{ expression: 1, output: 0 }] },
    rowsMayRepeatTriples: false,
  };
}
