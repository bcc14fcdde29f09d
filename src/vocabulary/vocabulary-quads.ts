/** The vocabulary as quads for the store: everything but the inside of SHACL shapes, whose fields become resources of their own. */
import { expand } from "../rdf/namespaces.ts";
import { iri, literal, type Quad, type Term } from "../rdf/term.ts";
import type { Graph } from "./graph.ts";
import type { Node } from "./read-rdf.ts";
import type { Field, Labels, Model } from "./vocabulary.ts";

/** The named graph that holds vocab/. */
export const vocabularyGraph = "https://w3id.org/tsunagi/vocab";

const rdf = (name: string): string => expand("rdf", name);
const rdfsLabel = expand("rdfs", "label");
const skosPrefLabel = expand("skos", "prefLabel");

/** Blank nodes are labelled by file and order, so the same vocab/ always gives the same quads. */
export function vocabularyQuads(graph: Graph, models: Iterable<Model>): Quad[] {
  const inShapes = blanksOfShapes(graph);
  const quads: Quad[] = [];
  const add = (subject: Term, predicate: string, object: Term): void => {
    quads.push({ subject, predicate: iri(predicate), object, graph: iri(vocabularyGraph) });
  };
  const lists = { count: 0 };
  for (const { subject, predicate, object } of graph.statements) {
    if (inShapes.has(subject.value) && subject.kind === "blank") continue;
    if (object.kind === "blank" && inShapes.has(object.value)) continue;
    add(subject, predicate, asTerm(object, add, lists));
    // The card's label is rdfs:label everywhere, concepts and areas included.
    if (predicate === skosPrefLabel && object.kind === "literal") add(subject, rdfsLabel, object);
  }
  for (const model of models) {
    for (const field of model.fields) addField(field, model, add);
    addStructure(model, add);
  }
  return quads;
}

type Add = (subject: Term, predicate: string, object: Term) => void;

function addField(field: Field, model: Model, add: Add): void {
  const subject = iri(field.iri);
  add(subject, rdf("type"), iri(expand("tsu", "Field")));
  add(subject, expand("tsu", "ofModel"), iri(model.iri));
  add(subject, expand("tsu", "field"), literal(field.name, expand("xsd", "string")));
  for (const [language, label] of Object.entries(field.labels))
    add(subject, rdfsLabel, literal(label, undefined, language));
  for (const header of field.headers) add(subject, expand("tsu", "header"), literal(header, expand("xsd", "string")));
  if (field.scheme !== undefined) add(subject, expand("tsu", "scheme"), iri(field.scheme));
}

/** What an observation consists of, out of the roles. @spec RDF Data Cube §6 (data structure definitions) */
function addStructure({ structure, labels, fields, iri: modelIri }: Model, add: Add): void {
  if (structure === undefined) return;
  const label = (subject: Term, texts: Labels): void => {
    for (const [language, text] of Object.entries(texts)) add(subject, rdfsLabel, literal(text, undefined, language));
  };
  const definition = iri(structure);
  add(definition, rdf("type"), iri(expand("qb", "DataStructureDefinition")));
  add(definition, expand("tsu", "ofModel"), iri(modelIri));
  label(definition, labels);
  const components = fields.filter(({ role }) => role === "dimension" || role === "measure");
  components.forEach(({ name, role, path: [property], labels: texts }, index) => {
    if (property === undefined) return;
    const component = iri(`${structure}.${name}`);
    add(definition, expand("qb", "component"), component);
    add(component, rdf("type"), iri(expand("qb", "ComponentSpecification")));
    add(component, expand("qb", role === "dimension" ? "dimension" : "measure"), iri(property));
    add(component, expand("qb", "order"), literal(String(index + 1), expand("xsd", "integer")));
    label(component, texts);
  });
}

/** Blank nodes reachable from node shapes: property shapes, flag headers, constants. */
function blanksOfShapes(graph: Graph): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Node): void => {
    if (node.kind === "list") node.items.forEach(visit);
    if (node.kind !== "blank" || found.has(node.value)) return;
    found.add(node.value);
    for (const statement of graph.about(node)) visit(statement.object);
  };
  for (const shape of graph.instances(expand("sh", "NodeShape")))
    for (const statement of graph.about(shape)) visit(statement.object);
  return found;
}

/** A list becomes rdf:first and rdf:rest. */
function asTerm(node: Node, add: Add, lists: { count: number }): Term {
  if (node.kind !== "list") return node;
  return node.items.reduceRight<Term>(
    (rest, item) => {
      const cell: Term = { kind: "blank", value: `vocabList${lists.count++}` };
      add(cell, rdf("first"), asTerm(item, add, lists));
      add(cell, rdf("rest"), rest);
      return cell;
    },
    iri(rdf("nil")),
  );
}
