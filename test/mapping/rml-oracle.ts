/**
 * A second voice for YARRRML: reads the RML (old vocabulary, with FnO conditions) that the reference translator makes of a
 * document, and interprets it over rows by itself. It shares nothing with src/mapping.
 */
import { DataFactory, Parser, Store, type Term } from "n3";
import { quadLine } from "../../src/rdf/nquads.ts";

const rr = "http://www.w3.org/ns/r2rml#";
const rml = "http://semweb.mmlab.be/ns/rml#";
const fnml = "http://semweb.mmlab.be/ns/fnml#";
const executes = "https://w3id.org/function/ontology#executes";
const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

export type Row = Readonly<Record<string, string>>;
interface Made {
  readonly text: string;
  readonly type: "iri" | "literal" | "blank";
  readonly datatype?: string;
  readonly language?: string;
}

export class RmlOracle {
  readonly #store: Store;

  constructor(turtle: string) {
    this.#store = new Store(new Parser({ baseIRI: "http://mapping.example.com/" }).parse(turtle));
  }

  /** Columns that the mapping speaks of. */
  references(): string[] {
    const plain = this.#store.getObjects(null, rml + "reference", null).map((term) => term.value);
    const inTemplates = this.#store
      .getObjects(null, rr + "template", null)
      .flatMap((term) => [...term.value.matchAll(/\{([^}]*)\}/g)].map((found) => found[1]!));
    return [...new Set([...plain, ...inTemplates])];
  }

  quads(row: Row, graph: string): string[] {
    return this.#store.getSubjects(rr + "subjectMap", null, null).flatMap((map) => this.#triplesMap(map, row, graph));
  }

  #triplesMap(map: Term, row: Row, ownGraph: string): string[] {
    return this.#objects(map, rr + "subjectMap").flatMap((subjectMap) => {
      const subject = this.#term(subjectMap, row, "iri");
      if (subject === undefined) return [];
      const subjectGraphs = this.#objects(subjectMap, rr + "graphMap");
      const classes = this.#objects(subjectMap, rr + "class").map((type) =>
        line(subject, { text: rdfType, type: "iri" }, { text: type.value, type: "iri" }, ownGraph),
      );
      const triples = this.#objects(map, rr + "predicateObjectMap").flatMap((pair) => {
        const maps = [...subjectGraphs, ...this.#objects(pair, rr + "graphMap")];
        const graphs = maps.length === 0 ? [ownGraph] : maps.flatMap((one) => this.#term(one, row, "iri")?.text ?? []);
        const fixed = this.#objects(pair, rr + "predicate").map((one): Made => ({ text: one.value, type: "iri" }));
        const predicates = [
          ...fixed,
          ...this.#objects(pair, rr + "predicateMap").flatMap((one) => this.#term(one, row, "iri") ?? []),
        ];
        const objects = this.#objects(pair, rr + "objectMap").flatMap((one) => this.#term(one, row, "literal") ?? []);
        return predicates.flatMap((predicate) =>
          objects.flatMap((object) => graphs.map((graph) => line(subject, predicate, object, graph))),
        );
      });
      return [...classes, ...triples];
    });
  }

  #term(map: Term, row: Row, usual: "iri" | "literal"): Made | undefined {
    const stated = this.#value(map, rr + "termType");
    const type =
      stated === rr + "BlankNode"
        ? "blank"
        : stated === rr + "Literal"
          ? "literal"
          : stated === rr + "IRI"
            ? "iri"
            : this.#defaultType(map, usual);
    const text = this.#text(map, row, type);
    if (text === undefined) return undefined;
    // RML would put a base before it; here a column of IRIs holds IRIs (the engine reports any other text).
    if (type === "iri" && !/^[a-z]+:/.test(text)) return undefined;
    const datatype = this.#value(map, rr + "datatype");
    const languageMap = this.#objects(map, rml + "languageMap")[0];
    const language =
      languageMap === undefined ? this.#value(map, rr + "language") : this.#text(languageMap, row, "literal");
    return {
      text,
      type,
      ...(datatype === undefined ? {} : { datatype }),
      ...(language === undefined ? {} : { language }),
    };
  }

  /** R2RML §7.4: an object is a literal if it is a column's value, or has a language or datatype; else an IRI. */
  #defaultType(map: Term, usual: "iri" | "literal"): "iri" | "literal" {
    const literal = [rr + "datatype", rr + "language", rml + "languageMap", rml + "reference"].some(
      (name) => this.#objects(map, name).length > 0,
    );
    return usual === "literal" && !literal && this.#value(map, rr + "template") !== undefined ? "iri" : usual;
  }

  #text(map: Term, row: Row, type: Made["type"]): string | undefined {
    const constant = this.#value(map, rr + "constant");
    if (constant !== undefined) return constant;
    const reference = this.#value(map, rml + "reference");
    if (reference !== undefined) return row[reference] || undefined;
    const call = this.#objects(map, fnml + "functionValue")[0];
    if (call !== undefined) return this.#call(call, row);
    const template = this.#value(map, rr + "template");
    if (template === undefined) throw new Error("a term map without an expression");
    let complete = true;
    const text = template.replace(/\{([^}]*)\}/g, (_, name: string) => {
      const value = row[name] ?? "";
      if (value === "") complete = false;
      return type === "iri" ? encode(value) : value;
    });
    return complete ? text : undefined;
  }

  #call(call: Term, row: Row): string | undefined {
    const parameters = new Map<string, Term>();
    let name = "";
    for (const pair of this.#objects(call, rr + "predicateObjectMap")) {
      const predicate = this.#value(this.#objects(pair, rr + "predicateMap")[0]!, rr + "constant")!;
      const object = this.#objects(pair, rr + "objectMap")[0]!;
      if (predicate === executes) name = this.#value(object, rr + "constant")!;
      else parameters.set(predicate.replace(/^.*[#/]/, ""), object);
    }
    const value = (parameter: string): string | undefined => {
      const map = parameters.get(parameter)!;
      return this.#text(map, row, this.#value(map, rr + "termType") === rr + "IRI" ? "iri" : "literal");
    };
    switch (name.replace(/^.*[#/]/, "")) {
      case "trueCondition":
        return value("strBoolean") === "true" ? value("str") : undefined;
      case "equal":
        return String(value("valueParameter") === value("valueParameter2"));
      case "notEqual":
        return String(value("valueParameter") !== value("valueParameter2"));
      default:
        throw new Error(`the oracle has no function ${name}`);
    }
  }

  #objects = (subject: Term, predicate: string): Term[] =>
    this.#store.getObjects(subject, DataFactory.namedNode(predicate), null);
  #value = (subject: Term, predicate: string): string | undefined => this.#objects(subject, predicate)[0]?.value;
}

/** ASCII only: what the rows of the test hold. */
const encode = (value: string): string =>
  encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const label = (text: string): string =>
  `b${text.replace(/[^A-Za-z0-9]/g, (character) => `_${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}`;

function line(subject: Made, predicate: Made, object: Made, graph: string): string {
  const term = ({ text, type, datatype, language }: Made) =>
    type === "literal"
      ? { kind: "literal" as const, value: text, datatype, language }
      : { kind: type, value: type === "blank" ? label(text) : text };
  const fixed = object.type === "literal" && predicate.text === rdfType ? { ...object, type: "iri" as const } : object;
  return quadLine({
    subject: term(subject),
    predicate: { kind: "iri", value: predicate.text },
    object: term(fixed),
    graph: { kind: "iri", value: graph },
  });
}
