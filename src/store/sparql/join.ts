/** Join, OPTIONAL, MINUS, UNION. */
import type { Expression } from "./algebra-types.ts";
import { boundTest, compatible, mergeColumns, shared } from "./compatible.ts";
import { isHidden } from "./context.ts";
import { compileCondition } from "./expression/expression.ts";
import { partsOf } from "./expression/parts.ts";
import { type Environment, materialise, NeedsLateral, operand, physical, type Relation, Scope } from "./relation.ts";
import {
  errorValue,
  isSingle,
  type PartName,
  type Parts,
  partNames,
  partType,
  scalarType,
  type Value,
} from "./value.ts";

export function join(left: Relation, right: Relation, environment: Environment): Relation {
  const a = new Scope(environment, left);
  const b = new Scope(environment, right);
  const condition = on(left, right, a, b);
  const { context } = environment;
  const [x, y] = [operand(a.from, context), operand(b.from, context)];
  const from = condition === undefined ? `${x} CROSS JOIN ${y}` : `${x} JOIN ${y} ON ${condition}`;
  return merged(`(SELECT * FROM ${from}) AS ${context.name("q")}`, a, b, false, environment);
}

/** The condition of compatibility; undefined when no variable is shared. */
function on(left: Relation, right: Relation, a: Scope, b: Scope): string | undefined {
  const conditions = shared(left, right).map((variable) =>
    compatible(left.columns.get(variable) as Value, right.columns.get(variable) as Value, a, b),
  );
  return conditions.length === 0 ? undefined : conditions.join(" AND ");
}

function merged(from: string, a: Scope, b: Scope, optional: boolean, environment: Environment): Relation {
  const joined = new Map([...a.joined, ...b.joined]);
  const scope = new Scope(environment, { from, columns: new Map(), joined });
  const columns = mergeColumns(a.columns, b.columns, scope, optional);
  for (const [variable, value] of columns) columns.set(variable, materialise(value, scope));
  return scope.relation(columns);
}

/** OPTIONAL. Its filter sees both sides and belongs to the condition of the join (18.2.2.6). */
export function leftJoin(
  left: Relation,
  right: Relation,
  filter: Expression | undefined,
  environment: Environment,
): Relation {
  if (filter === undefined) return leftJoinOn(left, right, undefined, environment);
  try {
    return leftJoinOn(left, right, filter, environment);
  } catch (error) {
    if (!(error instanceof NeedsLateral)) throw error;
    return leftJoinLateral(left, right, filter, environment);
  }
}

function leftJoinOn(
  left: Relation,
  right: Relation,
  filter: Expression | undefined,
  environment: Environment,
): Relation {
  const a = new Scope(environment, left);
  const b = new Scope(environment, right);
  const conditions = [on(left, right, a, b) ?? "true"];
  if (filter !== undefined) conditions.push(compileCondition(filter, new OnScope(a, b, environment), true));
  const { context } = environment;
  const from = `${operand(a.from, context)} LEFT JOIN ${operand(b.from, context)} ON ${conditions.join(" AND ")}`;
  return merged(`(SELECT * FROM ${from}) AS ${context.name("q")}`, a, b, true, environment);
}

/** Condition of an outer join: terms are joined to the side whose column they explain; nothing else can be computed. */
class OnScope extends Scope {
  readonly #sides: readonly Scope[];

  constructor(a: Scope, b: Scope, environment: Environment) {
    const columns = new Map([...b.columns, ...a.columns]);
    for (const [variable, value] of a.columns)
      if (value.nullable && b.columns.has(variable)) columns.set(variable, new Undecided(value));
    super(environment, { from: "", columns, joined: new Map() });
    this.#sides = [a, b];
  }

  override get nests(): boolean {
    return false;
  }

  override variable(name: string): Value | undefined {
    const value = super.variable(name);
    if (value instanceof Undecided) throw new NeedsLateral();
    return value;
  }

