/** An open store file, for reading only: terms and ids, patterns, and what a resource's page needs. */
import { ProblemError } from "../problem/problem.ts";
import { namespaces } from "../rdf/namespaces.ts";
import type { Quad, Term } from "../rdf/term.ts";
import { exists } from "../safe/files.ts";
import type { Columns } from "../table/columns.ts";
import { Database } from "../table/database.ts";
import { text } from "../table/sql-text.ts";
import { type IdPattern, type PatternDataset, patternsSql } from "./pattern-sql.ts";
import { schemaVersion, termKind } from "./schema.ts";
import { TermCache } from "./term-cache.ts";
import { termKey } from "./term-key.ts";

export interface StoreOptions {
  readonly memoryMb: number;
  readonly threads: number;
  /** Folder for what does not fit in memory; absent: such a query fails. */
  readonly scratch?: string;
  /** Megabytes that `scratch` may take. */
  readonly scratchMb?: number;
}

/** Absent positions match anything. */
export interface QuadPattern {
  readonly subject?: Term;
  readonly predicate?: Term;
  readonly object?: Term;
  /** Absent: the default graph. "named": every named graph; the quads tell which. */
  readonly graph?: Term | "named";
}

const largestBatch = 32_768;

export class Store {
  readonly #database: Database;
  readonly #cache = new TermCache();
  readonly #meta: ReadonlyMap<string, string>;
  #spellings: Promise<ReadonlyMap<string, string>> | undefined;

  private constructor(database: Database, meta: ReadonlyMap<string, string>) {
    this.#database = database;
    this.#meta = meta;
  }

