import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  Condition,
  Expression,
  Plan,
  PredicateObjectMap,
  RowCondition,
  TermMap,
  TriplesMap,
  ValueRef,
} from "../../src/mapping/plan.ts";
import { readWithN3, readWithOxigraph } from "../rdf/read-back.ts";
import { interpretPlan } from "../support/plan-interpreter.ts";
import { at, base, constant, convertCsv, csv, dataset } from "./tables.ts";

const columns = ["id", "a", "b", "c"];
const cell = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "x",
    "y",
    "x;y;x",
    "true",
    "有",
    "-",
    "東京 1",
    "a/b",
    'q"',
    "l\nl",
    "urn:a",
    "urn:b;urn:a",
    "https://e.org/é",
    "12",
  ),
  fc.string({ unit: fc.constantFrom(...'x;,"\n\\\t #%<é東　\u0000\u0085'), maxLength: 4 }),
);
const table = fc.array(fc.tuple(fc.constantFrom("1", "2", "３", "a b", "..", "東/京", "é", "é"), cell, cell, cell), {
  maxLength: 7,
});

/** Columns, constants and functions with one and with several values; the key is the last. */
const expressions: fc.Arbitrary<Expression[]> = fc
  .tuple(
    fc.array(
      fc.oneof<fc.Arbitrary<Expression>[]>(
        fc.record({
          kind: fc.constant("reference" as const),
          column: fc.nat(3),
          null: fc.constantFrom(undefined, ["-", "y"]),
          verbatim: fc.constantFrom(undefined, true),
        }),
        fc.record({ kind: fc.constant("constant" as const), value: fc.constantFrom("x", "true", "urn:a", 'c"') }),
        fc.record({
          kind: fc.constant("function" as const),
          function: fc.constant("text"),
          inputs: fc.nat(3).map((column) => [at(column)]),
          parameters: fc.constantFrom({}, { split: ";" }, { map: { x: "X" } }),
          field: fc.constant("f"),
        }),
        fc.record({
          kind: fc.constant("function" as const),
          function: fc.constant("boolean"),
          inputs: fc.nat(3).map((column) => [at(column)]),
          parameters: fc.constantFrom({}, { empty: "no" }),
        }),
      ),
      { minLength: 2, maxLength: 6 },
    ),
    fc.boolean(),
    fc.array(fc.nat(3), { minLength: 1, maxLength: 2 }),
  )
  .map(([some, content, parts]) => [
    ...columns.map((_, column): Expression => ({ kind: "reference", column })),
    ...some,
    {
      kind: "key",
      parts: [at(0), ...parts.map((part) => at(part))],
      names: ["id", ...parts.map((part) => columns[part]!)],
      content,
    },
  ]);

function termMap(
  values: fc.Arbitrary<ValueRef>,
  types: readonly ("iri" | "blank" | "literal")[],
): fc.Arbitrary<TermMap> {
  const shape = fc.constantFrom(...types).chain((termType) =>
    fc.record({
      termType: fc.constant(termType),
      ...(termType === "literal"
        ? fc.sample(
            fc.constantFrom(
              {},
              { language: fc.constant("ja") },
              { datatype: fc.constant("http://www.w3.org/2001/XMLSchema#token") },
            ),
            1,
          )[0]
        : {}),
    }),
  );
  const text = fc.constantFrom("https://e.org/", "urn:", "#x", "/", "y");
  const parts = fc.oneof(
    fc.tuple(fc.constantFrom("https://e.org/", "urn:"), values),
    fc.tuple(fc.constantFrom("https://e.org/", "urn:"), values, fc.constantFrom("#x", "#y", "y")),
    fc.tuple(fc.constantFrom("https://e.org/", "urn:"), values, text, values),
    fc.tuple(values, values),
  );
  const fixed = fc.constantFrom(
    constant("urn:a"),
    constant("https://e.org/é"),
    ...(types.includes("literal") ? [{ kind: "constant", term: { kind: "literal", value: 'x"' } } as TermMap] : []),
  );
  return fc.oneof(
    { arbitrary: fixed, weight: 1 },
    {
      arbitrary: fc.tuple(values, shape).map(([value, rest]): TermMap => ({ kind: "reference", value, ...rest })),
      weight: 2,
    },
    {
      arbitrary: fc
        .tuple(parts, fc.boolean(), shape)
        .map(([list, encode, rest]): TermMap => ({ kind: "template", parts: list, encode, ...rest })),
      weight: 2,
    },
  );
}

