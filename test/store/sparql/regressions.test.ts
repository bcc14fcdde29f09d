/** Random queries that once failed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storeOf, temporaryFolder } from "../temporary-store.ts";
import { askOracle, askOurs, bag, oracleOf } from "./oracle.ts";
import { data } from "./random-data.ts";

const queries: Record<string, string> = {
  "a computed number against an xsd:time":
    "SELECT ?b ?d { ?a <http://e/p> ?b . ?c <http://e/q> ?d FILTER(STRLEN(STR(?b)) = ?d) }",
  "a count against a string":
    'SELECT ?a ?n { { SELECT ?a (COUNT(DISTINCT ?z) AS ?n) { ?a <http://e/q> ?z } GROUP BY ?a } FILTER("B" != ?n) }',
  "OPTIONAL whose filter has a left variable that may be unbound":
    'SELECT ?a ?b ?c { ?x <http://e/p> ?a OPTIONAL { ?a <http://e/r> ?b } OPTIONAL { ?a <http://e/q> ?c FILTER(STR(?c) = "B" || ?a = ?b) } }',
  "OPTIONAL whose filter has a shared variable that may be unbound":
    "SELECT ?b ?a { ?c <http://e/p> ?b . { ?a <http://e/r> ?a } UNION { <http://e/s2> ?d ?b } OPTIONAL { <http://e/s1> ?d ?b FILTER(?a > 10 && ?d = 0.25) } }",
  "EXISTS whose filter has an outer variable that may be unbound":
    "SELECT ?a ?b { ?x <http://e/p> ?a OPTIONAL { ?x <http://e/q> ?b } FILTER NOT EXISTS { ?x <http://e/r> ?z FILTER(?z = ?b) } }",
};

describe("what random queries found", () => {
  const folder = temporaryFolder();
  it.each(Object.entries(queries))("%s", async (_, query) => {
    for (const nquads of fc.sample(data, { numRuns: 3, seed: 3 })) {
      const store = await storeOf(folder, nquads);
      const ours = await askOurs(store, query);
      if ("unsupported" in ours) throw new Error(ours.unsupported);
      expect(bag(ours.rows)).toEqual(bag(askOracle(oracleOf(nquads), query, ours.variables)));
      store.close();
    }
  });
});
