/** A YARRRML document with its shortcuts written out: what document.ts reads and compile.ts turns into a plan. */
import type { DocumentPath } from "../problem-list.ts";

export interface Mapping {
  readonly name: string;
  readonly path: DocumentPath;
  readonly sources: readonly SourceNode[];
  readonly subjects: readonly ValueNode[];
  readonly graphs: readonly ValueNode[];
  readonly condition?: FunctionNode;
  readonly predicateObjects: readonly PredicateObject[];
}
export interface PredicateObject {
  readonly path: DocumentPath;
  readonly predicates: readonly ValueNode[];
  readonly objects: readonly ObjectNode[];
  readonly graphs: readonly ValueNode[];
  readonly condition?: FunctionNode;
}
export interface ValueNode {
  readonly path: DocumentPath;
  readonly value: string;
  readonly type?: "iri" | "blank" | "literal";
}
export interface ObjectNode {
  readonly path: DocumentPath;
  readonly value?: string;
  readonly type?: "iri" | "blank" | "literal";
  readonly datatype?: string;
  readonly language?: string;
  readonly function?: FunctionNode;
  readonly condition?: FunctionNode;
}
export interface FunctionNode {
  readonly path: DocumentPath;
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly value: string; readonly path: DocumentPath }[];
}
export interface SourceNode {
  readonly path: DocumentPath;
  readonly access: string;
  readonly formulation?: string;
}
export interface YarrrmlDocument {
  readonly prefixes: Readonly<Record<string, string>>;
  readonly externals: Readonly<Record<string, string>>;
  readonly base?: string;
  /** True: an empty cell is the value "". By default it is no value. */
  readonly keepEmpty: boolean;
  readonly mappings: readonly Mapping[];
}