  override termOf(value: Extract<Value, { rep: "id" }>): Parts {
    for (const side of this.#sides) if (side.owns(value)) return side.termOf(value);
    throw new NeedsLateral();
  }

  override compute(sql: string): string {
    if (/^[ct]\d+\w*$/.test(sql)) return sql;
    throw new NeedsLateral();
  }
}

/** A shared variable that may be unbound on the left: its value is that of either side. */
class Undecided {
  readonly rep = "id";
  readonly sql = errorValue.sql;
  readonly nullable = true;
  readonly foreign = false;
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

function leftJoinLateral(left: Relation, right: Relation, filter: Expression, environment: Environment): Relation {
  const { context } = environment;
  const a = new Scope(environment, left);
  const inner = new Scope(environment, { ...right, columns: new Map() });
  const condition = on(left, right, a, inner);
  if (condition !== undefined) inner.filter(condition);
  const both = new Scope(
    { ...environment, around: a },
    {
      from: inner.from,
      joined: inner.joined,
      columns: mergeColumns(left.columns, right.columns, inner, false),
    },
  );
  both.filter(compileCondition(filter, both, true));
  const columns = [...new Set([...right.columns.values()].flatMap(physical))];
  const items = columns.length === 0 ? `1 AS ${context.name()}` : columns.join(", ");
  const lateral = `LATERAL (SELECT ${items} FROM ${both.from}) AS ${context.name("q")}`;
  const from = `(SELECT * FROM ${operand(a.from, context)} LEFT JOIN ${lateral} ON true) AS ${context.name("q")}`;
  return merged(
    from,
    a,
    new Scope(environment, { from: "", columns: right.columns, joined: new Map() }),
    true,
    environment,
  );
}

/** MINUS: without the solutions that some solution on the right agrees with in at least one variable bound in both. */
export function minus(left: Relation, right: Relation, environment: Environment): Relation {
  const variables = shared(left, right).filter((variable) => !isHidden(variable));
  if (variables.length === 0) return left;
  const a = new Scope(environment, left);
  const b = new Scope(environment, right);
  const pairs = variables.map(
    (variable) => [left.columns.get(variable), right.columns.get(variable)] as [Value, Value],
  );
  const conditions = pairs.map(([x, y]) => compatible(x, y, a, b));
  const certain = pairs.some(([x, y]) => !x.nullable && !y.nullable);
  if (!certain) conditions.push(`(${pairs.map(([x, y]) => `(${boundTest(x)} AND ${boundTest(y)})`).join(" OR ")})`);
  a.filter(`NOT EXISTS (SELECT 1 FROM ${b.from} WHERE ${conditions.join(" AND ")})`);
  return a.relation(left.columns, left.order);
}

/** UNION ALL; a variable takes the representation that all branches can give. */
export function union(branches: readonly Relation[], environment: Environment): Relation {
  const { context } = environment;
  const scopes = branches.map((branch) => new Scope(environment, branch));
  const variables = [...new Set(branches.flatMap((branch) => [...branch.columns.keys()]))];
  const columns = new Map<string, Value>();
  const items: string[][] = scopes.map(() => []);
  for (const variable of variables) {
    const values = branches.map((branch) => branch.columns.get(variable));
    const present = values.filter((value) => value !== undefined);
    const nullable = present.length < values.length || present.some((value) => value.nullable);
    const [first] = present as [Value];
    if (isSingle(first) && present.every((value) => value.rep === first.rep)) {
      const name = context.name();
      const type = first.rep === "id" ? "INTEGER" : scalarType[first.rep];
      for (const [i, value] of values.entries())
        items[i]?.push(`${value === undefined ? "NULL" : (value as typeof first).sql}::${type} AS ${name}`);
      const foreign = present.some((value) => value.rep === "id" && value.foreign);
      columns.set(
        variable,
        first.rep === "id" ? { rep: "id", sql: name, nullable, foreign } : { rep: first.rep, sql: name, nullable },
      );
      continue;
    }
    const names = Object.fromEntries(partNames.map((part) => [part, context.name()])) as Record<PartName, string>;
    for (const [i, value] of values.entries()) {
      const parts = value === undefined ? undefined : partsOf(value, scopes[i] as Scope);
      for (const part of partNames) items[i]?.push(`${parts?.[part] ?? "NULL"}::${partType[part]} AS ${names[part]}`);
    }
    columns.set(variable, { rep: "term", parts: names, nullable });
  }
  const selects = scopes.map(
    (scope, i) => `SELECT ${items[i]?.length ? items[i]?.join(", ") : `1 AS ${context.name()}`} FROM ${scope.from}`,
  );
  return { from: `(${selects.join(" UNION ALL ")}) AS ${context.name("q")}`, columns, joined: new Map() };
}
