/**
 * The SPARQL algebra as `@traqula/algebra-sparql-1-1` gives it, as a discriminated union. That package exports no types of
 * its own; other operators and expressions may come and are refused by `default` branches.
 */
import type * as RDF from "@rdfjs/types";

export type Operation =
  | Bgp
  | Path
  | Join
  | LeftJoin
  | Minus
  | Union
  | Filter
  | Extend
  | Values
  | Graph
  | Group
  | Project
  | Single<"distinct">
  | Single<"reduced">
  | OrderBy
  | Slice
  | From
  | Single<"ask">
  | Construct
  | Describe;

export interface Single<T extends string> {
  readonly type: T;
  readonly input: Operation;
}

export interface Pattern {
  readonly subject: RDF.Term;
  readonly predicate: RDF.Term;
  readonly object: RDF.Term;
}

export interface Bgp {
  readonly type: "bgp";
  readonly patterns: readonly Pattern[];
}

export interface Path {
  readonly type: "path";
  readonly subject: RDF.Term;
  readonly predicate: PathSymbol;
  readonly object: RDF.Term;
}

export type PathSymbol =
  | { readonly type: "link"; readonly iri: RDF.NamedNode }
  | { readonly type: "nps"; readonly iris: readonly RDF.NamedNode[] }
  | { readonly type: "inv" | "OneOrMorePath" | "ZeroOrMorePath" | "ZeroOrOnePath"; readonly path: PathSymbol }
  | { readonly type: "alt" | "seq"; readonly input: readonly PathSymbol[] };

export interface Join {
  readonly type: "join";
  readonly input: readonly Operation[];
}

export interface LeftJoin {
  readonly type: "leftjoin";
  readonly input: readonly [Operation, Operation];
  readonly expression?: Expression;
}

export interface Minus {
  readonly type: "minus";
  readonly input: readonly [Operation, Operation];
}

export interface Union {
  readonly type: "union";
  readonly input: readonly Operation[];
}

export interface Filter extends Single<"filter"> {
  readonly expression: Expression;
}

export interface Extend extends Single<"extend"> {
  readonly variable: RDF.Variable;
  readonly expression: Expression;
}

export interface Values {
  readonly type: "values";
  readonly variables: readonly RDF.Variable[];
  readonly bindings: readonly Readonly<Record<string, RDF.Term | undefined>>[];
}

export interface Graph extends Single<"graph"> {
  readonly name: RDF.Variable | RDF.NamedNode;
}

export interface Group extends Single<"group"> {
  readonly variables: readonly RDF.Variable[];
  readonly aggregates: readonly Aggregation[];
}

export interface Project extends Single<"project"> {
  readonly variables: readonly RDF.Variable[];
}

export interface OrderBy extends Single<"orderby"> {
  readonly expressions: readonly Expression[];
}

export interface Slice extends Single<"slice"> {
  readonly start: number;
  readonly length?: number;
}

export interface From extends Single<"from"> {
  readonly default: readonly RDF.NamedNode[];
  readonly named: readonly RDF.NamedNode[];
}

export interface Construct extends Single<"construct"> {
  readonly template: readonly Pattern[];
}

export interface Describe extends Single<"describe"> {
  readonly terms: readonly (RDF.Variable | RDF.NamedNode)[];
}

export type Expression = TermExpression | OperatorExpression | NamedExpression | Existence | Wildcard | Aggregation;

export interface TermExpression {
  readonly subType: "term";
  readonly term: RDF.Term;
}

export interface OperatorExpression {
  readonly subType: "operator";
  readonly operator: string;
  readonly args: readonly Expression[];
}

export interface NamedExpression {
  readonly subType: "named";
  readonly name: RDF.NamedNode;
  readonly args: readonly Expression[];
}

export interface Existence {
  readonly subType: "existence";
  readonly not: boolean;
  readonly input: Operation;
}

export interface Wildcard {
  readonly subType: "wildcard";
}

export interface Aggregation {
  readonly subType: "aggregate";
  readonly aggregator: "avg" | "count" | "group_concat" | "max" | "min" | "sample" | "sum";
  readonly distinct: boolean;
  readonly expression: Expression;
  readonly separator?: string;
  readonly variable: RDF.Variable;
}
