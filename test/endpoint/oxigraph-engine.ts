/** An engine over Oxigraph, for the W3C's protocol tests: a real SPARQL engine behind our endpoint. `store` is a JSON list of graphs. */
import * as oxigraph from "oxigraph";
import { ProblemError } from "../../src/problem/problem.ts";
import type { Quad, Term } from "../../src/rdf/term.ts";
import type { OpenEngine } from "../../src/store/pool/engine.ts";

const toTerm = (term: oxigraph.Term): Term => {
  if (term.termType === "NamedNode") return { kind: "iri", value: term.value };
  if (term.termType === "BlankNode") return { kind: "blank", value: term.value };
  const literal = term as oxigraph.Literal;
  return {
    kind: "literal",
    value: literal.value,
    datatype: literal.datatype.value,
    language: literal.language || undefined,
  };
};

export const openEngine: OpenEngine = async ({ store }) => {
  const data = new oxigraph.Store();
  for (const { graph, text } of JSON.parse(store) as { graph: string; text: string }[])
    data.load(text, { format: "application/n-triples", to_graph_name: oxigraph.namedNode(graph) });
  return {
    async answer(query) {
      let found: unknown;
      try {
        found = data.query(query, {
          use_default_graph_as_union: !/\bFROM\b/i.test(query),
          base_iri: "http://localhost/",
        });
      } catch (error) {
        throw new ProblemError({ code: "QRY-001", severity: "error", message: String(error) });
      }
      if (typeof found === "boolean") return { kind: "boolean", value: found };
      const list = found as (Map<string, oxigraph.Term> | oxigraph.Quad)[];
      if (list[0] !== undefined && "subject" in list[0]) {
        const quads = (list as oxigraph.Quad[]).map(({ subject, predicate, object }) => ({
          subject: toTerm(subject),
          predicate: toTerm(predicate),
          object: toTerm(object),
        }));
        return { kind: "quads", quads: once<Quad>(quads) };
      }
      if (/^\s*(CONSTRUCT|DESCRIBE)/i.test(query)) return { kind: "quads", quads: once<Quad>([]) };
      const solutions = list as Map<string, oxigraph.Term>[];
      const variables = [...new Set(solutions.flatMap((row) => [...row.keys()]))];
      return {
        kind: "bindings",
        variables,
        rows: once(
          solutions.map((row) => variables.map((name) => (row.has(name) ? toTerm(row.get(name)!) : undefined))),
        ),
      };
    },
    describe: async () => undefined,
    interrupt: () => {},
    close: () => {},
  };
};

async function* once<T>(items: T[]): AsyncGenerator<T[]> {
  yield items;
}
