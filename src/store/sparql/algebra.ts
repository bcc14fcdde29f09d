/** Operators of the SPARQL algebra to relations; what is not here is Unsupported. */
import type { Extend, Filter, Operation, Values } from "./algebra-types.ts";
import { checkFilterVariables } from "./exists.ts";
import { compileCondition, compileValue } from "./expression/expression.ts";
import { distinct, group, project, slice } from "./group.ts";
import { join, leftJoin, minus, union } from "./join.ts";
import { graph } from "./named-graph.ts";
import { orderBy } from "./order.ts";
import { compilePath } from "./path.ts";
import { compileBgp, unit } from "./patterns.ts";
import { type Environment, materialise, type Relation, Scope } from "./relation.ts";
import { unsupported, type Value } from "./value.ts";

export function compileOperation(operation: Operation, environment: Environment): Relation {
  const compile = (input: Operation): Relation => compileOperation(input, environment);
  switch (operation.type) {
    case "bgp":
      return compileBgp(operation.patterns, environment);
    case "path":
      return compilePath(operation, environment);
    case "join":
      return operation.input.map(compile).reduce((left, right) => join(left, right, environment));
    case "leftjoin": {
      const { input, expression } = operation;
      if (expression !== undefined && environment.outer.size > 0) unsupported("a filter in OPTIONAL inside EXISTS");
      return leftJoin(compile(input[0]), compile(input[1]), expression, environment);
    }
    case "minus": {
      const { input } = operation;
      return minus(compile(input[0]), compile(input[1]), environment);
    }
    case "union":
      return union(operation.input.map(compile), environment);
    case "filter":
      return filter(operation, environment);
    case "extend":
      return extend(operation, environment);
    case "values":
      return values(operation, environment);
    case "graph":
      return graph(operation, environment);
    case "group": {
      const grouped = operation;
      return group(compile(grouped.input), grouped, environment);
    }
    case "project": {
      const { input, variables } = operation;
      return project(compile(input), variables);
    }
    case "distinct":
      return distinct(compile(operation.input), environment);
    case "reduced":
      return compile(operation.input);
    case "orderby": {
      const { input, expressions } = operation;
      return orderBy(compile(input), expressions, environment);
    }
    case "slice": {
      const { input, start, length } = operation;
      return slice(compile(input), start, length, environment);
    }
  }
  return unsupported(`operator ${operation.type}`);
}

function filter({ input, expression }: Filter, environment: Environment): Relation {
  const relation = compileOperation(input, environment);
  checkFilterVariables(expression, relation, environment);
  const scope = new Scope(environment, relation);
  scope.filter(compileCondition(expression, scope, true));
  return scope.relation(relation.columns, relation.order);
}

function extend({ input, variable, expression }: Extend, environment: Environment): Relation {
  const relation = compileOperation(input, environment);
  checkFilterVariables(expression, relation, environment);
  const scope = new Scope(environment, relation);
  const value = materialise(compileValue(expression, scope), scope);
  return scope.relation(new Map([...relation.columns, [variable.value, value]]), relation.order);
}

function values({ variables, bindings }: Values, { context }: Environment): Relation {
  if (variables.length === 0 || bindings.length === 0) {
    const one = unit(context);
    const rows = bindings.length;
    return { ...one, from: `(SELECT 1 AS ${context.name()} FROM range(${rows})) AS ${context.name("q")}` };
  }
  const names = variables.map(() => context.name());
  const columns = new Map<string, Value>();
  const cells = variables.map(({ value }) =>
    bindings.map((binding) => binding[value]).map((term) => term && context.constant(term)),
  );
  for (const [i, { value: variable }] of variables.entries()) {
    const own = cells[i] ?? [];
    const nullable = own.includes(undefined);
    columns.set(variable, {
      rep: "id",
      sql: names[i] as string,
      nullable,
      foreign: own.some((cell) => cell?.foreign === true),
    });
  }
  const rows = bindings.map((_, row) => `(${cells.map((own) => own[row]?.sql ?? "NULL::INTEGER").join(", ")})`);
  return {
    from: `(VALUES ${rows.join(", ")}) AS ${context.name("q")}(${names.join(", ")})`,
    columns,
    joined: new Map(),
  };
}
