import fc from "fast-check";
import { DataFactory, Parser } from "n3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { termFromRdfJs } from "../../src/rdf/rdfjs.ts";
import type { Term } from "../../src/rdf/term.ts";
import type { Store } from "../../src/store/store.ts";
import { termKey } from "../../src/store/term-key.ts";
import { collect, storeOf, temporaryFolder } from "./temporary-store.ts";

const folder = temporaryFolder();
const xsd = "http://www.w3.org/2001/XMLSchema#";

/** Pieces of N-Quads literals, as anyone may write them. */
const piece = fc.oneof(
  fc.constantFrom(
    "\\\\",
    "\\n",
    "\\r",
    "\\t",
    '\\"',
    "\\'",
    "\\b",
    "\\f",
    "n",
    "u0041",
    "'",
    "堠",
    "é",
    "e\u0301",
    "😀",
    " ",
    "\u007f",
    "@ja",
    "^^<",
    ".",
  ),
  fc.integer({ min: 0, max: 0xd7ff }).map((point) => `\\u${point.toString(16).padStart(4, "0")}`),
  fc.integer({ min: 0x10000, max: 0x10ffff }).map((point) => `\\U${point.toString(16).toUpperCase().padStart(8, "0")}`),
  fc.constantFrom("\\u005C", "\\u005Cn", "\\u005CU00000041", "\\U0000005Cu0041", "\\u0022", "\\u000A"),
);
const body = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
// N3 writes language tags in lower case; the store keeps them as they came.
const suffix = fc.constantFrom(
  "",
  "@ja",
  "@zh-hant",
  "@EN-gb",
  `^^<${xsd}string>`,
  `^^<${xsd}integer>`,
  "^^<http://e/\\u00e9>",
  "^^<http://e/é>",
);
const object = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(body, suffix).map(([text, end]) => `"${text}"${end}`) },
  { weight: 1, arbitrary: fc.constantFrom("<http://e/\\u540d>", "<http://e/名>", "<http://e/a#b.c>", "_:x", "_:x.1") },
);

const lowered = (term: Term | undefined): Term | undefined =>
  term?.kind === "literal" && term.language ? { ...term, language: term.language.toLowerCase() } : term;

describe("terms of a store", () => {
  it("are what N3 reads in the same text, however it is escaped", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(object, { minLength: 1, maxLength: 60 }), async (objects) => {
        const lines = objects.map((text, position) => `<http://e/s${position}>\t<http://e/p>\t${text}\t\t.\n`).join("");
        const expected = new Parser({ format: "N-Quads", blankNodePrefix: "" })
          .parse(lines)
          .map((quad) => termFromRdfJs(quad.object));
        const store = await storeOf(folder, lines);
        try {
          const quads = await collect(store.match({}));
          const found = new Map(quads.map((quad) => [quad.subject.value, quad.object]));
          for (const [position, term] of expected.entries())
            expect(lowered(found.get(`http://e/s${position}`))).toEqual(term);
          // One term has one id, and its lookup finds it.
          const ids = await store.lookup(expected);
          expect(ids).not.toContain(undefined);
          expect(new Set(ids).size).toBe(new Set(expected.map(termKey)).size);
        } finally {
          store.close();
        }
      }),
      { numRuns: 12 },
    );
  });

  it("do not include what is not there", async () => {
    const store = await storeOf(folder, `<http://e/s>\t<http://e/p>\t"a"@ja\t\t.\n`);
    const absent: Term[] = [
      { kind: "literal", value: "a" },
      { kind: "literal", value: "a", language: "en" },
      { kind: "iri", value: "a" },
      { kind: "blank", value: "a" },
      { kind: "literal", value: "a'\0\ud800" },
    ];
    expect(await store.lookup(absent)).toEqual(absent.map(() => undefined));
    store.close();
  });

  it("are found whatever the case of their language tag, and keep the tag as it was written", async () => {
    const lines = ["zh-Hant", "zh-hant", "ja"].map(
      (tag, position) => `<http://e/${position}>\t<http://e/p>\t"a\\n"@${tag}\t\t.\n`,
    );
    const store = await storeOf(folder, lines.join(""));
    const [spelled, lower] = await store.lookup(
      ["ZH-Hant", "zh-hant"].map((language) => ({ kind: "literal", value: "a\n", language })),
    );
    expect(spelled).toBe(lower);
    expect((await store.termsOf([spelled as number])).get(spelled as number)).toEqual({
      kind: "literal",
      value: "a\n",
      language: "zh-Hant",
    });
    expect(await store.matchCount({ object: { kind: "literal", value: "a\n", language: "zh-HANT" } })).toBe(2);
    store.close();
  });

  it("keep a cell of two megabytes and a NUL", async () => {
    const long = "名".repeat(700_000);
    const store = await storeOf(
      folder,
      `<http://e/s>\t<http://e/p>\t"${long}"\t\t.\n<http://e/s>\t<http://e/p>\t"a\\u0000b"\t\t.\n`,
    );
    const values = (await collect(store.match({}))).map((quad) => quad.object.value);
    expect(values.sort()).toEqual(["a\0b", long]);
    store.close();
  });

  it("of different files share no blank node", async () => {
    const line = `_:x\t<http://e/p>\t_:x\t\t.\n`;
    const store = await storeOf(folder, line, line);
    const quads = await collect(store.match({}));
    expect(quads).toHaveLength(2);
    expect(new Set(quads.map((quad) => quad.subject.value)).size).toBe(2);
    for (const quad of quads) expect(quad.object).toEqual(quad.subject);
    store.close();
  });
});

