/** The example questions, answered by Oxigraph over a small hand-made world and the vocabulary itself. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { toAlgebra } from "@traqula/algebra-sparql-1-1";
import { Parser } from "@traqula/parser-sparql-1-1";
import oxigraph from "oxigraph";
import { beforeAll, describe, expect, it } from "vitest";
import { quadLine } from "../../src/rdf/nquads.ts";
import { conceptsNamed, hasShared, model, queriesFolder, readTable, vocabulary } from "./vocabulary-under-test.ts";

const names = readdirSync(queriesFolder).filter((name) => name.endsWith(".rq"));
const textOf = (name: string): string => readFileSync(join(queriesFolder, name), "utf8");

const world = `
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX hz: <https://w3id.org/tsunagi/hazard/>
PREFIX ic: <http://imi.go.jp/ns/core/rdf#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sac: <http://data.e-stat.go.jp/lod/sac/>
PREFIX tsu: <https://w3id.org/tsunagi/ns#>
PREFIX tw: <https://w3id.org/tsunagi/area/tw/>
PREFIX wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX id: <https://example.org/id/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX ds: <https://example.org/dataset/>

ds:tainan {
  id:t1 a tsu:Shelter, ic:施設型 ; dct:identifier "t1" ; rdfs:label "一"@zh-Hant ; tsu:city tw:67000 ; tsu:area tw:67000310 ; tsu:hazard hz:tsunami, hz:earthquake, hz:water-disaster ; ic:収容人数 <https://example.org/id/t1#収容人数> .
  <https://example.org/id/t1#収容人数> a ic:数量型 ; ic:数値 157.0 ; ic:単位表記 "人" .
  id:t2 a tsu:Shelter ; dct:identifier "t2" ; rdfs:label "二"@zh-Hant ; tsu:city tw:67000 ; tsu:area tw:67000310 ; tsu:hazard hz:earthquake, hz:tsunami ; ic:収容人数 <https://example.org/id/t2#収容人数> .
  <https://example.org/id/t2#収容人数> ic:数値 43.0 .
  id:t3 a tsu:Shelter ; dct:identifier "t3" ; rdfs:label "三"@zh-Hant ; tsu:city tw:67000 ; tsu:area tw:67000320 ; tsu:hazard hz:tsunami, hz:earthquake .
  id:t4 a tsu:Shelter ; dct:identifier "t4" ; rdfs:label "四"@zh-Hant ; tsu:city tw:67000 ; tsu:area tw:67000320 ; tsu:hazard hz:tsunami ; ic:収容人数 <https://example.org/id/t4#収容人数> .
  <https://example.org/id/t4#収容人数> ic:数値 1000.0 .
  id:t5 a tsu:Shelter ; dct:identifier "t5" ; rdfs:label "五"@zh-Hant ; tsu:city tw:67000 ; tsu:area tw:67000320 .
}
ds:taipei { id:p1 a tsu:Shelter ; dct:identifier "p1" ; rdfs:label "甲"@zh-Hant ; tsu:city tw:63000 ; tsu:area tw:63000050 ; tsu:hazard hz:earthquake, hz:water-disaster . }
ds:yaizu {
  sac:none rdfs:label "unrelated" .
  id:y1 a tsu:Shelter ; rdfs:label "塔"@ja ; dct:identifier "1" ; tsu:city sac:C22212 ; tsu:area sac:C22212 ; tsu:hazard hz:earthquake, hz:tsunami ; ic:住所 <https://example.org/id/y1#住所> .
  <https://example.org/id/y1#住所> a ic:住所型 ; ic:表記 "焼津市一" .
}
ds:aed {
  id:a1 a tsu:AED ; dct:identifier "a1" ; rdfs:label "庁舎"@ja ; tsu:city sac:C22212 ; wgs:lat 34.8 ; wgs:long 138.3 ; tsu:pediatric true ; ic:設置位置 "玄関" .
  id:a2 a tsu:AED ; dct:identifier "a2" ; rdfs:label "学校"@ja ; tsu:city sac:C22212 ; tsu:pediatric false .
  id:a3 a tsu:AED ; dct:identifier "a3" ; rdfs:label "図書館"@ja ; tsu:city sac:C11100 ; wgs:lat 35.9 ; wgs:long 139.6 .
}
ds:theft {
  id:h1 a tsu:Theft ; dct:identifier "h1" ; tsu:city tw:63000 ; tsu:area tw:63000050 ; tsu:kind <https://w3id.org/tsunagi/theft/residential> ; tsu:date "2014-06-23"^^xsd:date ; ic:日時 <https://example.org/id/h1#日時> ; ic:期間 <https://example.org/id/h1#期間> .
  <https://example.org/id/h1#日時> ic:年 103 ; ic:月 6 . <https://example.org/id/h1#期間> ic:開始時間 "08:00:00"^^xsd:time ; ic:終了時間 "10:00:00"^^xsd:time .
  id:h2 a tsu:Theft ; dct:identifier "h2" ; tsu:city tw:63000 ; tsu:area tw:63000050 ; tsu:kind <https://w3id.org/tsunagi/theft/residential> ; tsu:date "2015-06-01"^^xsd:date ; ic:日時 <https://example.org/id/h2#日時> ; ic:期間 <https://example.org/id/h2#期間> .
  <https://example.org/id/h2#日時> ic:年 104 ; ic:月 6 . <https://example.org/id/h2#期間> ic:開始時間 "10:00:00"^^xsd:time ; ic:終了時間 "12:00:00"^^xsd:time .
  id:h3 a tsu:Theft ; dct:identifier "h3" ; tsu:city tw:63000 ; tsu:area tw:63000110 ; tsu:kind <https://w3id.org/tsunagi/theft/bicycle> ; tsu:date "2015-01-01"^^xsd:date ; ic:日時 <https://example.org/id/h3#日時> .
  <https://example.org/id/h3#日時> ic:月 1 .
}
ds:population {
  id:o1 a tsu:PopulationObservation, qb:Observation ; dct:identifier "o1" ; tsu:city tw:67000 ; tsu:area tw:67000310 ; tsu:period "2011-03"^^xsd:gYearMonth ; tsu:sex <https://w3id.org/tsunagi/sex/total> ; tsu:age <https://w3id.org/tsunagi/age/total> ; tsu:population 100 ; tsu:households 40 .
  id:o2 a tsu:PopulationObservation ; dct:identifier "o2" ; tsu:city tw:67000 ; tsu:area tw:67000310 ; tsu:period "2010-12"^^xsd:gYearMonth ; tsu:sex <https://w3id.org/tsunagi/sex/total> ; tsu:age <https://w3id.org/tsunagi/age/total> ; tsu:population 90 .
  id:o3 a tsu:PopulationObservation ; dct:identifier "o3" ; tsu:city tw:67000 ; tsu:area tw:67000310 ; tsu:period "2011-03"^^xsd:gYearMonth ; tsu:sex <https://w3id.org/tsunagi/sex/male> ; tsu:age <https://w3id.org/tsunagi/age/total> ; tsu:population 50 .
}
<https://example.org/catalogue> {
  ds:tainan a dcat:Dataset ; dct:title "臺南"@zh-Hant, "Tainan shelters"@en ; dct:license <https://data.gov.tw/license> .
  ds:yaizu a dcat:Dataset ; dct:title "焼津"@ja ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
  ds:taipei a dcat:Dataset . ds:aed a dcat:Dataset . ds:theft a dcat:Dataset . ds:population a dcat:Dataset .
}`;

const store = new oxigraph.Store();
beforeAll(() => {
  store.load(world, { format: "application/trig" });
  store.load(vocabulary.quads.map(quadLine).join(""), { format: "application/n-quads" });
});

/** Rows as arrays of texts in the order of the query's SELECT; "" where unbound. */
function answers(name: string, from = store): string[][] {
  const text = textOf(name);
  const variables = [
    ...(/SELECT (.*)/.exec(text)?.[1] ?? "")
      .replace(/\([^()]*(\([^()]*\))?[^()]* AS (\?\w+)\)/g, "$2")
      .matchAll(/\?(\w+)/g),
  ].map((match) => match[1] ?? "");
  const rows = from.query(text, { use_default_graph_as_union: true }) as Map<string, { value: string }>[];
  return rows.map((row) => variables.map((variable) => row.get(variable)?.value ?? ""));
}

