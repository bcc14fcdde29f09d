/** The only door to DuckDB. One Database is one DuckDB instance of its own: never shared through DuckDB's cache. */
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from "@duckdb/node-api";
import { ProblemError } from "../problem/problem.ts";
import { type Columns, readColumns } from "./columns.ts";
import { identifier, text } from "./sql-text.ts";

/** A parameter `$1`, `$2` … of a statement. */
export type Parameter = string | number | bigint | boolean | null;

export interface DatabaseSettings {
  /** File, or absent: in memory. A file that is not there is made, unless `readOnly`. */
  readonly path?: string;
  readonly readOnly?: boolean;
  readonly threads: number;
  /** Megabytes for tables in work; what does not fit goes to `scratch`. */
  readonly memoryMb: number;
  /** Folder for what does not fit in memory; absent: nothing is spilled. */
  readonly scratch?: string;
  /** Megabytes that `scratch` may take; absent: nine tenths of the free disk. */
  readonly scratchMb?: number;
}

export class Database {
  readonly #instance: DuckDBInstance;
  readonly #idle: DuckDBConnection[] = [];
  readonly #busy = new Set<DuckDBConnection>();
  #closed = false;

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  /** Opens or makes a database. DuckDB never fetches extensions. Fails with STO-010 when the file cannot be opened. */
  static async open(settings: DatabaseSettings): Promise<Database> {
    try {
      const instance = await DuckDBInstance.create(settings.path ?? ":memory:", {
        access_mode: settings.readOnly ? "READ_ONLY" : "AUTOMATIC",
        threads: String(settings.threads),
        memory_limit: `${settings.memoryMb}MiB`,
        temp_directory: settings.scratch ?? "",
        autoinstall_known_extensions: "false",
        autoload_known_extensions: "false",
      });
      const database = new Database(instance);
      // Given on opening, DuckDB 1.5 shows the limit but does not keep to it.
      if (settings.scratchMb !== undefined)
        await database.run(`SET max_temp_directory_size = '${settings.scratchMb}MiB'`);
      return database;
    } catch (error) {
      throw new ProblemError({
        code: "STO-010",
        severity: "error",
        message: `the database ${settings.path ?? "in memory"} cannot be opened: ${messageOf(error)}`,
        advice: "build the store again, or stop the program that has it open for writing",
      });
    }
  }

  /** From here on no statement reaches files or the network, and no setting can be changed. Attach what is needed before. */
  async lock(): Promise<void> {
    await this.run("SET enable_external_access = false");
    await this.run("SET lock_configuration = true");
  }

  /** Attaches a second database file under a name. */
  async attach(path: string, name: string): Promise<void> {
    await this.run(`ATTACH ${text(path)} AS ${identifier(name)}`);
  }

  async detach(name: string): Promise<void> {
    await this.run(`DETACH ${identifier(name)}`);
  }

  /** Runs a statement for its effect. */
  async run(sql: string, parameters?: readonly Parameter[]): Promise<void> {
    await this.columns(sql, parameters);
  }

  /** Runs a query and returns its whole answer, column by column. */
  async columns(sql: string, parameters?: readonly Parameter[]): Promise<Columns> {
    const connection = await this.#take();
    try {
      const result = await connection.run(sql, parameters && [...parameters]);
      return readColumns(await result.fetchAllChunks(), result.columnCount);
    } finally {
      this.#giveBack(connection);
    }
  }

  /** `chunks`, as whole columns. */
  async *stream(sql: string, parameters?: readonly Parameter[]): AsyncGenerator<Columns, void, undefined> {
    for await (const chunk of this.chunks(sql, parameters)) yield readColumns([chunk], chunk.columnCount);
  }

  /**
   * Runs a query and yields its answer piece by piece (about 2,048 rows each) while DuckDB works on.
   * Ending the loop early interrupts the query.
   */
  async *chunks(sql: string, parameters?: readonly Parameter[]): AsyncGenerator<DuckDBDataChunk, void, undefined> {
    const connection = await this.#take();
    let complete = false;
    try {
      const result = await connection.stream(sql, parameters && [...parameters]);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) break;
        yield chunk;
      }
      complete = true;
    } finally {
      if (!complete) connection.interrupt();
      this.#giveBack(connection, !complete);
    }
  }

  /** Stops every statement now running; each fails with DuckDB's "Interrupted". */
  interrupt(): void {
    for (const connection of this.#busy) connection.interrupt();
  }

  /** Closes all connections and the instance. Calling it twice does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.interrupt();
    for (const connection of this.#idle) connection.closeSync();
    this.#idle.length = 0;
    this.#instance.closeSync();
  }

  async #take(): Promise<DuckDBConnection> {
    if (this.#closed)
      throw new ProblemError({ code: "STO-011", severity: "error", message: "the store is closed already" });
    const connection = this.#idle.pop() ?? (await this.#instance.connect());
    this.#busy.add(connection);
    return connection;
  }

  /** A connection whose stream was left half read is closed: DuckDB would carry its state into the next statement. */
  #giveBack(connection: DuckDBConnection, spoilt = false): void {
    this.#busy.delete(connection);
    if (spoilt || this.#closed) connection.closeSync();
    else this.#idle.push(connection);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
