import { test, expect, afterAll } from "vitest";
import { storeOf, temporaryFolder } from "../temporary-store.ts";
import { askOurs, askOracle, oracleOf, bag, tabSeparated } from "./oracle.ts";
const X = "http://www.w3.org/2001/XMLSchema#";
const nq = `<e:a> <e:p> "1"^^<${X}integer> <e:g1> .
<e:a> <e:q> "a" <e:g1> .
<e:a> <e:r> <e:b> <e:g1> .
<e:b> <e:p> "2.5"^^<${X}decimal> <e:g2> .
<e:b> <e:q> "b"@en <e:g2> .
<e:b> <e:r> <e:c> <e:g2> .
<e:c> <e:p> "3"^^<${X}integer> <e:g2> .
<e:c> <e:p> "x"^^<${X}integer> <e:g2> .
_:b1 <e:p> "1.5"^^<${X}double> <e:g1> .
_:b1 <e:q> "\u6d25\u6ce2" .
<e:a> <e:p> "1"^^<${X}integer> <e:g2> .
<e:d> <e:d> "2020-01-01"^^<${X}date> <e:g1> .
<e:d> <e:d> "2020-01-02T00:00:00Z"^^<${X}dateTime> <e:g1> .
<e:d> <e:b> "true"^^<${X}boolean> <e:g1> .
`;
const queries = [
"SELECT * {?s ?p ?o}","SELECT ?s {?s <e:p> ?o FILTER(?o > 1)}","SELECT ?s ?v {?s <e:p> ?o BIND(?o*2 AS ?v)}",
"SELECT ?p (COUNT(*) AS ?n) (SUM(?o) AS ?t) (MIN(?o) AS ?mi) (MAX(?o) AS ?ma) (AVG(?o) AS ?av) {?s ?p ?o} GROUP BY ?p",
"SELECT ?s ?q {?s <e:p> ?o OPTIONAL {?s <e:q> ?q}}","SELECT ?s ?q {?s <e:p> ?o OPTIONAL {?s <e:q> ?q FILTER(?o > 1)}}",
"SELECT ?s ?q {?s <e:p> ?o OPTIONAL {?s <e:q> ?q FILTER(?o + 1 > 2)}}",
"SELECT ?s ?q ?x {?s <e:p> ?o OPTIONAL {?s <e:q> ?q} OPTIONAL {?x <e:q> ?q}}",
"SELECT ?s { ?s <e:p> ?o MINUS {?s <e:q> ?z}}","SELECT ?s { ?s <e:p> ?o FILTER NOT EXISTS {?s <e:q> ?z}}",
"SELECT ?s ?o { {?s <e:p> ?o} UNION {?s <e:q> ?x BIND(STR(?x) AS ?o)}}",
"SELECT DISTINCT ?o { {?s <e:p> ?o} UNION {?s <e:q> ?x BIND(STRLEN(?x) AS ?o)}}",
"SELECT ?g ?s {GRAPH ?g {?s <e:p> ?o}}","SELECT ?s {GRAPH <e:g1> {?s <e:p> ?o}}",
"SELECT ?a ?x {VALUES (?a ?x) {(<e:a> 1) (<e:zz> UNDEF)} OPTIONAL {?a <e:p> ?x}}",
"SELECT ?a (COALESCE(?n,0) AS ?m) {VALUES ?a {<e:a> <e:zz>} OPTIONAL {SELECT ?a (COUNT(DISTINCT ?x) AS ?n) {?a <e:p> ?x} GROUP BY ?a}}",
"SELECT ?o {?s <e:p> ?o} ORDER BY ?o LIMIT 2","SELECT DISTINCT ?s {?s ?p ?o} ORDER BY DESC(?o) OFFSET 1","ASK {?s <e:p> 1}",
"SELECT (IF(?o > 2, 'big', ?o) AS ?x) {?s <e:p> ?o}", "SELECT (1/3 AS ?t) (7/2 AS ?u) (1e0/3 AS ?d) (xsd:float('1')/3 AS ?f) (<http://www.w3.org/2001/XMLSchema#integer>('12') AS ?i) {}".replace("xsd:float","<http://www.w3.org/2001/XMLSchema#float>"),
"SELECT (SUM(?o) AS ?t) {?s <e:p> ?o FILTER(isNumeric(?o))}","SELECT (SUM(?o) AS ?t) {?s <e:nope> ?o}",
"SELECT ?s (GROUP_CONCAT(?x;separator=',') AS ?c) {?s <e:q> ?x} GROUP BY ?s HAVING(COUNT(*)>0)",
"SELECT ?o (STR(?o*1) AS ?c) {?s <e:p> ?o}","SELECT ?a ?b {?s <e:p> ?a . ?t <e:p> ?b FILTER(?a < ?b)}","SELECT ?a ?b {?s ?p ?a . ?t ?q ?b FILTER(?a = ?b)}","SELECT ?a ?b {?s ?p ?a . ?t ?q ?b FILTER(?a != ?b)}",
];
const folder = temporaryFolder();
test("smoke", async () => {
  const t0=Date.now(); const store = await storeOf(folder, tabSeparated(nq)); console.log("build", Date.now()-t0);
  const ox = oracleOf(nq);
  for (const q of queries) {
    try {
    const t=Date.now(); const ours = await askOurs(store, q);
    if ("unsupported" in ours) { console.log("UNSUP", q, ours.unsupported); continue; }
    const dt=Date.now()-t;
    const theirs = askOracle(ox, q, ours.variables);
    const a = bag(ours.rows).join("\n"), b = bag(theirs).join("\n");
    console.log(a===b?"ok  ":"DIFF", dt, q); if (a!==b) console.log("OURS\n"+a+"\nTHEIRS\n"+b+"\n"+ours.sql);
    } catch (e) { console.log("ERR", q, (e as Error).message.slice(0,3000)); }
  }
  store.close();
});
