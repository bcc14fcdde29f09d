/** What stands around the operation that gives a query's solutions: its form, FROM, template, variables. */
import { DataFactory } from "rdf-data-factory";
import { termFromRdfJs } from "../rdf/rdfjs.ts";
import type { Term } from "../rdf/term.ts";
import type { TemplateTerm, TemplateTriple } from "./construct.ts";
import type { Operation } from "./parse-query.ts";

/** Graphs by their IRIs: those whose union is the default graph, and those that GRAPH may name. */
export interface NamedDataset {
  readonly default: readonly string[];
  readonly named: readonly string[];
}

interface Common {
  /** Gives the solutions. */
  readonly operation: Operation;
  /** Of the solutions, in their order. */
  readonly variables: readonly string[];
  /** Graphs that the query (or the protocol) names; undefined: all. */
  readonly dataset?: NamedDataset;
}

export type QueryShape =
  | (Common & { readonly form: "select" | "ask" })
  | (Common & { readonly form: "construct"; readonly template: readonly TemplateTriple[] })
  | (Common & { readonly form: "describe"; readonly resources: readonly Term[] });

type RdfTerm = Parameters<typeof termFromRdfJs>[0];
interface Node {
  readonly type: string;
  readonly input?: Operation;
  readonly variables?: readonly { readonly value: string }[];
  readonly default?: readonly RdfTerm[];
  readonly named?: readonly RdfTerm[];
  readonly template?: readonly { readonly subject: RdfTerm; readonly predicate: RdfTerm; readonly object: RdfTerm }[];
  readonly terms?: readonly RdfTerm[];
}

/** Takes a query's algebra apart (with GRAPH in its patterns). */
export function shapeOf(algebra: Operation, protocolDataset?: NamedDataset): QueryShape {
  const from = algebra.type === "from" ? (algebra as Node) : undefined;
  const named = from && {
    default: (from.default ?? []).map((term) => term.value),
    named: (from.named ?? []).map((term) => term.value),
  };
  const dataset = protocolDataset ?? named;
  const whole = (from?.input ?? algebra) as Node;
  const { outer, modifiers } = underModifiers(whole);
  const solutions = around(outer.input, modifiers);
  const common = { operation: solutions as Operation, ...(dataset === undefined ? {} : { dataset }) };
  switch (outer.type) {
    case "ask":
      return { ...common, form: "ask", variables: [] };
    case "construct": {
      const triples = (outer.template ?? []).map(({ subject, predicate, object }) => [subject, predicate, object]);
      const variables = namesIn(triples.flat());
      const template = triples.map(
        (triple) => triple.map((term) => templateTerm(term, variables)) as unknown as TemplateTriple,
      );
      return { ...common, form: "construct", variables, template };
    }
    case "describe": {
      const terms = outer.terms ?? [];
      const resources = terms.filter((term) => term.termType !== "Variable").map((term) => termFromRdfJs(term));
      return { ...common, form: "describe", variables: namesIn(terms), resources };
    }
    default:
      return { ...common, operation: whole as Operation, form: "select", variables: projected(whole) };
  }
}

/**
 * The same query as the SQL compiler takes it: CONSTRUCT and DESCRIBE outermost, below FROM only, and over `dataset`
 * (where one is given) instead of what FROM says.
 */
export function forSql(algebra: Operation, dataset?: NamedDataset): Operation {
  const from = algebra.type === "from" ? (algebra as Node) : undefined;
  const { outer, modifiers } = underModifiers((from?.input ?? algebra) as Node);
  const query = { ...outer, input: around(outer.input, modifiers) };
  const input = modifiers.length === 0 ? outer : query;
  if (dataset === undefined) return (from === undefined ? input : { ...from, input }) as Operation;
  const factory = new DataFactory();
  const iris = (graphs: readonly string[]): RdfTerm[] => graphs.map((graph) => factory.namedNode(graph));
  return { type: "from", input, default: iris(dataset.default), named: iris(dataset.named) } as unknown as Operation;
}

const forms = new Set(["ask", "construct", "describe"]);

/** LIMIT and OFFSET stand around CONSTRUCT and DESCRIBE, but it is solutions that they count. */
function underModifiers(whole: Node): { outer: Node; modifiers: Node[] } {
  const modifiers: Node[] = [];
  let outer: Node | undefined = whole;
  while (outer !== undefined && !forms.has(outer.type)) {
    modifiers.push(outer);
    outer = outer.input as Node | undefined;
  }
  return outer === undefined ? { outer: whole, modifiers: [] } : { outer, modifiers };
}

/** LIMIT and the like, the outermost first, around an operation. */
const around = (operation: Operation | undefined, modifiers: readonly Node[]): Operation | undefined =>
  modifiers.reduceRight((input, modifier) => ({ ...modifier, input }) as Operation, operation);

const namesIn = (terms: readonly RdfTerm[]): string[] => [
  ...new Set(terms.filter((term) => term.termType === "Variable").map((term) => term.value)),
];

const templateTerm = (term: RdfTerm, variables: readonly string[]): TemplateTerm =>
  term.termType === "Variable" ? { kind: "variable", column: variables.indexOf(term.value) } : termFromRdfJs(term);

/** Variables of SELECT: those of the projection under DISTINCT, LIMIT and the like. */
function projected(operation: Node): string[] {
  let node: Node | undefined = operation;
  while (node !== undefined && node.type !== "project") node = node.input as Node | undefined;
  return (node?.variables ?? []).map((variable) => variable.value);
}
