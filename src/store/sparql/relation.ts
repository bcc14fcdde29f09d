/** A compiled operator, and the scope in which expressions over its solutions are compiled. */
import type { Operation } from "./algebra-types.ts";
import type { Columns, Context, Dataset } from "./context.ts";
import { type IdValue, type Parts, partNames, type Value } from "./value.ts";

export interface OrderKey {
  /** A column of the relation. */
  readonly sql: string;
  readonly descending: boolean;
}

export interface Relation {
  /** What stands after FROM. Every column name in it is unique in the whole statement. */
  readonly from: string;
  readonly columns: Columns;
  /** Rows of `terms` joined already: id column → alias. */
  readonly joined: ReadonlyMap<string, string>;
  /** The order of the solutions, from ORDER BY. */
  readonly order?: readonly OrderKey[];
}

/** Where an operator stands. */
export interface Environment {
  readonly context: Context;
  readonly dataset: Dataset;
  /** Inside EXISTS: the variables of the group around it. */
  readonly outer: Columns;
  /** Inside a correlated sub-query: what it stands in. Terms of that scope's columns are joined there. */
  readonly around?: Scope;
  /** Compiles an operator (algebra.ts); here so that expressions can hold patterns without import cycles. */
  readonly compile: (operation: Operation, environment: Environment) => Relation;
}

/** An expression cannot stand in the condition of an outer join; it must be computed inside. */
export class NeedsLateral extends Error {
  override readonly name = "NeedsLateral";
}

/** Solutions of one relation with what expressions add: joined terms, computed columns. */
export class Scope {
  readonly environment: Environment;
  readonly context: Context;
  readonly columns: Columns;
  #from: string;
  readonly #joined: Map<string, string>;
  readonly #computed = new Map<string, string>();
  readonly #pending = new Map<string, string>();

  constructor(environment: Environment, relation: Relation) {
    this.environment = environment;
    this.context = environment.context;
    this.columns = relation.columns;
    this.#from = relation.from;
    this.#joined = new Map(relation.joined);
  }

  /** Sub-queries (EXISTS) can stand in it. */
  get nests(): boolean {
    return true;
  }

  get from(): string {
    this.#settle();
    return this.#from;
  }

  /** Puts the computed columns into the relation. */
  #settle(): void {
    if (this.#pending.size === 0) return;
    const items = [...this.#pending].map(([name, sql]) => `${sql} AS ${name}`);
    this.#from = `(SELECT *, ${items.join(", ")} FROM ${this.#from}) AS ${this.context.name("q")}`;
    this.#pending.clear();
  }

  get joined(): ReadonlyMap<string, string> {
    return this.#joined;
  }

  /** The value of a variable; undefined: never bound here. */
  variable(name: string): Value | undefined {
    return this.columns.get(name) ?? this.environment.outer.get(name);
  }

  /** The id is a column of this scope itself. */
  owns(value: IdValue): boolean {
    return [...this.columns.values()].some((own) => own.rep === "id" && own.sql === value.sql);
  }

  /** Joins the row of `terms` of an id, once. */
  termOf(value: IdValue): Parts {
    const { around } = this.environment;
    if (around?.owns(value)) return around.termOf(value);
    let alias = this.#joined.get(value.sql);
    if (alias === undefined) {
      alias = this.context.name("t");
      this.#settle();
      this.#from = joinTerm(this.context, this.#from, alias, value);
      this.#joined.set(value.sql, alias);
    }
    return aliasParts(alias);
  }

  /** Computes an expression once, as a column. */
  compute(sql: string): string {
    if (/^[ct]\d+\w*$/.test(sql)) return sql;
    const known = this.#computed.get(sql);
    if (known !== undefined) return known;
    // Expressions that do not build on each other share one SELECT.
    if ([...sql.matchAll(/\bc\d+\b/g)].some(([used]) => this.#pending.has(used))) this.#settle();
    const name = this.context.name();
    this.#pending.set(name, sql);
    this.#computed.set(sql, name);
    return name;
  }

  filter(condition: string): void {
    this.#settle();
    this.#from = `(SELECT * FROM ${this.#from} WHERE ${condition}) AS ${this.context.name("q")}`;
  }

  /** The relation with all that was added; `columns` may name other variables. */
  relation(columns: Columns = this.columns, order?: readonly OrderKey[]): Relation {
    return { from: this.from, columns, joined: this.#joined, ...(order === undefined ? {} : { order }) };
  }
}

export const aliasParts = (alias: string): Parts =>
  Object.fromEntries(partNames.map((name) => [name, `${alias}_${name}`])) as Record<(typeof partNames)[number], string>;

function joinTerm(context: Context, from: string, alias: string, value: IdValue): string {
  const names = ["id", ...partNames].map((name) => `${alias}_${name}`).join(", ");
  const join = value.nullable ? "LEFT JOIN" : "JOIN";
  return `${from} ${join} ${context.termsTable(value.foreign)} AS ${alias}(${names}) ON ${alias}_id = ${value.sql}`;
}

/** FROM item usable as one operand of a join. */
export const operand = (from: string, context: Context): string =>
  from.includes(" JOIN ") ? `(SELECT * FROM ${from}) AS ${context.name("q")}` : from;

/** Columns of the statement that hold a value. */
export function physical(value: Value): string[] {
  if (value.rep === "number") return [value.type, value.dec, value.num];
  return value.rep === "term" ? partNames.map((name) => value.parts[name]) : [value.sql];
}

/** The value as columns of the scope, so that it can be kept, joined and grouped. */
export function materialise(value: Value, scope: Scope): Value {
  if (value.rep === "id") {
    const { constant: _, ...rest } = value;
    return { ...rest, sql: scope.compute(value.sql) };
  }
  if (value.rep === "number") {
    return { ...value, type: scope.compute(value.type), dec: scope.compute(value.dec), num: scope.compute(value.num) };
  }
  if (value.rep !== "term") return { ...value, sql: scope.compute(value.sql) };
  const parts = Object.fromEntries(partNames.map((name) => [name, scope.compute(value.parts[name])])) as Record<
    (typeof partNames)[number],
    string
  >;
  return { ...value, parts };
}