const plan: fc.Arbitrary<Plan> = expressions.chain((list) => {
  const key = list.length - 1;
  const refs = list.flatMap((expression, index) =>
    expression.kind === "function" && expression.function === "date" ? [] : [at(index)],
  );
  const values = fc.constantFrom(...refs);
  const condition: fc.Arbitrary<Condition | undefined> = fc.oneof(
    fc.constant(undefined),
    fc.array(values, { minLength: 1, maxLength: 2 }).map((anyOf) => ({ anyOf })),
    values.map((isTrue) => ({ isTrue })),
  );
  const subject = fc.oneof(
    fc.constantFrom("", "#x", "#x.y").map(
      (tail): TermMap => ({
        kind: "template",
        parts: [base, at(key), ...(tail === "" ? [] : [tail])],
        encode: false,
        termType: "iri",
      }),
    ),
    termMap(values, ["iri", "blank"]),
  );
  const graphs = fc.oneof(
    { arbitrary: fc.constant([]), weight: 3 },
    { arbitrary: fc.array(termMap(values, ["iri"]), { maxLength: 2 }), weight: 1 },
  );
  const pairs: fc.Arbitrary<PredicateObjectMap> = fc.record({
    predicates: fc.array(fc.oneof(fc.constantFrom("urn:p", "urn:q").map(constant), termMap(values, ["iri"])), {
      minLength: 1,
      maxLength: 2,
    }),
    objects: fc.array(termMap(values, ["iri", "blank", "literal"]), { minLength: 1, maxLength: 3 }),
    graphs,
    condition,
  });
  const map: fc.Arbitrary<TriplesMap> = fc.record({
    name: fc.constant("m"),
    subject,
    classes: fc.array(fc.constantFrom("urn:C", "urn:D"), { maxLength: 3 }),
    graphs,
    predicateObjectMaps: fc.array(pairs, { maxLength: 3 }),
    condition,
  });
  const where: fc.Arbitrary<RowCondition> = fc.record({
    column: fc.nat(3),
    test: fc.constantFrom("equals", "startsWith", "endsWith", "contains", "matches"),
    values: fc.array(fc.constantFrom("x", " y ", "東", "^.$", ";"), { minLength: 1, maxLength: 2 }),
    not: fc.boolean(),
  });
  return fc.record({
    dataset: fc.constant(dataset),
    columns: fc.constant(columns),
    privateColumns: fc.constantFrom([], [], [2]),
    where: fc.oneof(fc.constant([]), fc.array(where, { maxLength: 1 })),
    expressions: fc.constant(list),
    triplesMaps: fc.array(map, { minLength: 1, maxLength: 3 }),
    record: fc.constantFrom({ prefix: base, key, meaning: [at(1)] }, undefined),
    rowsMayRepeatTriples: fc.boolean(),
  });
});

describe("any plan over any rows", () => {
  it("gives what the slow interpreter of plans gives", async () => {
    const seen = { quads: 0, rejected: 0, repeats: 0, leftOut: 0, repeated: 0 };
    await fc.assert(
      fc.asyncProperty(plan, table, async (one, rows) => {
        const told = interpretPlan(one, rows);
        const expected = told.flatMap((row) => row.quads);
        const converted = await convertCsv(one, csv(rows));
        const lines = converted.output.split(/(?<=\n)/).filter((line) => line !== "");
        const wanted = one.rowsMayRepeatTriples ? [...new Set(expected)] : expected;
        expect(lines.sort()).toEqual([...wanted].sort());
        expect(converted.quads).toBe(lines.length);
        expect(converted.rejected).toBe(told.filter((row) => row.rejected !== undefined).length);
        expect(converted.filtered).toBe(told.filter((row) => row.leftOut).length);
        if (one.record !== undefined) {
          const keys = converted.keys
            .split("\n")
            .slice(0, -1)
            .map((line) => line.split("\t")[0]);
          expect(keys).toEqual(told.flatMap((row) => row.key ?? []));
        }
        expect(readWithOxigraph(converted.output)).toHaveLength(lines.length);
        expect(readWithN3(converted.output)).toHaveLength(lines.length);
        seen.quads += lines.length;
        seen.rejected += converted.rejected;
        seen.repeats += converted.repeats;
        seen.leftOut += converted.filtered;
        seen.repeated += converted.repeatedTriples;
      }),
      { numRuns: 300 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  });
});
