import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { termText } from "../../src/rdf/nquads.ts";
import type { Term } from "../../src/rdf/term.ts";
import { describeTerm, readWithN3, readWithOxigraph } from "../rdf/read-back.ts";
import { at, base, convertCsv, csv, dataset, flatPlan, literalOf, pair } from "./tables.ts";

const xsd = "http://www.w3.org/2001/XMLSchema#";
const columns = ["id", "text", "label", "number", "address", "page"];
const plan = {
  ...flatPlan(columns),
  triplesMaps: [
    {
      name: "record",
      subject: { kind: "template" as const, parts: [base, at(6)], encode: false, termType: "iri" as const },
      classes: ["https://example.org/Class"],
      graphs: [],
      predicateObjectMaps: [
        pair("https://example.org/text", literalOf(at(1))),
        pair("https://example.org/label", literalOf(at(2), { language: "ja" })),
        pair("https://example.org/number", literalOf(at(3), { datatype: `${xsd}decimal` })),
        pair("https://example.org/address", {
          kind: "template",
          parts: ["https://example.org/a/", at(4), "#x"],
          encode: true,
          termType: "iri",
        }),
        pair("https://example.org/page", { kind: "reference", value: at(5), termType: "iri" }),
        pair("https://example.org/both", {
          kind: "template",
          parts: ["「", at(1), "」", at(2)],
          encode: false,
          termType: "literal",
        }),
      ],
    },
  ],
};

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ..."\"\\\n\r\t><\u0000\u0001\u007f\u0080\u009f\u00a0\u2028堠あ'. ,;#%{}|^`~",
      "\u{20000}",
      "\ufeff",
      "\ue000",
      "\ufffe",
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).filter((character) => character !== "\ufffd"),
  ),
  maxLength: 12,
});
const address = fc.oneof(
  hostile,
  fc.constantFrom(
    "https://example.org/a b",
    "https://example.org/焼津?q=1",
    "no iri",
    "https://example.org/<>",
    "urn:x:1",
    "https://e.org/a#b#c",
  ),
);
const row = fc.tuple(fc.stringMatching(/^[a-z0-9東京/ ]{1,6}$/), hostile, hostile, hostile, hostile, address);
const rows = fc.uniqueArray(row, { maxLength: 6, selector: ([id]) => id.trim().normalize("NFC") });

/** RFC 3987: the planes 1 to 14 without their last two characters, and without the tags. */
const iunreserved =
  /^(?![\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{e0000}-\u{e0fff}\u{efffe}\u{effff}])[A-Za-z0-9\-._~\u{a0}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{ffef}\u{10000}-\u{effff}]$/u;
const percent = (character: string): string =>
  [...Buffer.from(character, "utf8")].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

type Writer = (term: Term) => string;

/** What the plan says of these rows, said once more in characters. */
function expected(table: readonly (readonly string[])[], write: Writer = termText): string {
  const lines: string[] = [];
  for (const cells of table) {
    const [id, text, label, number, place, page] = cells.map((cell) => cell.trim());
    if (cells.every((cell) => cell === "") || id === "") continue;
    const subject: Term = {
      kind: "iri",
      value:
        base +
        encodeURIComponent(id!)
          .replace(/%E6%9D%B1/g, "東")
          .replace(/%E4%BA%AC/g, "京"),
    };
    const add = (predicate: string, object: Term): void => {
      const terms: Term[] = [subject, { kind: "iri", value: predicate }, object, { kind: "iri", value: dataset }];
      lines.push(`${terms.map(write).join("\t")}\t.\n`);
    };
    add("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", { kind: "iri", value: "https://example.org/Class" });
    if (text) add("https://example.org/text", { kind: "literal", value: text });
    if (label) add("https://example.org/label", { kind: "literal", value: label, language: "ja" });
    if (number) add("https://example.org/number", { kind: "literal", value: number, datatype: `${xsd}decimal` });
    if (place) {
      const safe = [...place]
        .map((character) => (iunreserved.test(character) ? character : percent(character)))
        .join("");
      add("https://example.org/address", { kind: "iri", value: `https://example.org/a/${safe}#x` });
    }
    if (page && isIri(page)) add("https://example.org/page", { kind: "iri", value: page });
    if (text && label) add("https://example.org/both", { kind: "literal", value: `「${text}」${label}` });
  }
  return lines.join("");
}

