/** One dataset as DCAT: what a researcher needs to join a graph with its licence (`GRAPH ?d { … } ?d dct:license ?l`). */
import type { DatasetConfig, Project, Texts } from "../config/project.ts";
import { expand } from "../rdf/namespaces.ts";
import { quadLine } from "../rdf/nquads.ts";
import { iri, literal, type Quad, type Term } from "../rdf/term.ts";

export interface DatasetFacts {
  readonly config: DatasetConfig;
  readonly project: Pick<Project, "base">;
  /** IRI of the area that the dataset is about. */
  readonly area?: string;
  /** IRI of the structure that its observations have (Model.structure). */
  readonly structure?: string;
  readonly resources: number;
  readonly quads: number;
}

export const catalogueIri = (base: string): string => `${base}catalogue`;

/** N-Quads in the catalogue's graph. @spec DCAT 3 §6.6 (dcat:Dataset) */
export function describeDataset({ config, project, area, structure, resources, quads }: DatasetFacts): string {
  const dataset = iri(config.iri);
  const publisher = iri(`${project.base}publisher/${config.city.id}`);
  const description = config.document.description;
  const triples: [Term, string, Term][] = [
    [dataset, expand("rdf", "type"), iri(expand("dcat", "Dataset"))],
    ...cube(dataset, structure),
    ...texts(dataset, expand("dct", "title"), config.title),
    ...texts(dataset, expand("rdfs", "label"), config.title),
    ...texts(
      dataset,
      expand("dct", "description"),
      typeof description === "string" ? { [config.city.language]: description } : (description ?? {}),
    ),
    ...(area === undefined ? [] : ([[dataset, expand("dct", "spatial"), iri(area)]] as [Term, string, Term][])),
    [dataset, expand("dct", "license"), iri(config.licence)],
    [dataset, expand("dct", "publisher"), publisher],
    [dataset, expand("dct", "identifier"), literal(config.id)],
    [dataset, expand("tsu", "records"), literal(String(resources), expand("xsd", "integer"))],
    [dataset, expand("tsu", "quads"), literal(String(quads), expand("xsd", "integer"))],
    ...attribution(dataset, config),
    [publisher, expand("rdf", "type"), iri(expand("foaf", "Agent"))],
    ...texts(publisher, expand("foaf", "name"), config.publisher),
    ...texts(publisher, expand("rdfs", "label"), config.publisher),
    [iri(catalogueIri(project.base)), expand("dcat", "dataset"), dataset],
  ];
  const graph = iri(catalogueIri(project.base));
  return lines(triples.map(([subject, predicate, object]) => ({ subject, predicate: iri(predicate), object, graph })));
}

/** @spec RDF Data Cube §7.1 (qb:DataSet) */
const cube = (dataset: Term, structure: string | undefined): [Term, string, Term][] =>
  structure === undefined
    ? []
    : [
        [dataset, expand("rdf", "type"), iri(expand("qb", "DataSet"))],
        [dataset, expand("qb", "structure"), iri(structure)],
      ];

function attribution(dataset: Term, config: DatasetConfig): [Term, string, Term][] {
  const text = config.document.attribution;
  const own = typeof text === "string" ? { [config.city.language]: text } : text;
  return texts(dataset, expand("tsu", "attribution"), own ?? config.city.attribution ?? {});
}

const texts = (subject: Term, predicate: string, byLanguage: Texts): [Term, string, Term][] =>
  Object.entries(byLanguage).map(([language, text]) => [subject, predicate, literal(text, undefined, language)]);

/** Sorted, so that equal descriptions are equal bytes. */
export const lines = (quads: readonly Quad[]): string => [...new Set(quads.map(quadLine))].sort().join("");