describe("answers", () => {
  const tainan = "https://w3id.org/tsunagi/area/tw/67000";
  const yaizu = "http://data.e-stat.go.jp/lod/sac/C22212";
  const saitama = "http://data.e-stat.go.jp/lod/sac/C11100";

  it("shelters for tsunami and earthquake: zeros are shown, unknown is not 0", () => {
    expect(answers("shelters-tsunami-earthquake.rq")).toEqual([
      [tainan, "Tainan City", "3", "4", "2", "200"],
      [yaizu, "Yaizu City", "1", "1", "0", ""],
      ["https://w3id.org/tsunagi/area/tw/63000", "Taipei City", "0", "1", "0", ""],
    ]);
  });
  it("shelters by hazard", () => {
    expect(answers("shelters-by-hazard.rq")).toEqual([
      ["Tainan City", "tsunami", "4"],
      ["Tainan City", "earthquake", "3"],
      ["Tainan City", "water disaster", "1"],
      ["Taipei City", "earthquake", "1"],
      ["Taipei City", "water disaster", "1"],
      ["Yaizu City", "earthquake", "1"],
      ["Yaizu City", "tsunami", "1"],
    ]);
  });
  it("shelters without hazards", () => {
    expect(answers("shelters-without-hazards.rq")).toEqual([["Tainan City", "https://example.org/id/t5", "五"]]);
  });
  it("stated capacity per district", () => {
    expect(answers("shelter-capacity-per-district.rq")).toEqual([
      ["Tainan City", "East District", "3", "1", "1000", "1000", "1000"],
      ["Tainan City", "Yongkang District", "2", "2", "200", "100", "157"],
    ]);
  });
  it("AEDs per city, and of one city", () => {
    expect(answers("aeds-per-city.rq")).toEqual([
      [yaizu, "Yaizu City", "2", "1", "1"],
      [saitama, "Saitama City", "1", "1", "0"],
    ]);
    expect(answers("aeds-of-a-city.rq")).toEqual([
      ["https://example.org/id/a2", "学校", "", "", ""],
      ["https://example.org/id/a1", "庁舎", "玄関", "34.8", "138.3"],
    ]);
  });
  it("thefts per month, slot and district", () => {
    expect(answers("thefts-per-month.rq")).toEqual([
      ["bicycle theft", "1", "1", "2015-01-01", "2015-01-01"],
      ["residential theft", "6", "2", "2014-06-23", "2015-06-01"],
    ]);
    expect(answers("thefts-per-slot.rq")).toEqual([
      ["08:00:00", "10:00:00", "1"],
      ["10:00:00", "12:00:00", "1"],
    ]);
    expect(answers("thefts-per-district.rq")).toEqual([
      ["Zhongzheng District", "residential theft", "2"],
      ["Shilin District", "bicycle theft", "1"],
    ]);
  });
  it("population over time counts nobody twice", () => {
    expect(answers("population-over-time.rq")).toEqual([
      ["2010-12", "90", ""],
      ["2011-03", "100", "40"],
    ]);
  });
  it("everything about one record", () => {
    const rows = answers("everything-about-one-record.rq");
    expect(rows).toContainEqual([
      "https://example.org/id/y1",
      "http://imi.go.jp/ns/core/rdf#住所",
      "address",
      "https://example.org/id/y1#住所",
      "http://imi.go.jp/ns/core/rdf#表記",
      "焼津市一",
    ]);
    expect(rows).toContainEqual([
      "https://example.org/id/y1",
      "https://w3id.org/tsunagi/ns#city",
      "city",
      yaizu,
      "",
      "",
    ]);
    expect(new Set(rows.map((row) => row[1])).size).toBe(7);
  });
  it("datasets with licence", () => {
    const rows = answers("datasets.rq");
    expect(rows).toContainEqual([
      "https://example.org/dataset/tainan",
      "Tainan shelters",
      "https://data.gov.tw/license",
      "5",
    ]);
    expect(rows).toContainEqual([
      "https://example.org/dataset/yaizu",
      "",
      "https://creativecommons.org/licenses/by/4.0/",
      "1",
    ]);
    expect(rows).toHaveLength(6);
  });
  it("areas", () => {
    const rows = answers("areas.rq");
    expect(rows).toContainEqual([yaizu, "Yaizu City", "", ""]);
    expect(rows.filter((row) => row[1] === "Tainan City")).toHaveLength(37);
  });
});

