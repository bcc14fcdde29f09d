/** Small random data in which every kind of term meets every other. Lexical forms are those Oxigraph keeps: it rewrites "01" to "1". */
import fc from "fast-check";

const xsd = "http://www.w3.org/2001/XMLSchema#";
const typed = (type: string, ...values: string[]): string[] => values.map((value) => `"${value}"^^<${xsd}${type}>`);

export const subjects = ["<http://e/s1>", "<http://e/s2>", "<http://e/s3>", "<http://e/s4>", "_:b1", "_:b2"];
export const predicates = ["<http://e/p>", "<http://e/q>", "<http://e/r>"];
export const graphs = ["", "<http://e/g1>", "<http://e/g2>"];

export const numbers = [
  ...typed("integer", "-5", "0", "1", "2", "3", "10"),
  ...typed("decimal", "0.5", "2.5", "-1.25", "10.75"),
  ...typed("double", "1.5", "-3.5", "100.25"),
  ...typed("float", "0.25", "7.5"),
];

export const objects = [
  ...subjects,
  ...numbers,
  ...numbers,
  ...typed("boolean", "true", "false"),
  ...typed("date", "2019-04-30", "2019-05-01", "2019-05-02Z", "2019-05-02+09:00"),
  ...typed("dateTime", "2019-05-01T00:00:00", "2019-05-01T08:30:00Z", "2019-05-01T12:00:00.5+09:00"),
  ...typed("time", "09:00:00", "17:30:00"),
  // Ill-typed, and a datatype that nobody knows.
  ...typed("integer", "x"),
  ...typed("date", "2019-13-45"),
  '"a"^^<http://e/unknown>',
  '"b"^^<http://e/unknown>',
  '""',
  '"a"',
  '"B"',
  '"abc"',
  '"1"',
  '"津波"',
  '"𠮷野家"',
  // The same word composed and decomposed: two strings.
  '"caf\u00e9"',
  '"cafe\u0301"',
  '"a"@en',
  '"abc"@en',
  '"海嘯"@zh-tw',
  '"津波"@ja',
];

/** N-Quads, tab-separated. */
export const data: fc.Arbitrary<string> = fc
  .array(fc.tuple(...[subjects, predicates, objects, graphs].map((terms) => fc.constantFrom(...terms))), {
    minLength: 20,
    maxLength: 40,
  })
  .map((quads) => quads.map((quad) => `${quad.join("\t")}\t.\n`).join(""));
