import { expect, it } from "vitest";
import { shortIri } from "../../src/page/static/short-iri.js";
import { namespaces } from "../../src/rdf/namespaces.ts";

it.each([
  ["http://data.e-stat.go.jp/lod/sac/C22212", "sac:C22212"],
  ["http://imi.go.jp/ns/core/rdf#名称", "ic:名称"],
  ["https://w3id.org/tsunagi/area/tw/67000", "…/tw/67000"],
  ["https://example.org/demo/id/jp/1/aed/%E6%9D%B1%E4%BA%AC#住所", "…/aed/東京#住所"],
  ["https://creativecommons.org/licenses/by/4.0/", "…/by/4.0"],
  ["https://data.gov.tw/license", "data.gov.tw/license"],
  ["https://data.gov.tw/", "https://data.gov.tw/"],
  ["https://example.org/a/b/%E0%A4", "…/b/%E0%A4"],
  ["urn:isbn:1", "urn:isbn:1"],
])("%s is shown as %s", (iri, shown) => expect(shortIri(iri, namespaces)).toBe(shown));
