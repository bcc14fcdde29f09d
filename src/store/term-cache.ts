import type { Term } from "../rdf/term.ts";

/**
 * Terms by id, those not asked for lately dropped: bounded in number and in characters. Two generations instead of one
 * list by age: dropping one entry at a time from the front of a large Map takes time in the size of the Map.
 */
export class TermCache {
  #young = new Map<number, Term>();
  #old = new Map<number, Term>();
  readonly #mostTerms: number;
  readonly #mostCharacters: number;
  /** Of the young ones. */
  #characters = 0;

  constructor(mostTerms = 50_000, mostCharacters = 8_000_000) {
    this.#mostTerms = mostTerms;
    this.#mostCharacters = mostCharacters;
  }

  get(id: number): Term | undefined {
    const young = this.#young.get(id);
    if (young !== undefined) return young;
    const term = this.#old.get(id);
    if (term !== undefined) this.set(id, term);
    return term;
  }

  set(id: number, term: Term): void {
    if (this.#young.has(id)) return;
    this.#young.set(id, term);
    this.#characters += term.value.length;
    // Each generation has half of the room.
    if (this.#young.size * 2 < this.#mostTerms && this.#characters * 2 < this.#mostCharacters) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#characters = 0;
  }

  /** Terms that are held now. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }
}
