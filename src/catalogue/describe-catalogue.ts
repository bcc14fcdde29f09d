/** The catalogue: dcat:Catalog over every published dataset. */
import { expand } from "../rdf/namespaces.ts";
import { iri, literal } from "../rdf/term.ts";
import { catalogueIri, lines } from "./describe-dataset.ts";

const titles = {
  en: "Catalogue of the cities' open data",
  ja: "各都市のオープンデータのカタログ",
  "zh-Hant": "各城市開放資料目錄",
};

/** The catalogue's own quads; its datasets stand in their descriptions. @spec DCAT 3 §6.3 (dcat:Catalog) */
export function describeCatalogue(base: string): string {
  const catalogue = iri(catalogueIri(base));
  const named = Object.entries(titles).flatMap(([language, text]) =>
    [expand("dct", "title"), expand("rdfs", "label")].map((predicate) => ({
      predicate,
      object: literal(text, undefined, language),
    })),
  );
  const all = [{ predicate: expand("rdf", "type"), object: iri(expand("dcat", "Catalog")) }, ...named];
  return lines(
    all.map(({ predicate, object }) => ({ subject: catalogue, predicate: iri(predicate), object, graph: catalogue })),
  );
}
