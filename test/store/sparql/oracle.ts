/** One query asked twice: of our SQL and of Oxigraph, whose default graph is the union as ours is. */
import * as oxigraph from "oxigraph";
import type { Term } from "../../../src/rdf/term.ts";
import { parseQuery } from "../../../src/store/parse-query.ts";
import { compileQuery } from "../../../src/store/sparql/compile-query.ts";
import { type CompiledQuery, isUnsupported, type Row } from "../../../src/store/sparql/contract.ts";
import type { Store } from "../../../src/store/store.ts";

const xsd = "http://www.w3.org/2001/XMLSchema#";

export interface Solutions {
  readonly variables: readonly string[];
  readonly rows: readonly Row[];
}

export type Ours =
  | (Solutions & { readonly sql: string; readonly form: CompiledQuery["form"] })
  | { readonly unsupported: string };

/** `damage` changes the SQL text, to prove that a wrong statement is noticed. */
export async function askOurs(store: Store, query: string, damage?: (sql: string) => string): Promise<Ours> {
  const compiled = await compileQuery(parseQuery(query).algebra, { lookup: (terms) => store.lookup(terms) });
  if (isUnsupported(compiled)) return { unsupported: compiled.reason };
  const sql = damage === undefined ? compiled.sql : damage(compiled.sql);
  if (damage !== undefined && sql === compiled.sql) return { unsupported: "nothing to damage" };
  const rows: Row[] = [];
  try {
    for await (const piece of store.stream(sql)) rows.push(...compiled.decode(piece));
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${query}${process.env.FUZZ_SQL ? `\n${sql}` : ""}`);
  }
  return { variables: compiled.variables, rows, sql, form: compiled.form };
}

export function oracleOf(nquads: string): oxigraph.Store {
  // Loading renames blank nodes; adding parsed quads keeps their labels.
  const store = new oxigraph.Store();
  for (const quad of oxigraph.parse(nquads, { format: "application/n-quads" })) {
    store.add(quad);
    store.add(oxigraph.quad(quad.subject, quad.predicate, quad.object, oxigraph.defaultGraph()));
  }
  return store;
}

export function askOracle(store: oxigraph.Store, query: string, variables: readonly string[]): Row[] {
  const answer = store.query(query);
  if (typeof answer === "boolean") return answer ? [[]] : [];
  if (!Array.isArray(answer)) throw new Error("not a SELECT or ASK");
  return (answer as Map<string, oxigraph.Term>[]).map((binding) =>
    variables.map((variable) => toTerm(binding.get(variable))),
  );
}

function toTerm(term: oxigraph.Term | undefined): Term | undefined {
  if (term === undefined) return undefined;
  if (term.termType === "NamedNode") return { kind: "iri", value: term.value };
  if (term.termType === "BlankNode") return { kind: "blank", value: term.value };
  if (term.termType !== "Literal") throw new Error(term.termType);
  return {
    kind: "literal",
    value: term.value,
    datatype: term.datatype.value,
    ...(term.language === "" ? {} : { language: term.language }),
  };
}

/** Text that is equal for terms that are the same value of the same type: both write computed numbers in their own form. */
export function termText(term: Term | undefined): string {
  if (term === undefined) return "-";
  if (term.kind !== "literal") return `${term.kind} ${term.value}`;
  if (term.language !== undefined) return `${JSON.stringify(term.value)}@${term.language.toLowerCase()}`;
  const type = (term.datatype ?? `${xsd}string`).replace(xsd, "");
  return `${JSON.stringify(numberText(type, term.value))}^^${type}`;
}

function numberText(type: string, lexical: string): string {
  const value = Number(lexical.replace("INF", "Infinity"));
  if (type === "integer" && /^[+-]?\d+$/.test(lexical)) return BigInt(lexical).toString();
  if (type === "decimal" && !Number.isNaN(value)) return (Math.round(value * 1e8) / 1e8 + 0).toString();
  if (type === "double" && !/[a-z]{2,}/.test(lexical)) return Object.is(value, -0) ? "-0" : value.toPrecision(12);
  if (type === "float" && !/[a-z]{2,}/.test(lexical)) return value.toPrecision(6);
  return lexical;
}

export const rowText = (row: Row): string => row.map(termText).join(" | ");

/** The solutions as a multiset. */
export const bag = (rows: readonly Row[]): string[] => rows.map(rowText).sort();

/** N-Quads as the store's build takes them: five columns separated by tabs. */
export function tabSeparated(nquads: string): string {
  const write = (term: oxigraph.Term): string => (term.termType === "DefaultGraph" ? "" : term.toString());
  return oxigraph
    .parse(nquads, { format: "application/n-quads" })
    .map(
      ({ subject, predicate, object, graph }) =>
        `${[subject, predicate, object, graph].map((term) => write(term as oxigraph.Term)).join("\t")}\t.\n`,
    )
    .join("");
}