  /** Opens a store file. From then on DuckDB can reach nothing else. Fails with STO-010 or STO-012. */
  static async open(path: string, options: StoreOptions): Promise<Store> {
    if (!exists(path)) throw unusable(path, "is not there");
    const database = await Database.open({ ...options, path, readOnly: true });
    try {
      await database.lock();
      const meta = await readMeta(database, path);
      return new Store(database, meta);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Ids of terms, in the same order; undefined: the store has no such term. */
  async lookup(terms: readonly Term[]): Promise<(number | undefined)[]> {
    if (terms.length === 0) return [];
    const keys = terms.map(termKey);
    const distinct = [...new Set(keys)];
    const { values } = await this.#database.columns(
      `SELECT id FROM lookup WHERE hash IN (${distinct.map((key) => `hash(${text(key)})`).join(", ")})`,
    );
    // A hash may be shared by a term that is not here: the terms themselves decide.
    const found = new Map<string, number>();
    for (const [id, term] of await this.termsOf(values[0] as number[])) found.set(termKey(term), id);
    return keys.map((key) => found.get(key));
  }

  /** Terms of ids. Ids that do not exist are left out. */
  async termsOf(ids: Iterable<number>): Promise<Map<number, Term>> {
    const terms = new Map<number, Term>();
    const missing = new Set<number>();
    for (const id of ids) {
      const known = this.#cache.get(id);
      if (known === undefined) missing.add(id);
      else terms.set(id, known);
    }
    if (missing.size === 0) return terms;
    // As one text: DuckDB parses and plans tens of thousands of numbers in a list twice as long.
    const { rowCount, values } = await this.#database.columns(`SELECT id, kind, lexical, datatype, lang FROM terms
      WHERE id IN (SELECT unnest(string_split('${[...missing].join(",")}', ','))::INTEGER)`);
    for (let row = 0; row < rowCount; row++) {
      const [id, kind, lexical, datatype, language] = values.map((column) => column[row]) as [
        number,
        number,
        string,
        string | null,
        string | null,
      ];
      const term = toTerm(kind, lexical, datatype, language);
      this.#cache.set(id, term);
      terms.set(id, term);
    }
    return terms;
  }

  /** Quads that match, in batches that grow. Quads of the default graph have no graph. */
  async *match(pattern: QuadPattern): AsyncGenerator<Quad[], void, undefined> {
    const ids = await this.#toIds(pattern);
    if (ids === undefined) return;
    for await (const rows of this.solutions([ids], ["s", "p", "o", "g"])) {
      yield rows.map(([subject, predicate, object, graph]) => ({
        subject: (subject ?? pattern.subject) as Term,
        predicate: (predicate ?? pattern.predicate) as Term,
        object: (object ?? pattern.object) as Term,
        ...(pattern.graph === undefined ? {} : { graph: graph ?? (pattern.graph as Term) }),
      }));
    }
  }

  /** Number of quads that match: exact, and quick because only sorted columns are read. */
  async matchCount(pattern: QuadPattern): Promise<number> {
    const ids = await this.#toIds(pattern);
    return ids === undefined ? 0 : this.count([ids]);
  }

  /** Number of solutions of patterns. */
  async count(patterns: readonly IdPattern[], dataset?: PatternDataset): Promise<number> {
    const { values } = await this.#database.columns(`SELECT count(*) FROM (${patternsSql(patterns, [], dataset)})`);
    return Number(values[0]?.[0]);
  }

  /** Solutions of patterns, joined in DuckDB, as terms of `variables` in their order, in batches that grow. */
  async *solutions(
    patterns: readonly IdPattern[],
    variables: readonly string[],
    dataset?: PatternDataset,
  ): AsyncGenerator<(Term | undefined)[][], void, undefined> {
    const stream = this.#database.stream(patternsSql(patterns, variables, dataset));
    for await (const { rowCount, values } of gather(stream, variables.length)) {
      const terms = await this.termsOf(distinctIds(values));
      const rows: (Term | undefined)[][] = [];
      for (let row = 0; row < rowCount; row++) {
        rows.push(variables.map((_, column) => terms.get(values[column]?.[row] as number)));
      }
      yield rows;
    }
  }

  /** Runs a read-only statement over the tables (schema.ts) and yields its answer piece by piece while DuckDB works on. */
  stream(sql: string): AsyncGenerator<Columns, void, undefined> {
    return this.#database.stream(sql);
  }

  /** Runs a read-only statement over the tables (schema.ts) and returns its answer whole. */
  columns(sql: string): Promise<Columns> {
    return this.#database.columns(sql);
  }

  /** Named graphs, in the order of their IRIs. */
  async graphs(): Promise<Term[]> {
    const { values } = await this.#database.columns("SELECT DISTINCT g FROM quads WHERE g <> 0 ORDER BY g");
    const ids = (values[0] ?? []) as number[];
    const terms = await this.termsOf(ids);
    return ids.flatMap((id) => terms.get(id) ?? []);
  }

  /** Language tags that the data does not write in lower case, by their lower case. */
  languageSpellings(): Promise<ReadonlyMap<string, string>> {
    this.#spellings ??= this.#database
      .columns("SELECT lower(lang), min(lang) FROM terms WHERE lang <> lower(lang) GROUP BY 1")
      .then(
        ({ rowCount, values }) =>
          new Map(Array.from({ length: rowCount }, (_, row) => [String(values[0]?.[row]), String(values[1]?.[row])])),
      );
    return this.#spellings;
  }

  /** What the build wrote about the store: version, quads, triples, terms. */
  meta(): ReadonlyMap<string, string> {
    return this.#meta;
  }

  /** Makes every running query of this store fail soon. */
  interrupt(): void {
    this.#database.interrupt();
  }

  close(): void {
    this.#database.close();
  }

  /** Undefined: a term of the pattern is not in the store, so nothing can match. */
  async #toIds(pattern: QuadPattern): Promise<IdPattern | undefined> {
    const { subject, predicate, object, graph } = pattern;
    const given = [subject, predicate, object, graph === "named" ? undefined : graph];
    const ids = await this.lookup(given.flatMap((term) => term ?? []));
    if (ids.includes(undefined)) return undefined;
    let next = 0;
    const [s, p, o, g] = given.map((term, position) =>
      term === undefined ? ("spog"[position] as string) : (ids[next++] as number),
    );
    return {
      subject: s as number,
      predicate: p as number,
      object: o as number,
      ...(graph === undefined ? {} : { graph: g as number }),
    };
  }
}

function toTerm(kind: number, lexical: string, datatype: string | null, language: string | null): Term {
  if (kind === termKind.iri) return { kind: "iri", value: lexical };
  if (kind === termKind.blank) return { kind: "blank", value: lexical };
  if (language !== null) return { kind: "literal", value: lexical, language };
  return datatype === null || datatype === `${namespaces.xsd}string`
    ? { kind: "literal", value: lexical }
    : { kind: "literal", value: lexical, datatype };
}

function distinctIds(values: Columns["values"]): Set<number> {
  const ids = new Set<number>();
  for (const column of values) for (const id of column) if (id !== null) ids.add(id as number);
  return ids;
}

/** Small batches first, so that LIMIT ends early; then large ones, because fetching terms costs a pass each time. */
async function* gather(stream: AsyncIterable<Columns>, width: number): AsyncGenerator<Columns, void, undefined> {
  let wanted = 1;
  let rowCount = 0;
  let values: Columns["values"][number][][] = Array.from({ length: width }, () => []);
  const flush = (): Columns => {
    const whole = { rowCount, values: values.map((pieces) => pieces.flat()) };
    rowCount = 0;
    values = Array.from({ length: width }, () => []);
    return whole;
  };
  for await (const piece of stream) {
    rowCount += piece.rowCount;
    for (let column = 0; column < width; column++) values[column]?.push(piece.values[column] ?? []);
    if (rowCount < wanted) continue;
    yield flush();
    wanted = Math.min(largestBatch, wanted * 4 + 2048);
  }
  if (rowCount > 0) yield flush();
}

const unusable = (path: string, fault: string): ProblemError =>
  new ProblemError({
    code: "STO-012",
    severity: "error",
    message: `the store ${path} ${fault}`,
    advice: "build it again: npm run -s tsunagi -- convert",
  });

async function readMeta(database: Database, path: string): Promise<ReadonlyMap<string, string>> {
  const { values, rowCount } = await database
    .columns("SELECT key, value FROM meta UNION ALL SELECT 'hash-now', hash('tsunagi')::VARCHAR")
    .catch(() => {
      throw unusable(path, "is a database, but no store of this program");
    });
  const meta = new Map(
    Array.from({ length: rowCount }, (_, row) => [String(values[0]?.[row]), String(values[1]?.[row])] as const),
  );
  if (meta.get("version") !== schemaVersion)
    throw unusable(path, `has version ${meta.get("version")}, not ${schemaVersion}`);
  if (meta.get("hash-of-tsunagi") !== meta.get("hash-now"))
    throw unusable(path, "was built by another version of DuckDB that hashes otherwise");
  return meta;
}
