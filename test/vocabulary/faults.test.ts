import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Problem, ProblemError } from "../../src/problem/problem.ts";
import { loadVocabulary } from "../../src/vocabulary/load-vocabulary.ts";

const prefixes = `@prefix ex: <http://example.org/> .
@prefix ic: <http://imi.go.jp/ns/core/rdf#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tsu: <https://w3id.org/tsunagi/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;
const good = `ex:M a sh:NodeShape, tsu:DataModel ; tsu:key "m" ; sh:targetClass ex:T ; rdfs:label "m"@en ; sh:property
  [ tsu:field "name" ; sh:path ( ex:name ) ; sh:name "name"@en ] `;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "vocabulary-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
async function problemsOf(files: Record<string, string>): Promise<readonly Problem[]> {
  try {
    await loadVocabulary(folderWith(files));
  } catch (fault) {
    if (fault instanceof ProblemError) return fault.problems;
    throw fault;
  }
  return [];
}

describe("a vocabulary that is wrong", () => {
  it("is not confused with one that is right", async () => {
    expect(await problemsOf({ "m.ttl": `${prefixes}${good}.` })).toEqual([]);
  });
  it("has a problem with its file and line if it does not parse", async () => {
    const [problem, ...more] = await problemsOf({
      "m.ttl": `${prefixes}ex:a ex:b "c"\nex:d ex:e ex:f .`,
      "good.ttl": `${prefixes}${good}.`,
    });
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ code: "VOC-001", severity: "error" });
    expect(problem?.at?.file).toMatch(/m\.ttl$/);
    expect(problem?.at?.line).toBeGreaterThanOrEqual(9);
  });
  it("that is not there at all is a problem", async () => {
    await expect(loadVocabulary("/nowhere/vocab")).rejects.toThrow(ProblemError);
  });

  const property = (text: string): string => `${prefixes}${good}, [ tsu:field "f" ; ${text} ] .`;
  it.each([
    ["VOC-002", `${prefixes}${good}, [ sh:path ( ex:p ) ; sh:name "f"@en ] .`, "no tsu:field"],
    ["VOC-003", property('sh:path ( ex:p ) ; sh:name "f"@en ; tsu:headers "F"'), "tsu:headers"],
    ["VOC-004", property("sh:path ( ex:p )"), "has no label"],
    ["VOC-005", property('sh:path [ sh:inversePath ex:p ] ; sh:name "f"@en'), "not a sequence"],
    ["VOC-005", property('sh:path ( ex:p [ sh:zeroOrMorePath ex:q ] ) ; sh:name "f"@en'), "not a sequence"],
    ["VOC-006", property('sh:path ( ex:p ) ; tsu:class ( ex:A ex:B ) ; sh:name "f"@en'), "tsu:class"],
    ["VOC-006", property('sh:path ( ex:p ex:q ) ; sh:name "f"@en'), "rdfs:range"],
    ["VOC-007", property('sh:path ( ex:p ) ; tsu:scheme ex:none ; sh:name "f"@en'), "skos:ConceptScheme"],
    ["VOC-008", property('sh:path ( ex:p ) ; tsu:header [ tsu:text "F" ] ; sh:name "f"@en'), "tsu:header"],
    ["VOC-009", property('sh:path ( ex:p ) ; tsu:fixed [ sh:hasValue "x" ] ; sh:name "f"@en'), "tsu:fixed"],
    ["VOC-010", property('sh:path ( ex:p ) ; tsu:role tsu:measures ; sh:name "f"@en'), "tsu:measures"],
    ["VOC-011", `${prefixes}ex:M a sh:NodeShape, tsu:DataModel ; tsu:key "m" ; rdfs:label "m"@en .`, "sh:targetClass"],
    [
      "VOC-012",
      `${prefixes}${good}. ex:N a sh:NodeShape, tsu:DataModel ; tsu:key "m" ; sh:targetClass ex:T ; rdfs:label "n"@en .`,
      '"m"',
    ],
    ["VOC-013", `${prefixes}${good}, [ tsu:field "name" ; sh:path ( ex:p ) ; sh:name "f"@en ] .`, "twice"],
    [
      "VOC-014",
      `${prefixes}${good}, [ tsu:field "f" ; sh:path ( ex:p ) ; sh:name "f"@en ; tsu:header "料金(基本)" ], [ tsu:field "g" ; sh:path ( ex:p ) ; sh:name "g"@en ; tsu:header "料金（基本）" ] .`,
      "料金",
    ],
    ["VOC-015", `${prefixes}${good.replace("DataModel", "ObservationModel")}.`, "tsu:dimension"],
    [
      "VOC-016",
      `${prefixes}ex:S a skos:ConceptScheme . ex:R a skos:ConceptScheme ; skos:notation "r" .`,
      "skos:notation",
    ],
    ["VOC-017", `${prefixes}ex:A a tsu:City ; ic:識別値 "1" ; tsu:country "jp" ; skos:broader ex:B .`, "parent"],
    [
      "VOC-015",
      `${prefixes}${good.replace("DataModel", "ObservationModel")}, [ tsu:field "d" ; tsu:role tsu:dimension ; sh:path ( ex:p ) ; sh:name "d"@en ],
       [ tsu:field "m" ; tsu:role tsu:measure ; sh:path ( rdfs:label rdfs:label ) ; tsu:class ( ex:A ) ; sh:name "m"@en ] .`,
      "not one predicate",
    ],
    [
      "VOC-018",
      `${prefixes}ex:S a skos:ConceptScheme ; skos:notation "s" . ex:U a skos:Concept, ic:単位コード型 ; skos:inScheme ex:S ; skos:prefLabel "u"@en ; tsu:baseUnit ex:U ; ic:乗数 "1e3" .`,
      "plain decimal",
    ],
    ["VOC-019", property('sh:path ( ex:p ) ; tsu:textPath ( ic:種別 ) ; sh:name "f"@en'), "type text"],
  ])("%s", async (code, text, piece) => {
    const problems = await problemsOf({ "m.ttl": text });
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.message).toContain(piece);
    expect(problems[0]?.at?.file).toMatch(/m\.ttl$/);
  });

  it("tells all its problems at once, at the lines of their fields", async () => {
    const problems = await problemsOf({
      "m.ttl": `${prefixes}${good},\n [ tsu:field "f" ; sh:path ( ex:p ) ] ,\n [ tsu:field "g" ; sh:path ( ex:p ) ; tsu:role ex:no ; sh:name "g"@en ] .`,
    });
    expect(problems.map(({ code, at }) => [code, at?.line])).toEqual([
      ["VOC-004", 11],
      ["VOC-010", 12],
    ]);
  });
});

describe("RDF/XML", () => {
  it("is read beside Turtle, and blank nodes of two files stay apart", async () => {
    const rdf = (name: string): string =>
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/"><rdf:Description rdf:about="http://example.org/${name}"><e:p rdf:parseType="Resource"><e:q xml:lang="ja">${name}</e:q></e:p></rdf:Description></rdf:RDF>`;
    const vocabulary = await loadVocabulary(
      folderWith({
        "a.rdf": rdf("あ"),
        "b.rdf": rdf("い"),
        "c.ttl": `${prefixes}ex:c ex:p [ ex:q "c" ] ; ex:l ( ex:a "b" ) .`,
      }),
    );
    const blanks = vocabulary.quads.flatMap((quad) =>
      quad.predicate.value === "http://example.org/p" ? [quad.object] : [],
    );
    expect(blanks.map((blank) => blank.kind)).toEqual(["blank", "blank", "blank"]);
    expect(new Set(blanks.map((blank) => blank.value)).size).toBe(3);
    expect(
      vocabulary.quads
        .filter((quad) => quad.predicate.value.endsWith("#first"))
        .map((quad) => quad.object.value)
        .sort(),
    ).toEqual(["b", "http://example.org/a"]);
    expect(vocabulary.quads.filter((quad) => quad.object.value.endsWith("#nil"))).toHaveLength(1);
  });
});
