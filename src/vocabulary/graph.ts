/** The statements of all vocabulary files, asked by subject and predicate. Values keep the order of the files. */

import { expand, namespaces } from "../rdf/namespaces.ts";
import type { Term } from "../rdf/term.ts";
import type { Node, RdfFile, Statement } from "./read-rdf.ts";
import type { Labels } from "./vocabulary.ts";

const rdfType = expand("rdf", "type");
/** IRIs and blank node labels never collide: no IRI starts with "_:". */
const keyOf = (term: Node): string =>
  term.kind === "list" ? "" : term.kind === "blank" ? `_:${term.value}` : term.value;

export class Graph {
  readonly files: readonly RdfFile[];
  readonly statements: readonly Statement[];
  readonly #bySubject = new Map<string, Statement[]>();
  readonly #byType = new Map<string, Term[]>();

  constructor(files: readonly RdfFile[]) {
    this.files = files;
    this.statements = files.flatMap((file) => file.statements);
    for (const statement of this.statements) {
      append(this.#bySubject, keyOf(statement.subject), statement);
      if (statement.predicate === rdfType && statement.object.kind === "iri")
        append(this.#byType, statement.object.value, statement.subject);
    }
  }

  about(subject: Node): readonly Statement[] {
    return this.#bySubject.get(keyOf(subject)) ?? [];
  }
  /** In the order of the files. */
  subjects(): Term[] {
    return [...this.#bySubject.values()].flatMap((statements) => statements[0]?.subject ?? []);
  }
  values(subject: Node, predicate: string): Node[] {
    return this.about(subject).flatMap((statement) => (statement.predicate === predicate ? [statement.object] : []));
  }
  iris(subject: Node, predicate: string): string[] {
    return this.values(subject, predicate).flatMap((value) => (value.kind === "iri" ? [value.value] : []));
  }
  texts(subject: Node, predicate: string): string[] {
    return this.values(subject, predicate).flatMap((value) => (value.kind === "literal" ? [value.value] : []));
  }
  /** Texts by language; of several in one language, the first. */
  labels(subject: Node, predicate: string): Labels {
    const labels: Record<string, string> = {};
    for (const value of this.values(subject, predicate))
      if (value.kind === "literal" && value.language !== undefined) labels[value.language] ??= value.value;
    return labels;
  }
  /** Subjects of this class, in the order of the files; subclasses are not followed. */
  instances(type: string): readonly Term[] {
    return this.#byType.get(type) ?? [];
  }
  is(subject: Node, type: string): boolean {
    return this.iris(subject, rdfType).includes(type);
  }
  knows(iri: string): boolean {
    return this.#bySubject.has(iri);
  }
  fileOf(subject: Node): RdfFile | undefined {
    const name = this.about(subject)[0]?.file;
    return this.files.find((file) => file.name === name);
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** An IRI as Turtle writes it, for messages: `tsu:Shelter`. */
export function shortIri(iri: string): string {
  for (const [prefix, namespace] of Object.entries(namespaces))
    if (iri.startsWith(namespace) && iri.length > namespace.length) return `${prefix}:${iri.slice(namespace.length)}`;
  return `<${iri}>`;
}