/** oxigraph decides what is an IRI. */
function isIri(text: string): boolean {
  try {
    return !/[\x00-\x20<>"{}|^`\\]/.test(text) && readWithOxigraph(`<${text}> <urn:p> <urn:o> .\n`).length === 1;
  } catch {
    return false;
  }
}

async function holds(table: readonly (readonly string[])[], write?: Writer): Promise<boolean> {
  const { output } = await convertCsv(plan, csv(table));
  try {
    // The order of the triples is that of the plan; what a term is, the parsers say.
    const wanted = readWithOxigraph(expected(table));
    const compared = write === undefined ? output : expected(table, write);
    return (
      compared.split("\n").every((line) => line === "" || line.split("\t").length === 5) &&
      !/[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(compared) &&
      same(readWithN3(compared), wanted) &&
      same(readWithOxigraph(compared), wanted)
    );
  } catch {
    return false;
  }
}
const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.join("\n") === other.join("\n");

describe("hostile cells", () => {
  it("come back from two parsers as the plan says", async () => {
    await fc.assert(
      fc.asyncProperty(rows, (table) => holds(table)),
      { numRuns: 400 },
    );
  });

  const raw =
    (escaper: (text: string) => string): Writer =>
    (term) =>
      term.kind === "literal" ? `"${escaper(term.value)}"${termText({ ...term, value: "" }).slice(2)}` : termText(term);
  it.each<[string, (text: string) => string]>([
    [
      "quotes",
      (text) => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t"),
    ],
    [
      "line feeds",
      (text) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\r", "\\r").replaceAll("\t", "\\t"),
    ],
    [
      "backslashes",
      (text) => text.replaceAll('"', '\\"').replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t"),
    ],
  ])("the property sees an escaper that forgets %s", async (_, escaper) => {
    const { failed } = await fc.check(
      fc.asyncProperty(rows, (table) => holds(table, raw(escaper))),
      { numRuns: 400 },
    );
    expect(failed).toBe(true);
  });

  it("that are no IRI are a problem with its place, and make no triple", async () => {
    const { output, problems } = await convertCsv(plan, csv([["1", "a", "", "", "", "https://example.org/a b"]]));
    expect(output).not.toContain("page");
    expect(problems).toMatchObject([
      {
        code: "CNV-004",
        severity: "warning",
        count: 1,
        source: { file: "table0.csv", line: 2, header: "page", value: "https://example.org/a b" },
      },
    ]);
  });

  it("of a megabyte are converted whole, and beyond the limit rejected with their line", async () => {
    const long = 'あ"\n\\'.repeat(150_000);
    const { output } = await convertCsv(plan, csv([["1", long, "", "", "", ""]]), { recordBytes: 1 << 21 });
    expect(readWithOxigraph(output)[1]).toBe(
      `NamedNode ${base}1 | NamedNode https://example.org/text | ${describeTerm({ termType: "Literal", value: long, datatype: { value: `${xsd}string` } })} | NamedNode ${dataset}`,
    );
    const small = await convertCsv(
      plan,
      csv([
        ["1", "x".repeat(2000), "", "", "", ""],
        ["2", "ok", "", "", "", ""],
      ]),
      { recordBytes: 1000 },
    );
    expect(small).toMatchObject({ records: 2, rejected: 1, resources: 1 });
    expect(small.problems).toMatchObject([{ code: "CNV-012", source: { line: 2 } }]);
  });

  it("that hold an undecodable byte cost their cell, not their row", async () => {
    const { output, problems, resources } = await convertCsv(plan, "1,ok\ufffd,label,,,\n2,ok,,,,\n");
    expect(resources).toBe(2);
    expect(output).toContain('"label"@ja');
    expect(output).not.toContain("\ufffd");
    expect(problems).toMatchObject([{ code: "CNV-001", count: 1, source: { line: 2, header: "text" } }]);
  });

  it("with line breaks are escaped whatever the quote is, and whatever ends a record", async () => {
    const quoted = await convertCsv(flatPlan(["id", "text"]), "1,'a\nb'\n", {}, { quote: "'", plain: false });
    const carriage = await convertCsv(
      flatPlan(["id", "text"]),
      "1,a\r2,b\r",
      {},
      { quote: "", lineEnding: "\r", plain: false },
    );
    expect(quoted.output).toContain('"a\\nb"');
    expect(readWithOxigraph(quoted.output)).toHaveLength(2);
    expect(readWithOxigraph(carriage.output)).toHaveLength(4);
  });
});