describe("values of literals", () => {
  /** datatype, lexical form, [family, num, dec, instant, zoned] by XSD 1.1, parts 3.3 and 3.4. */
  const cases: [string, string, [number, number | null, string | null, string | null, boolean | null]][] = [
    ["integer", "-007", [4, -7, "-7.0000000000", null, null]],
    ["integer", "1.0", [0, null, null, null, null]],
    ["integer", " 1", [0, null, null, null, null]],
    ["integer", "123456789012345678901234567890", [4, 1.2345678901234568e29, null, null, null]],
    ["integer", "12345678901234567890", [4, 12345678901234567000, "12345678901234567890.0000000000", null, null]],
    ["nonNegativeInteger", "-1", [0, null, null, null, null]],
    ["nonNegativeInteger", "-0", [4, 0, "0.0000000000", null, null]],
    ["byte", "128", [0, null, null, null, null]],
    ["byte", "-128", [4, -128, "-128.0000000000", null, null]],
    ["unsignedLong", "18446744073709551616", [0, null, null, null, null]],
    ["positiveInteger", "99999999999999999999999999999999999999999999", [4, 1e44, null, null, null]],
    ["decimal", "+.5", [5, 0.5, "0.5000000000", null, null]],
    ["decimal", "5.", [5, 5, "5.0000000000", null, null]],
    ["decimal", "1e3", [0, null, null, null, null]],
    ["decimal", "0.12345678901", [5, 0.12345678901, null, null, null]],
    ["decimal", "0.12345678900000", [5, 0.123456789, "0.1234567890", null, null]],
    ["decimal", "123456789012.5", [5, 123456789012.5, "123456789012.5000000000", null, null]],
    [
      "decimal",
      "9999999999999999999999999999.9999999999",
      [5, 1e28, "9999999999999999999999999999.9999999999", null, null],
    ],
    ["double", "1E400", [7, Number.POSITIVE_INFINITY, null, null, null]],
    ["double", "-INF", [7, Number.NEGATIVE_INFINITY, null, null, null]],
    ["double", "NaN", [7, Number.NaN, null, null, null]],
    ["double", "inf", [0, null, null, null, null]],
    ["float", "16777217", [6, 16777216, null, null, null]],
    ["boolean", "1", [3, 1, null, null, null]],
    ["boolean", "True", [0, null, null, null, null]],
    ["date", "2024-02-29", [9, null, null, "2024-02-29 00:00:00", false]],
    ["date", "2023-02-29", [0, null, null, null, null]],
    ["date", "2024-02-29+09:00", [9, null, null, "2024-02-28 15:00:00", true]],
    ["date", "-0004-02-29", [9, null, null, "0005-02-29 (BC) 00:00:00", false]],
    ["date", "12024-02-29", [9, null, null, "12024-02-29 00:00:00", false]],
    ["date", "999999999-02-29", [0, null, null, null, null]],
    ["date", "999999999-02-28", [9, null, null, null, false]],
    ["date", "2024-1-1", [0, null, null, null, null]],
    ["dateTime", "2024-01-01T24:00:00", [8, null, null, "2024-01-02 00:00:00", false]],
    ["dateTime", "2024-01-01T24:00:01", [0, null, null, null, null]],
    ["dateTime", "2024-01-01T10:00:00.5-05:30", [8, null, null, "2024-01-01 15:30:00.5", true]],
    ["dateTime", "2024-01-01T10:00:00.1234560Z", [8, null, null, "2024-01-01 10:00:00.123456", true]],
    ["dateTime", "2024-01-01T10:00:00.1234567Z", [8, null, null, null, true]],
    ["dateTime", "2024-01-01T10:00:00+14:01", [0, null, null, null, null]],
    ["dateTimeStamp", "2024-01-01T10:00:00", [0, null, null, null, null]],
    ["time", "24:00:00", [10, null, null, null, false]],
    ["time", "25:00:00", [0, null, null, null, null]],
    ["string", "x", [1, null, null, null, null]],
    ["gYear", "2024", [0, null, null, null, null]],
  ];
  let store: Store;
  beforeAll(async () => {
    const lines = cases.map(
      ([type, text], position) => `<http://e/${position}>\t<http://e/p>\t"${text}"^^<${xsd}${type}>\t\t.\n`,
    );
    store = await storeOf(folder, lines.join(""));
  });
  afterAll(() => store.close());

  it.each(cases.map((one) => [...one] as const))("%s %s", async (type, lexical, expected) => {
    const term = termFromRdfJs(DataFactory.literal(lexical, DataFactory.namedNode(xsd + type)));
    const [id] = await store.lookup([term]);
    const { values } = await store.columns(
      `SELECT family, num, dec::VARCHAR, instant::VARCHAR, zoned FROM terms WHERE id = ${id}`,
    );
    expect(values.map((column) => column[0])).toEqual(expected);
  });
});
