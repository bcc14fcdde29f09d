/** What one compilation shares: fresh names, the constants' ids, the dataset. */
import type * as RDF from "@rdfjs/types";
import type { Term } from "../../rdf/term.ts";
import { constantSql, partsOfConstant, termKey, toTerm } from "./constant.ts";
import type { TermLookup } from "./contract.ts";
import { type IdValue, partNames, type Value } from "./value.ts";

/** Which triples a pattern matches. */
export interface Dataset {
  /** Ids of the FROM graphs; undefined: the default graph (all graphs but hidden ones). */
  readonly default?: readonly number[];
  /** Ids of the FROM NAMED graphs; undefined: all named graphs. */
  readonly named?: readonly number[];
  /** Inside GRAPH: one graph, or a hidden variable that every pattern binds to its graph. */
  readonly graph?: { readonly id: number | undefined } | { readonly variable: string };
}

export class Context {
  #lastName = 0;
  readonly #ids: ReadonlyMap<string, number>;
  readonly #foreign: readonly Term[];

  private constructor(ids: ReadonlyMap<string, number>, foreign: readonly Term[]) {
    this.#ids = ids;
    this.#foreign = foreign;
  }

  /** Looks up all constants at once; those that the store does not have get negative ids. */
  static async of(constants: readonly Term[], lookup: TermLookup): Promise<Context> {
    const distinct = [...new Map(constants.map((term) => [termKey(term), term])).values()];
    const found = distinct.length === 0 ? [] : await lookup(distinct);
    const foreign: Term[] = [];
    const ids = new Map<string, number>();
    for (const [position, term] of distinct.entries()) {
      const id = found[position] ?? -foreign.push(term);
      ids.set(termKey(term), id);
    }
    return new Context(ids, foreign);
  }

  /** A column or table name that no other part of the statement has: SQL can be nested without qualifying names. */
  name(prefix = "c"): string {
    this.#lastName += 1;
    return `${prefix}${this.#lastName}`;
  }

  /** The store's id of a constant, or undefined. */
  storedId(term: RDF.Term): number | undefined {
    const id = this.#id(term);
    return id < 0 ? undefined : id;
  }

  constant(term: RDF.Term): IdValue {
    const id = this.#id(term);
    return {
      rep: "id",
      sql: `${id}::INTEGER`,
      nullable: false,
      foreign: id < 0,
      constant: partsOfConstant(toTerm(term)),
    };
  }

  #id(term: RDF.Term): number {
    const id = this.#ids.get(termKey(toTerm(term)));
    if (id === undefined) throw new Error(`the constant ${term.value} was not collected`);
    return id;
  }

  /** `terms`, with the constants the store does not have when they may come. */
  termsTable(foreign: boolean): string {
    if (!foreign || this.#foreign.length === 0) return "terms";
    const rows = this.#foreign.map((term, position) => {
      const parts = constantSql(partsOfConstant(term));
      return `(${[`${-(position + 1)}::INTEGER`, ...partNames.map((name) => parts[name])].join(", ")})`;
    });
    return `(SELECT * FROM terms UNION ALL VALUES ${rows.join(", ")})`;
  }
}

/** Variables of the query by name; blank nodes of patterns are hidden ones that start with `_:`. */
export type Columns = ReadonlyMap<string, Value>;

export const isHidden = (variable: string): boolean => variable.startsWith("_:");
