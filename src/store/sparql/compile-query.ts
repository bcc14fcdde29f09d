/** A whole query as one SQL statement, or the reason why not. */

import type * as RDF from "@rdfjs/types";
import type { toAlgebra } from "@traqula/algebra-sparql-1-1";
import { compileOperation } from "./algebra.ts";
import type { Operation } from "./algebra-types.ts";
import { Context, type Dataset, isHidden } from "./context.ts";
import type { CompiledQuery, TermLookup, Unsupported } from "./contract.ts";
import { output } from "./decode.ts";
import type { Environment, Relation } from "./relation.ts";
import { NotCompilable } from "./value.ts";
import { constantsOf, variablesOf } from "./variables.ts";

/**
 * Compiles the UNOPTIMISED algebra of a query (`toAlgebra(new Parser().parse(text))`). Either the statement gives exactly
 * the answer of SPARQL 1.1, or the result is Unsupported. `lookup` is called once, with all constants of the query.
 * A dataset of the protocol (default-graph-uri) can be put around the algebra as a `from` operation.
 */
export async function compileQuery(
  algebra: ReturnType<typeof toAlgebra>,
  { lookup }: { readonly lookup: TermLookup },
): Promise<CompiledQuery | Unsupported> {
  const operation = algebra as unknown as Operation;
  const context = await Context.of(constantsOf(algebra), lookup);
  try {
    return compileForm(operation, {}, context);
  } catch (error) {
    if (error instanceof NotCompilable) return { unsupported: true, reason: error.message };
    throw error;
  }
}

function compileForm(algebra: Operation, dataset: Dataset, context: Context): CompiledQuery {
  const environment: Environment = { context, dataset, outer: new Map(), compile: compileOperation };
  switch (algebra.type) {
    case "from": {
      const { input, default: defaults, named } = algebra;
      const ids = (graphs: readonly RDF.NamedNode[]): number[] => [
        ...new Set(graphs.map((graph) => context.storedId(graph)).filter((id) => id !== undefined)),
      ];
      return compileForm(input, { default: ids(defaults), named: ids(named) }, context);
    }
    case "ask": {
      const { from } = compileOperation(algebra.input, environment);
      return {
        form: "ask",
        sql: `SELECT 1 FROM ${from} LIMIT 1`,
        parameters: [],
        variables: [],
        decode: (columns) => Array.from({ length: columns.rowCount }, () => []),
      };
    }
    case "construct": {
      const { input, template } = algebra;
      return {
        ...statement("construct", compileOperation(input, environment), [...variablesOf(template)], environment),
        template,
      };
    }
    case "describe": {
      const { input, terms } = algebra;
      const variables = terms.filter((term) => term.termType === "Variable").map((term) => term.value);
      return statement("describe", compileOperation(input, environment), variables, environment);
    }
  }
  return statement("select", compileOperation(algebra, environment), projected(algebra), environment);
}

function statement(
  form: CompiledQuery["form"],
  relation: Relation,
  variables: readonly string[],
  environment: Environment,
): CompiledQuery {
  const visible = variables.filter((variable) => !isHidden(variable));
  return { form, variables: visible, parameters: [], ...output(relation, visible, environment) };
}

/** The variables of the outermost SELECT, in its order. */
function projected(algebra: Operation): string[] {
  if (algebra.type === "project") return algebra.variables.map((variable) => variable.value);
  const { input } = algebra as { input?: Operation };
  if (input === undefined || Array.isArray(input)) throw new NotCompilable(`query form ${algebra.type}`);
  return projected(input);
}
