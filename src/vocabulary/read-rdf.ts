/** Reads the RDF files of vocab/ with rdflib: Turtle (.ttl) and RDF/XML (.rdf). rdflib's own terms stay in this file. */
import rdflib from "rdflib";
import type { Problem } from "../problem/problem.ts";
import type { Term } from "../rdf/term.ts";
import { exists, listFolder, readText } from "../safe/files.ts";

/** A term, or an RDF list (`( … )` in Turtle) as one value. */
export type Node = Term | { readonly kind: "list"; readonly items: readonly Node[] };

export interface Statement {
  readonly subject: Term;
  readonly predicate: string;
  readonly object: Node;
  /** File that says so, relative to the vocabulary's folder. */
  readonly file: string;
}

export interface RdfFile {
  /** Relative to the vocabulary's folder, with "/" between the parts. */
  readonly name: string;
  readonly text: string;
  readonly statements: readonly Statement[];
}

const contentTypes: Readonly<Record<string, string>> = { ttl: "text/turtle", rdf: "application/rdf+xml" };

/** Relative IRIs in a vocabulary file are a mistake that should at least be visible: they resolve against this. */
const base = "https://w3id.org/tsunagi/vocab/";

/** Reads every Turtle and RDF/XML file under the folder, in the order of their names; files that do not parse are problems. */
export function readRdfFolder(folder: string): { files: RdfFile[]; problems: Problem[] } {
  const files: RdfFile[] = [];
  const problems: Problem[] = [];
  if (!exists(folder)) {
    const advice = "Give the folder that holds core.ttl, concepts/ and models/.";
    problems.push({
      code: "VOC-001",
      severity: "error",
      message: `There is no vocabulary folder ${folder}.`,
      at: { file: folder },
      advice,
    });
  }
  for (const name of rdfFileNames(folder, "")) {
    const text = readText(`${folder}/${name}`);
    try {
      files.push({ name, text, statements: parse(name, text, files.length) });
    } catch (fault) {
      problems.push(syntaxProblem(`${folder}/${name}`, fault));
    }
  }
  return { files, problems };
}

function rdfFileNames(folder: string, below: string): string[] {
  return listFolder(`${folder}/${below}`).flatMap((entry) => {
    if (entry.folder) return rdfFileNames(folder, `${below}${entry.name}/`);
    return contentTypes[entry.name.split(".").at(-1) ?? ""] === undefined ? [] : [`${below}${entry.name}`];
  });
}

function parse(name: string, text: string, fileNumber: number): Statement[] {
  const store = rdflib.graph();
  const contentType = contentTypes[name.split(".").at(-1) ?? ""] ?? "text/turtle";
  rdflib.parse(text, store, base + encodeURI(name), contentType);
  const blanks = new Map<string, string>();
  return store.statements.map((statement) => ({
    subject: asTerm(node(statement.subject, fileNumber, blanks)),
    predicate: statement.predicate.value,
    object: node(statement.object, fileNumber, blanks),
    file: name,
  }));
}

/** What rdflib's terms have in common; its own types do not tell collections apart. */
interface RdflibTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
  readonly elements?: readonly RdflibTerm[];
}

function node(term: RdflibTerm, fileNumber: number, blanks: Map<string, string>): Node {
  switch (term.termType) {
    case "NamedNode":
      return { kind: "iri", value: term.value };
    case "Literal":
      if (term.language) return { kind: "literal", value: term.value, language: term.language };
      return { kind: "literal", value: term.value, datatype: term.datatype?.value ?? xsdString };
    case "Collection":
      return { kind: "list", items: (term.elements ?? []).map((item) => node(item, fileNumber, blanks)) };
    default: {
      // rdflib labels blank nodes by line and column, so two files can share a label: ours count, file by file.
      const known = blanks.get(term.value);
      const value = known ?? `vocab${fileNumber}x${blanks.size}`;
      if (known === undefined) blanks.set(term.value, value);
      return { kind: "blank", value };
    }
  }
}

const xsdString = "http://www.w3.org/2001/XMLSchema#string";

function asTerm(subject: Node): Term {
  if (subject.kind === "list") throw new Error("a list ( … ) cannot be the subject of a statement");
  return subject;
}

function syntaxProblem(file: string, fault: unknown): Problem {
  const text = fault instanceof Error ? fault.message : String(fault);
  const line = /Line (\d+) of/.exec(text)?.[1];
  const message = text
    .replace(/^Line \d+ of <[^>]*>:\s*/, "")
    .replace(/\s+while trying to parse .*$/s, "")
    .replace(/\s+/g, " ");
  return {
    code: "VOC-001",
    severity: "error",
    message: `This file is not valid ${file.endsWith(".rdf") ? "RDF/XML" : "Turtle"}: ${message}`,
    at: { file, ...(line === undefined ? {} : { line: Number(line) }) },
    advice: "Correct the syntax; nothing of vocab/ is used until every file reads.",
  };
}
