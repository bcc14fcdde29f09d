/** What a query process needs of the store: one engine a process, one call at a time. */
import type { Quad, Term } from "../../rdf/term.ts";
import type { WritableAnswer } from "../results/answer-shape.ts";

export interface EngineOptions {
  /** Absolute path of the store file; opened for reading only. */
  readonly store: string;
  readonly memoryMb: number;
  readonly threads: number;
  /** Folder for what does not fit in memory; whoever started the process removes it. */
  readonly scratch: string;
  /** Megabytes that `scratch` may take. */
  readonly scratchMb: number;
}

export interface AnswerSettings {
  /** Milliseconds that the whole answer may take. The endpoint's own deadline stands behind it. */
  readonly deadlineMs: number;
  /** For relative IRIs in the query. */
  readonly baseIri?: string;
}

/** An answer, and how it was found ("sql", or "comunica" with the reason). */
export type EngineAnswer = WritableAnswer & { readonly way?: string };

/** A resource with all that its page shows: one message from the query process. */
export interface ResourceDescription {
  readonly iri: string;
  /** Triples about the resource and its fragments (`iri#…`). */
  readonly quads: readonly Quad[];
  /** Triples that point to the resource; at most a page's worth. */
  readonly inverse: readonly Quad[];
  /** True when more triples point to the resource than `inverse` holds. */
  readonly moreInverse: boolean;
  /** Labels of the predicates and of every IRI named in the triples. */
  readonly labels: Readonly<Record<string, readonly Term[]>>;
  /** Datasets (named graphs) with triples about the resource. */
  readonly graphs: readonly string[];
  /** Triples about the datasets that the resource is from: title, licence, publisher. */
  readonly datasets: readonly Quad[];
}

export interface QueryEngine {
  answer(text: string, settings: AnswerSettings): Promise<EngineAnswer>;
  /** Undefined when the store has no triple with this subject. */
  describe(iri: string): Promise<ResourceDescription | undefined>;
  /** Makes the call in hand end soon with an error. */
  interrupt(): void;
  close(): Promise<void> | void;
}

/** What the module of an engine exports as `openEngine`. */
export type OpenEngine = (options: EngineOptions) => Promise<QueryEngine>;