describe.skipIf(!hasShared)("on the real tables, read through the vocabulary", () => {
  it("shelters for tsunami and earthquake are 113 in Keelung, 26 in Yaizu, 23 in Tainan and 0 in Taipei", () => {
    const lines: string[] = [];
    const ns = "https://w3id.org/tsunagi/ns#";
    const add = (id: string, city: string | undefined, hazards: readonly string[], capacity: string): void => {
      const subject = `<https://example.org/${id}>`;
      lines.push(`${subject} a <${ns}Shelter> ; <${ns}city> <${city}> .`);
      for (const hazard of hazards) lines.push(`${subject} <${ns}hazard> <${hazard}> .`);
      if (capacity !== "")
        lines.push(
          `${subject} <http://imi.go.jp/ns/core/rdf#収容人数> <https://example.org/${id}#n> . <https://example.org/${id}#n> <http://imi.go.jp/ns/core/rdf#数値> ${Number(capacity)} .`,
        );
    };
    const districts = ["63000", "67000", "10017"].flatMap((code) =>
      vocabulary.areas.within(vocabulary.areas.find(code)?.iri ?? ""),
    );
    readTable("tw-shelters.taipei-keelung-tainan.masked.csv").forEach((row, i) => {
      const area = districts.find((district) => district.names.includes(row["縣市及鄉鎮市區"] ?? ""));
      const words = (row["適用災害類別"] ?? "").split(",").filter((word) => word !== "");
      add(
        `tw${i}`,
        area?.city,
        words.flatMap((word) => conceptsNamed("hazard", word).map(({ iri }) => iri)),
        row["預計收容人數"] ?? "",
      );
    });
    const flags = model("shelter").fields.find((field) => field.name === "hazard")?.flagHeaders ?? [];
    readTable("jp-yaizu-evacuation-space.standard.csv").forEach((row, i) => {
      const raised = flags.filter(({ header }) => row[header] === "○").map(({ concept }) => concept);
      add(`jp${i}`, vocabulary.areas.find(row["市区町村コード"] ?? "")?.iri, raised, row["想定収容人数"] ?? "");
    });
    const real = new oxigraph.Store();
    real.load(lines.join("\n"), { format: "text/turtle" });
    real.load(vocabulary.quads.map(quadLine).join(""), { format: "application/n-quads" });
    const rows = answers("shelters-tsunami-earthquake.rq", real);
    expect(rows.map((row) => [row[1], row[2]])).toEqual([
      ["Keelung City", "113"],
      ["Yaizu City", "26"],
      ["Tainan City", "23"],
      ["Taipei City", "0"],
    ]);
    // Japan's table gives no capacity: unknown, not 0. Nothing can be summed over no shelter.
    expect(rows.map((row) => row[5] === "")).toEqual([false, true, false, true]);
    expect(Number(rows[0]?.[4])).toBeLessThanOrEqual(113);
  });
});

