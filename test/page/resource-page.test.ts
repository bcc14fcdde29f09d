/** A record's page as a reader meets it: what comes first, what is said once, what is said in words. */
import { expect, it } from "vitest";
import type { PageLanguage } from "../../src/page/languages.ts";
import { renderResourcePage } from "../../src/page/resource-page.ts";
import { expand, namespaces } from "../../src/rdf/namespaces.ts";
import { iri, literal, type Quad, type Term } from "../../src/rdf/term.ts";

const shelter = "https://example.org/demo/id/jp/99999/shelter/1";
const boolean = expand("xsd", "boolean");
const at = (subject: string, predicate: string, object: Term): Quad => ({
  subject: iri(subject),
  predicate: iri(predicate),
  object,
});
const own = (predicate: string, object: Term): Quad => at(shelter, predicate, object);
const node = (property: string): string => `${shelter}#${property}`;
const type = expand("rdf", "type");

/** In the order of their IRIs, as the store gives them. */
const quads: Quad[] = [
  own(expand("ic", "ID"), iri(node("ID"))),
  own(expand("ic", "住所"), iri(node("住所"))),
  own(expand("ic", "地理座標"), iri(node("地理座標"))),
  own(expand("ic", "設置地点"), iri(node("設置地点"))),
  own(expand("dct", "identifier"), literal("1")),
  own(expand("geo", "hasGeometry"), iri(node("geometry"))),
  own(type, iri(expand("geo", "Feature"))),
  own(type, iri(expand("ic", "施設型"))),
  own(type, iri(expand("tsu", "Shelter"))),
  own(expand("rdfs", "label"), literal("第一小学校", undefined, "ja")),
  own(expand("wgs", "lat"), literal("34.86", expand("xsd", "decimal"))),
  own(expand("wgs", "long"), literal("138.32", expand("xsd", "decimal"))),
  own(expand("tsu", "area"), iri("http://data.e-stat.go.jp/lod/sac/C22212")),
  own(expand("tsu", "indoor"), literal("true", boolean)),
  own(expand("tsu", "outdoor"), literal("false", boolean)),
  own(expand("tsu", "suitsVulnerable"), literal("maybe", boolean)),
  at(node("ID"), expand("ic", "識別値"), literal("1")),
  at(node("ID"), type, iri(expand("ic", "ID型"))),
  at(node("住所"), expand("ic", "表記"), literal("本町1-1")),
  at(node("住所"), type, iri(expand("ic", "住所型"))),
  at(node("地理座標"), expand("ic", "緯度"), literal("34.86")),
  at(node("地理座標"), expand("ic", "経度"), literal("138.32")),
  at(node("設置地点"), expand("ic", "説明"), literal("体育館")),
  at(node("設置地点"), expand("ic", "地理座標"), iri(node("設置地点.地理座標"))),
  at(node("設置地点.地理座標"), expand("ic", "緯度"), literal("34.8600")),
  at(node("geometry"), expand("geo", "asWKT"), literal("POINT(138.32 34.86)", expand("geo", "wktLiteral"))),
];

function render(language: PageLanguage, of: readonly Quad[] = quads): string {
  const rest = { inverse: [], moreInverse: false, labels: {}, graphs: [], datasets: [] };
  return renderResourcePage({
    description: { iri: shelter, quads: of, ...rest },
    language,
    address: "/doc/jp/99999/shelter/1",
    linkOf: (other) => `/about?iri=${encodeURIComponent(other)}`,
    alternates: [],
  });
}
/** Properties in the order of the page, at every depth, by their titles. */
const order = (page: string): string[] =>
  [...page.matchAll(/<th scope="row">(?:<a [^>]*title="([^"]+)"|([^<]+))/g)].map(([, title, text]) => title ?? text!);
const [main = "", technical = ""] = render("en").split('<section class="technical">');

it("says first what it is called, what it is and where it is", () => {
  expect(order(main).slice(0, 5)).toEqual([
    expand("rdfs", "label"),
    type,
    expand("ic", "住所"),
    expand("tsu", "area"),
    "coordinates",
  ]);
  const classes = [...main.matchAll(/(tsu:Shelter|ic:施設型|geo:Feature)<\/a>/g)].map(([, name]) => name);
  expect(classes).toEqual(["tsu:Shelter", "ic:施設型", "geo:Feature"]);
});

it("says the coordinates once, and again only among the technical details", () => {
  expect(main.match(/34\.86(?=[^/&"])/g)).toEqual(["34.86"]);
  for (const text of ["POINT(138.32 34.86)", "34.8600", ">34.86<", ">138.32<"]) expect(technical).toContain(text);
  expect(technical).toContain(`${encodeURIComponent(expand("ic", "設置地点"))}`);
});

it("keeps every value of the data, and every anchor", () => {
  const page = render("ja");
  for (const { object } of quads)
    if (object.kind === "literal" && object.datatype !== boolean) expect(page).toContain(object.value);
  for (const anchor of ["ID", "住所", "地理座標", "設置地点", "設置地点.地理座標", "geometry"])
    expect(page).toContain(`id="${anchor}"`);
});

it("leaves nothing among the technical details that is not said elsewhere", () => {
  const without = quads.filter(({ predicate }) => !predicate.value.startsWith(namespaces.wgs));
  const page = render(
    "en",
    without.filter(({ predicate }) => predicate.value !== expand("dct", "identifier")),
  );
  expect(page).not.toContain('class="technical"');
  expect(page).toContain("POINT(138.32 34.86)");
});

it("does not say the classes of nodes in between", () => {
  expect(render("en")).not.toMatch(/住所型|ID型/);
  const bare = [own(expand("ic", "住所"), iri(node("住所"))), at(node("住所"), type, iri(expand("ic", "住所型")))];
  expect(render("en", bare)).toContain("ic:住所型");
});

it.each([
  ["ja", "はい", "いいえ", "種類", "表示名"],
  ["zh-Hant", "是", "否", "類型", "顯示名稱"],
  ["en", "yes", "no", "type", "label"],
] as const)("says yes and no, type and label in %s", (language, yes, no, ofType, label) => {
  const page = render(language);
  expect(page).toMatch(new RegExp(`tsu:indoor</a></th>\\s*<td>${yes}</td>`));
  expect(page).toMatch(new RegExp(`tsu:outdoor</a></th>\\s*<td>${no}</td>`));
  expect(page).toMatch(/tsu:suitsVulnerable<\/a><\/th>\s*<td>maybe<\/td>/);
  expect(page).toContain(`>${ofType}</a></th>`);
  expect(page).toContain(`>${label}</a></th>`);
});
