/** EXISTS and NOT EXISTS (18.4) as a correlated sub-query, where joining gives what substituting would. */
import type { Existence, Expression, Operation } from "./algebra-types.ts";
import { compatible, shared } from "./compatible.ts";
import type { Columns } from "./context.ts";
import { isHidden } from "./context.ts";
import { type Environment, NeedsLateral, type Relation, Scope } from "./relation.ts";
import { unsupported, type Value } from "./value.ts";
import { variablesOf } from "./variables.ts";

export function existence({ input, not }: Existence, scope: Scope): string {
  if (!scope.nests) throw new NeedsLateral();
  const outer: Columns = new Map([...scope.environment.outer, ...scope.columns]);
  if (scope.environment.outer.size > 0) unsupported("EXISTS inside EXISTS");
  checkSubstitution(input, outer);
  const environment: Environment = { ...scope.environment, outer, around: scope };
  const inner = environment.compile(input, environment);
  const around: Relation = { from: "", columns: scope.columns, joined: new Map() };
  const b = new Scope(environment, inner);
  const conditions = shared(around, inner).map((variable) =>
    compatible(scope.columns.get(variable) as Value, inner.columns.get(variable) as Value, scope, b),
  );
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
  return `(${not ? "NOT " : ""}EXISTS (SELECT 1 FROM ${b.from}${where}))`;
}

/**
 * Substituting the outer solution and joining with it differ where a variable is not just matched: inside sub-selects,
 * groups and MINUS, and in the optional side of OPTIONAL. There no variable of the outer group may occur.
 */
function checkSubstitution(operation: Operation, outer: Columns): void {
  switch (operation.type) {
    case "bgp":
    case "values":
    case "path":
      return;
    case "join":
    case "union":
      for (const input of operation.input) checkSubstitution(input, outer);
      return;
    case "filter":
    case "graph":
      checkSubstitution(operation.input, outer);
      return;
    case "extend":
      checkSubstitution(operation.input, outer);
      if (outer.has(operation.variable.value)) unsupported("BIND of an outer variable inside EXISTS");
      return;
    case "leftjoin": {
      const [left, right] = operation.input;
      checkSubstitution(left, outer);
      checkSubstitution(right, outer);
      const leftVariables = variablesOf(left);
      for (const variable of variablesOf(right)) {
        if (!leftVariables.has(variable) && outer.has(variable))
          unsupported("OPTIONAL over an outer variable inside EXISTS");
      }
      return;
    }
  }
  for (const variable of variablesOf(operation)) {
    if (outer.has(variable) && !isHidden(variable))
      unsupported(`${operation.type} over an outer variable inside EXISTS`);
  }
}

/** In a filter inside EXISTS: a variable that may be unbound here would be the outer one's, were it substituted. */
export function checkFilterVariables(expression: Expression, relation: Relation, { outer }: Environment): void {
  if (outer.size === 0) return;
  for (const variable of variablesOf(expression)) {
    if (outer.has(variable) && relation.columns.get(variable)?.nullable)
      unsupported("a filter inside EXISTS over a variable that may be unbound");
  }
}
