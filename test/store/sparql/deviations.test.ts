/** Where Oxigraph leaves SPARQL 1.1: both answers are stated, so that a change of either is seen. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import { storeOf, temporaryFolder } from "../temporary-store.ts";
import { askOracle, askOurs, oracleOf, rowText } from "./oracle.ts";

const xsd = "http://www.w3.org/2001/XMLSchema#";
const unbound = "-";

interface Deviation {
  readonly what: string;
  readonly query: string;
  readonly specification: readonly string[];
  readonly oxigraph: readonly string[];
}

const expression = (what: string, text: string, specification: string, oxigraph: string): Deviation => ({
  what,
  query: `SELECT (${text} AS ?r) {}`,
  specification: [specification],
  oxigraph: [oxigraph],
});

const boolean = (value: boolean): string => `"${value}"^^boolean`;

const deviations: readonly Deviation[] = [
  expression("17.3: < is defined on booleans", "false < true", boolean(true), unbound),
  expression("17.2.2: an ill-typed number is false", `!("x"^^<${xsd}integer>)`, boolean(true), unbound),
  expression("17.2.2: a language string is true unless it is empty", '!("x"@en)', boolean(false), unbound),
  expression("17.3: < is not defined on language strings", '"a"@en < "b"@en', unbound, boolean(true)),
  expression(
    "17.4.1.7: = of two different literals is an error unless their values are known",
    '"a"@en = "a"^^<http://e/unknown>',
    unbound,
    boolean(false),
  ),
  expression("17.4.1.8: sameTerm tells lexical forms apart", "sameTerm(1, 01)", boolean(false), boolean(true)),
  expression("17.4.3.3: SUBSTR may start before the first character", 'SUBSTR("abc", 0, 2)', '"a"^^string', unbound),
  {
    what: "18.5.1.2: COUNT passes over errors",
    query: "SELECT (COUNT(?x + 1) AS ?n) { VALUES ?x { 1 <http://e/a> } }",
    specification: ['"1"^^integer'],
    oxigraph: [unbound],
  },
  {
    what: "18.5.1: without GROUP BY there is one group, also of nothing",
    query: "SELECT (AVG(?x) AS ?n) { VALUES ?x { } }",
    specification: ['"0"^^integer'],
    oxigraph: [],
  },
  {
    what: "18.5.1.7: GROUP_CONCAT is a simple literal of any terms' texts",
    query: 'SELECT (GROUP_CONCAT(?x; SEPARATOR=",") AS ?n) { VALUES ?x { 1 "b"@en } }',
    specification: ['"1,b"^^string'],
    oxigraph: [unbound],
  },
];

describe("Oxigraph leaves the specification, we do not", () => {
  const folder = temporaryFolder();
  const data = "<http://e/s>\t<http://e/p>\t<http://e/o>\t<http://e/g>\t.\n";
  const oracle = oracleOf(data);
  let store: Store;
  beforeAll(async () => {
    store = await storeOf(folder, data);
  });
  afterAll(() => store.close());

  it.each(deviations)("$what", async ({ query, specification, oxigraph }) => {
    const ours = await askOurs(store, query);
    if ("unsupported" in ours) throw new Error(ours.unsupported);
    expect(ours.rows.map(rowText)).toEqual(specification);
    expect(askOracle(oracle, query, ours.variables).map(rowText)).toEqual(oxigraph);
  });
});