describe("every query", () => {
  /** What SPARQL to SQL compiles (and GRAPH, for the datasets): an example must not need the slow way. */
  const compiled = new Set<string>([
    ...[
      "project",
      "join",
      "leftjoin",
      "bgp",
      "pattern",
      "filter",
      "extend",
      "values",
      "group",
      "distinct",
      "orderby",
      "slice",
      "graph",
      "expression",
    ],
  ]);
  const operators = new Set(["=", "&&", "lang", "desc"]);

  it.each(names)("%s says its title in three languages and stays inside what is compiled", (name) => {
    const text = textOf(name);
    const [english, japanese, chinese] = text.split("\n");
    expect(english).toMatch(/^# [A-Z].{5,80}$/);
    expect(japanese).toMatch(/^# ja: .{5,}$/);
    expect(chinese).toMatch(/^# zh-Hant: .{5,}$/);
    const algebra = toAlgebra(new Parser().parse(text));
    const used = new Set<string>();
    const calls = new Set<string>();
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(visit);
      else if (typeof value === "object" && value !== null && !("termType" in value)) {
        if ("type" in value && typeof value.type === "string") used.add(value.type);
        if ("operator" in value && typeof value.operator === "string") calls.add(value.operator);
        Object.values(value).forEach(visit);
      }
    };
    visit(algebra);
    expect(used.has("project")).toBe(true);
    expect([...used].filter((type) => !compiled.has(type))).toEqual([]);
    expect([...calls].filter((operator) => !operators.has(operator))).toEqual([]);
  });
  it.each(names)("%s has an answer here", (name) => {
    expect(answers(name).length).toBeGreaterThan(0);
  });
  it.each(names)("%s uses only prefixes it needs and terms that vocab/ declares", (name) => {
    const text = textOf(name);
    const body = text.replace(/^PREFIX .*$/gm, "").replace(/^#.*$/gm, "");
    for (const [, prefix, namespace] of text.matchAll(/^PREFIX (\w+): <([^>]+)>/gm)) {
      const used = [...body.matchAll(new RegExp(`\\b${prefix}:([^\\s;,.)}]+)`, "gu"))].map(
        (match) => namespace + (match[1] ?? ""),
      );
      expect(used.length, `${prefix}: is used`).toBeGreaterThan(0);
      if (!/imi\.go\.jp|w3id\.org|e-stat/.test(namespace ?? "")) continue;
      for (const term of used)
        expect(
          vocabulary.quads.some((quad) => quad.subject.value === term),
          term,
        ).toBe(true);
    }
  });
});
