/** Looks names up after folding. A name that means two things finds both: the caller says so, and never guesses. */
import { fold } from "./fold.ts";

export interface Named {
  readonly iri: string;
  readonly names: readonly string[];
}

export class NameTable<Entry extends Named> {
  readonly entries: readonly Entry[];
  readonly #found = new Map<string, Entry[]>();

  constructor(entries: readonly Entry[]) {
    this.entries = entries;
    for (const entry of entries) {
      for (const name of entry.names) this.#add(name, entry);
    }
    // An IRI, or its last segment, finds its entry too, unless that is already a name of something.
    for (const entry of entries) {
      for (const name of [entry.iri, lastSegment(entry.iri)]) if (!this.#found.has(fold(name))) this.#add(name, entry);
    }
  }

  /** Every entry with this name: none, one, or (an ambiguous name) several. */
  find(name: string): readonly Entry[] {
    return this.#found.get(fold(name)) ?? [];
  }

  /** All names, for "Did you mean". */
  names(): string[] {
    return [...new Set(this.entries.flatMap((entry) => entry.names))];
  }

  #add(name: string, entry: Entry): void {
    const folded = fold(name);
    if (folded === "") return;
    const list = this.#found.get(folded);
    if (list === undefined) this.#found.set(folded, [entry]);
    else if (!list.some((other) => other.iri === entry.iri)) list.push(entry);
  }
}

/** What follows the last `/` or `#` of an IRI, decoded: the short name of a concept or an area's code. */
export function lastSegment(iri: string): string {
  const segment = /[^/#]*$/.exec(iri)![0];
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
