import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DatasetDocument } from "../../src/config/dataset-schema.ts";
import { compileYarrrml } from "../../src/mapping/yarrrml/compile.ts";
import { expandPrefix, parseTemplate } from "../../src/mapping/yarrrml/template.ts";
import { interpretPlan } from "../support/plan-interpreter.ts";
import { base, dataset, short, source } from "./hand-made.ts";

function compile(
  text: string,
  headers: readonly string[],
  rows: readonly (readonly string[])[] = [],
  document: Partial<DatasetDocument> = {},
) {
  const result = compileYarrrml({
    text,
    file: "x.yarrrml.yaml",
    dataset: dataset({ model: undefined, ...document }),
    source: source(...headers),
    project: { base },
    city: `${base}area/22212`,
  });
  const errors = result.problems.filter((problem) => problem.severity === "error");
  const interpreted = errors.length > 0 ? [] : interpretPlan(result.plan, rows);
  return { ...result, errors, interpreted, triples: interpreted.map((row) => row.quads.map(short).sort()) };
}

const mapping = (body: string): string =>
  `prefixes:\n  ex: ${base}\nmappings:\n  thing:\n${body.replace(/^/gm, "    ")}`;

describe("YARRRML", () => {
  test("the short and the long forms mean the same", () => {
    const forms = [
      "s: ex:$(id)\npo:\n  - [a, ex:Thing]\n  - [rdfs:label, $(name), ja~lang]\n  - [ex:n, $(n), xsd:integer]\n  - [[ex:p, ex:q], [$(url)~iri, 'x y']]",
      "subjects: ex:$(id)\npredicateobjects:\n  - predicates: a\n    objects: ex:Thing\n  - predicate: rdfs:label\n    object: { value: $(name), language: ja }\n  - p: ex:n\n    o: [[$(n), xsd:integer]]\n  - p: [ex:p, ex:q]\n    o:\n      - { value: $(url), type: iri }\n      - x y",
    ];
    const [first, second] = forms.map((body) =>
      compile(mapping(body), ["id", "name", "n", "url"], [["a b", "甲", "１", "https://x.org/"]]),
    );
    expect(first!.problems).toEqual([]);
    expect(first!.triples[0]).toEqual(
      [
        "§a%20b a §Thing",
        '§a%20b rdfs:label "甲"@ja',
        '§a%20b §n "１"^^xsd:integer',
        "§a%20b §p https://x.org/",
        '§a%20b §p "x y"',
        "§a%20b §q https://x.org/",
        '§a%20b §q "x y"',
      ].sort(),
    );
    expect(second!.triples).toEqual(first!.triples);
    expect(first!.plan).toMatchObject({ rowsMayRepeatTriples: true, dataset: dataset({}).iri });
    expect(first!.plan.record).toBeUndefined();
  });

  test("cells are taken as they are; an empty one is no value, unless the document keeps it", () => {
    const body = "s: ex:$(id)\npo:\n  - [ex:name, $(name)]\n  - [ex:both, $(id)-$(name)]";
    const rows = [
      ["1", " x "],
      ["2", ""],
    ];
    expect(compile(mapping(body), ["id", "name"], rows).triples).toEqual([['§1 §both "1- x "', '§1 §name " x "'], []]);
    expect(compile(`empty: keep\n${mapping(body)}`, ["id", "name"], rows).triples[1]).toEqual([
      '§2 §both "2-"',
      '§2 §name ""',
    ]);
  });

  test("several subjects, graphs, and conditions", () => {
    const body =
      "s: [ex:a/$(id), ex:b/$(id)]\ngraphs: ex:g/$(id)\ncondition:\n  function: idlab-fn:notEqual\n  parameters:\n    - [grel:valueParameter, $(id)]\n    - [grel:valueParameter2, x]\npo:\n  - p: ex:same\n    o: 'yes'\n    condition: { function: equal, parameters: [[str1, $(id)], [str2, $(other)]] }\n  - [ex:id, $(id)]";
    const { triples, interpreted, problems } = compile(
      mapping(body),
      ["id", "other"],
      [
        ["1", "1"],
        ["2", "3"],
        ["x", "x"],
        ["4", ""],
      ],
    );
    expect(problems).toEqual([]);
    expect(triples).toEqual([
      ['§a/1 §id "1"', '§a/1 §same "yes"', '§b/1 §id "1"', '§b/1 §same "yes"'],
      ['§a/2 §id "2"', '§b/2 §id "2"'],
      [],
      ['§a/4 §id "4"', '§b/4 §id "4"'],
    ]);
    expect(interpreted[0]!.quads[0]).toContain(`<${base}g/1>`);
  });

  test("value functions by their tsu: names", () => {
    const body =
      "s: ex:$(id)\npo:\n  - p: ex:date\n    o: { function: tsu:date, parameters: [[tsu:value, $(date)], [tsu:calendar, roc], [tsu:output, date]], datatype: xsd:date }\n  - p: ex:n\n    o: { function: tsu:number, parameters: [[grel:valueParameter, $(n)], [tsu:multiplier, 1000]], datatype: xsd:decimal }";
    const { triples, errors } = compile(mapping(body), ["id", "date", "n"], [["1", "1030623", "１,5"]]);
    expect(errors).toEqual([]);
    expect(triples[0]).toContain('§1 §date "2014-06-23"^^xsd:date');
  });

  test.each([
    ["a join", "s: ex:$(id)\npo:\n  - p: ex:p\n    o: { mapping: other }", "MAP-042"],
    [
      "a function it does not have",
      "s: ex:$(id)\npo:\n  - p: ex:p\n    o: { function: grel:toUpperCase, parameters: [[grel:valueParameter, $(id)]] }",
      "MAP-045",
    ],
    [
      "a function that needs the vocabulary",
      "s: ex:$(id)\npo:\n  - p: ex:p\n    o: { function: tsu:concept, parameters: [[tsu:value, $(id)]] }",
      "MAP-045",
    ],
    [
      "the short form of functions",
      "s: ex:$(id)\npo:\n  - p: ex:p\n    o: { function: tsu:text(value = $(id)) }",
      "MAP-042",
    ],
    ["targets", "s: ex:$(id)\ntargets: x\npo: []", "MAP-042"],
    [
      "a language out of a column",
      "s: ex:$(id)\npo:\n  - p: ex:p\n    o: { value: $(id), language: $(id) }",
      "MAP-042",
    ],
    ["a subject that is not there", "po:\n  - [a, ex:T]", "MAP-042"],
    ["another file", "sources: [[other.csv~csv]]\ns: ex:$(id)\npo:\n  - [a, ex:T]", "MAP-046"],
    ["another format", "sources: [['thing.json~jsonpath', '$']]\ns: ex:$(id)\npo:\n  - [a, ex:T]", "MAP-046"],
    ["an unknown prefix", "s: xe:$(id)\npo:\n  - [a, ex:T]", "MAP-044"],
    ["a relative IRI without base", "s: thing/$(id)\npo:\n  - [a, ex:T]", "MAP-043"],
    ["a literal predicate", "s: ex:$(id)\npo:\n  - p: { value: ex:p, type: literal }\n    o: x", "MAP-043"],
    [
      "a datatype on an IRI",
      "s: ex:$(id)\npo:\n  - p: ex:p\n    o: { value: $(id), type: iri, datatype: xsd:string }",
      "MAP-043",
    ],
    ["an unknown column", "s: ex:$(id)\npo:\n  - [ex:p, $(nmae)]", "MAP-012"],
    ["a private column", "s: ex:$(id)\npo:\n  - [ex:p, $(phone)]", "MAP-014"],
    ["a misspelt key", "s: ex:$(id)\npredicateobject:\n  - predicats: ex:p\n    o: x", "MAP-041"],
    ["an entry without object", "s: ex:$(id)\npo:\n  - [a]", "MAP-040"],
    ["no YAML", "s: [", "CFG-001"],
  ])("refuses %s, at its place", (_, body, code) => {
    const { errors } = compile(mapping(body), ["id", "name", "phone"], [], {
      private: ["phone"],
      source: { path: "data/thing.csv" },
    });
    expect(errors.map((problem) => problem.code)).toContain(code);
    for (const { at } of errors) {
      expect(at?.file).toBe("x.yarrrml.yaml");
      expect(at?.line).toBeGreaterThan(code === "CFG-001" ? 0 : 2);
    }
  });

  test("its one source may be named, in any of the forms", () => {
    for (const sources of [
      "sources: [[thing.csv~csv]]",
      "sources: [[data/thing.csv~csv]]",
      "sources: [{ access: ./data/thing.csv, referenceFormulation: csv }]",
    ]) {
      expect(
        compile(mapping(`${sources}\ns: ex:$(id)\npo:\n  - [a, ex:T]`), ["id"], [], {
          source: { path: "data/thing.csv" },
        }).problems,
      ).toEqual([]);
    }
  });

  test("where and key of the dataset hold; the key has to be the subject of a mapping", () => {
    const text = mapping("s: ex:id/jp/22212/thing/$(id)\npo:\n  - [ex:name, $(name)]");
    const { interpreted, plan, problems } = compile(
      text,
      ["id", "name"],
      [
        ["1", "甲"],
        ["2", "乙"],
        ["1", "丙"],
      ],
      { key: ["id"], where: { name: ["甲", "丙"] } },
    );
    expect(problems).toEqual([]);
    expect(plan.record?.prefix).toBe(`${base}id/jp/22212/thing/`);
    expect(interpreted.map((row) => [row.leftOut, row.key, row.rejected])).toEqual([
      [false, "1", undefined],
      [true, undefined, undefined],
      [false, undefined, "URI-002"],
    ]);
    const wrong = compile(mapping("s: ex:thing/$(id)\npo:\n  - [ex:name, $(name)]"), ["id", "name"], [], {
      key: ["id"],
    });
    expect(wrong.errors).toMatchObject([
      { code: "MAP-032", advice: `The subject of one mapping has to be ${base}id/jp/22212/thing/$(id).` },
    ]);
    expect(compile(text, ["id", "name"], [], { model: "thing" }).errors).toMatchObject([{ code: "MAP-031" }]);
  });

  test("a record with a key gets its city and identifier in the dataset's graph, unless the document states them", () => {
    const body = (more = "") =>
      mapping(`s: ex:id/jp/22212/thing/$(id)/$(n)\ngraphs: ex:g\npo:\n  - [ex:name, $(name)]${more}`);
    const run = (text: string, key?: readonly string[]) =>
      compile(text, ["id", "n", "name"], [["a b", "2", "甲"]], key === undefined ? {} : { key: [...key] });
    const graphs = (result: ReturnType<typeof run>) =>
      result.interpreted[0]!.quads.map((line) => `${short(line)} in ${line.split("\t")[3]}`).sort();
    const own = `a%20b/2 §name "甲" in <${base}g>`;
    const card = [
      `a%20b/2 dct:identifier "a b/2" in <${dataset({}).iri}>`,
      `a%20b/2 tsu:city §area/22212 in <${dataset({}).iri}>`,
    ];
    expect(graphs(run(body(), ["id", "n"]))).toEqual([...card, own].sort());
    expect(graphs(run(body()))).toEqual([own]);
    const stated = "\n  - [dcterms:identifier, $(n)]\n  - [ex:same, $(n)]";
    expect(
      graphs(
        run(`prefixes:\n  dcterms: http://purl.org/dc/terms/\n${body(stated).replace("prefixes:\n", "")}`, ["id", "n"]),
      ),
    ).toEqual([own, `a%20b/2 dct:identifier "2" in <${base}g>`, `a%20b/2 §same "2" in <${base}g>`, card[1]!].sort());
  });
});

