/** GRAPH: the same patterns over the quads of one graph, or of each in turn. */
import type { Graph, Operation } from "./algebra-types.ts";
import { type Environment, type Relation, Scope } from "./relation.ts";
import { unsupported } from "./value.ts";

export function graph({ name, input }: Graph, environment: Environment): Relation {
  const { dataset, context, compile } = environment;
  if (name.termType === "NamedNode") {
    const inner = { ...environment, dataset: { ...dataset, graph: { id: context.storedId(name) } } };
    // A group without patterns still asks whether the graph is there.
    if (input.type === "bgp" && input.patterns.length === 0) unsupported("an empty group in GRAPH");
    return compile(input, inner);
  }
  checkPatterns(input);
  // Every pattern binds the same hidden variable to its graph, and joins keep it equal; only then ?name comes in (18.6).
  const hidden = `_:graph ${context.name()}`;
  const relation = compile(input, { ...environment, dataset: { ...dataset, graph: { variable: hidden } } });
  const graphValue = relation.columns.get(hidden);
  if (graphValue === undefined || graphValue.nullable || graphValue.rep !== "id")
    return unsupported("a group in GRAPH ?g that need not match its graph");
  const own = relation.columns.get(name.value);
  const scope = new Scope(environment, relation);
  if (own !== undefined) {
    if (own.rep !== "id") unsupported("a computed value as the graph's name");
    scope.filter(`(${(own as { sql: string }).sql} IS NULL OR ${(own as { sql: string }).sql} = ${graphValue.sql})`);
  }
  const columns = new Map(relation.columns);
  columns.delete(hidden);
  columns.set(name.value, graphValue);
  return scope.relation(columns);
}

const binding: ReadonlySet<string> = new Set(["bgp", "join", "leftjoin", "filter", "union", "extend", "values"]);

/** Only operators that keep the hidden variable and match within one graph. */
function checkPatterns(operation: Operation): void {
  if (!binding.has(operation.type)) unsupported(`${operation.type} in GRAPH with a variable`);
  const { input } = operation as { input?: Operation | Operation[] };
  for (const inner of input === undefined ? [] : [input].flat()) checkPatterns(inner);
}
