import { type Problem, ProblemError } from "../problem/problem.ts";
import { type QueryLimits, queryFault } from "./query-fault.ts";
import type { Store } from "./store.ts";

/**
 * Ends a query at its deadline: DuckDB is interrupted, Comunica's source stops, and whoever waits for rows is told
 * at once. Every other fault of an answer becomes a ProblemError too.
 */
export class Watch {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #milliseconds: number;
  readonly #limits: QueryLimits | undefined;

  constructor(store: Store, milliseconds: number | undefined, limits?: QueryLimits) {
    this.#milliseconds = milliseconds ?? 0;
    this.#limits = limits;
    if (milliseconds === undefined) return;
    this.#timer = setTimeout(() => {
      this.#controller.abort(new ProblemError(tooLong(milliseconds)));
      store.interrupt();
    }, milliseconds);
    this.#timer.unref();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The same batches, until the deadline. */
  async *over<T>(batches: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
    const iterator = batches[Symbol.asyncIterator]();
    let finished = false;
    try {
      for (;;) {
        const { value, done } = await this.#untilAborted(iterator.next());
        if (done === true) break;
        yield value;
      }
      finished = true;
    } catch (error) {
      throw this.explain(error);
    } finally {
      clearTimeout(this.#timer);
      // Not awaited after the deadline: what hangs must not hold the answer.
      const ended = finished ? undefined : iterator.return?.();
      if (this.signal.aborted) ended?.catch(() => {});
      else await ended;
    }
  }

  /** What to throw instead of a fault. */
  explain(error: unknown): ProblemError {
    clearTimeout(this.#timer);
    if (this.signal.aborted) return new ProblemError(tooLong(this.#milliseconds));
    return queryFault(error, this.#limits);
  }

  async #untilAborted<T>(next: Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    let stop: (() => void) | undefined;
    const aborted = new Promise<never>((_, reject) => {
      stop = () => reject(this.signal.reason as Error);
      this.signal.addEventListener("abort", stop, { once: true });
    });
    try {
      return await Promise.race([next, aborted]);
    } finally {
      if (stop !== undefined) this.signal.removeEventListener("abort", stop);
      if (this.signal.aborted) next.catch(() => {});
    }
  }
}

const tooLong = (milliseconds: number): Problem => ({
  code: "QRY-004",
  severity: "error",
  message: `The query took longer than ${milliseconds / 1000} s and was stopped.`,
  advice: "Ask for less: name the graph or the class, filter early, or set a LIMIT.",
});