describe("templates", () => {
  test("escapes, prefixes and externals", () => {
    expect(parseTemplate("ex:$(a\\)b)/$((c))")).toEqual({
      prefix: "ex",
      parts: [{ text: "ex:" }, { reference: "a)b" }, { text: "/" }, { reference: "(c" }, { text: ")" }],
    });
    expect(parseTemplate("12\\:30")).toEqual({ parts: [{ text: "12:30" }] });
    expect(parseTemplate("$(_x) $(\\_x)").parts).toEqual([
      { reference: "_x", external: true },
      { text: " " },
      { reference: "_x" },
    ]);
    expect(parseTemplate("costs $5 $(open").parts).toEqual([{ text: "costs $5 $(open" }]);
    expect(expandPrefix(parseTemplate("ex: text"), { ex: base }).parts).toEqual([{ text: "ex: text" }]);
    expect(expandPrefix(parseTemplate("http://x.org/"), { http: base }).parts).toEqual([{ text: "http://x.org/" }]);
    expect(expandPrefix(parseTemplate("constructor:x"), {}).parts).toEqual([{ text: "constructor:x" }]);
  });

  test("every text can be written as a template, and every header as a reference", () => {
    const escaped = (text: string): string => text.replace(/[\\():_$]/g, "\\$&");
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.string({ unit: "binary", minLength: 1 }),
        (text, header) => {
          expect(parseTemplate(`${escaped(text)}$(${escaped(header)})`)).toEqual({
            parts: [{ text }, { reference: header }],
          });
        },
      ),
    );
  });
});
