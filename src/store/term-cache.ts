import type { Term } from "../rdf/term.ts";

/** Terms by id, the least recently used ones dropped: bounded in number and in characters. */
export class TermCache {
  readonly #terms = new Map<number, Term>();
  readonly #mostTerms: number;
  readonly #mostCharacters: number;
  #characters = 0;

  constructor(mostTerms = 50_000, mostCharacters = 8_000_000) {
    this.#mostTerms = mostTerms;
    this.#mostCharacters = mostCharacters;
  }

  get(id: number): Term | undefined {
    const term = this.#terms.get(id);
    if (term === undefined) return undefined;
    this.#terms.delete(id);
    this.#terms.set(id, term);
    return term;
  }

  set(id: number, term: Term): void {
    if (this.#terms.has(id)) return;
    this.#terms.set(id, term);
    this.#characters += term.value.length;
    for (const [oldest, dropped] of this.#terms) {
      if (this.#terms.size <= this.#mostTerms && this.#characters <= this.#mostCharacters) break;
      this.#terms.delete(oldest);
      this.#characters -= dropped.value.length;
    }
  }
}
