import { namespaces } from "../rdf/namespaces.ts";
import { decimalOf, familyOf, instantOf, numberOf, zonedOf } from "./literal-sql.ts";
import { family, termKind } from "./schema.ts";
import { bodyOf, suffixOf, unescapedCanonical } from "./term-text-sql.ts";

/** The query that makes the table `terms` out of canonical texts in the order of their ids (columns id, t and spelled). */
export function termColumns(table: string): string {
  const body = bodyOf("t", "suffix");
  return `WITH
    kinds AS (SELECT id, t, spelled,
      (CASE t[1] WHEN '"' THEN ${termKind.literal} WHEN '<' THEN ${termKind.iri} ELSE ${termKind.blank} END)::UTINYINT AS kind,
      CASE WHEN starts_with(t, '"') THEN ${suffixOf("t")} END AS suffix FROM ${table}),
    parts AS (SELECT id, kind,
      CASE kind WHEN ${termKind.literal} THEN ${unescapedCanonical(body)}
        WHEN ${termKind.iri} THEN substr(t, 2, length(t) - 2) ELSE substr(t, 3) END AS lexical,
      CASE WHEN kind <> ${termKind.literal} THEN NULL WHEN suffix = '' THEN '${namespaces.xsd}string'
        WHEN starts_with(suffix, '@') THEN '${namespaces.rdf}langString' ELSE substr(suffix, 4, length(suffix) - 4) END AS datatype,
      CASE WHEN starts_with(suffix, '@') THEN coalesce(spelled, substr(suffix, 2)) END AS lang FROM kinds),
    typed AS (SELECT *, (CASE WHEN kind <> ${termKind.literal} OR (lang IS NULL AND datatype = '${namespaces.rdf}langString')
      THEN ${family.none} ELSE ${familyOf("datatype", "lexical")} END)::UTINYINT AS family FROM parts)
    SELECT id, kind, lexical, datatype, lang, family, ${numberOf("family", "lexical")}::DOUBLE AS num,
      ${decimalOf("family", "lexical")} AS dec, ${instantOf("family", "lexical")} AS instant, ${zonedOf("family", "lexical")} AS zoned
    FROM typed`;
}
