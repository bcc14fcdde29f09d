/** vocab/ in memory: what the mapping room asks of it. Loaded with rdflib by load-vocabulary.ts. */
import type { Quad } from "../rdf/term.ts";

export type Labels = Readonly<Record<string, string>>;

export interface Vocabulary {
  readonly models: ReadonlyMap<string, Model>;
  /** By short key ("hazard", "theft", "area"), which is the scheme's skos:notation. */
  readonly schemes: ReadonlyMap<string, ConceptScheme>;
  /** Class that instances of a property's range have (`ic:住所` → `ic:住所型`); undefined for literals and unknown. */
  range(property: string): string | undefined;
  readonly areas: Areas;
  /** Everything in vocab/ as quads of one graph, for the store and the dereferencing pages. */
  readonly quads: readonly Quad[];
  /** SHA-256 over the files of vocab/, for skipping unchanged datasets. */
  readonly fingerprint: string;
}

/** A shared data model: a SHACL node shape (vocab/models/*.ttl). */
export interface Model {
  readonly key: string;
  readonly iri: string;
  readonly version: string;
  readonly labels: Labels;
  /** rdf:type of every record, own class first. */
  readonly types: readonly string[];
  /** "observation": the dimensions are the key (Data Cube); "record": the dataset says the key. */
  readonly kind: "record" | "observation";
  readonly fields: readonly Field[];
  /** Observations: IRI of the qb:DataStructureDefinition that the roles of the fields make. */
  readonly structure?: string;
  /** File of the model, for messages. */
  readonly file: string;
}

export type FieldType =
  | "text"
  | "integer"
  | "decimal"
  | "boolean"
  | "date"
  | "time"
  | "hours"
  | "period"
  | "concept"
  | "area"
  | "iri"
  | "latitude"
  | "longitude"
  | "quantity";

export interface Field {
  readonly name: string;
  readonly iri: string;
  readonly type: FieldType;
  /** sh:path as a sequence of predicates; intermediate nodes are IRIs. Empty for input-only fields. */
  readonly path: readonly string[];
  /** rdf:type of the node reached after step i, where the property's range is not enough (tsu:class). */
  readonly classes: readonly (string | undefined)[];
  /** Keeps fields apart that share steps: `#ID(共通ID)`. */
  readonly slot?: string;
  readonly labels: Labels;
  /** Column headers (tsu:header) that mean this field, in any city. */
  readonly headers: readonly string[];
  /** Column headers that are flags for one concept of this field (`災害種別_津波` is hz:tsunami). */
  readonly flagHeaders: readonly { readonly header: string; readonly concept: string }[];
  /** XSD datatype of the value, when it is a literal. */
  readonly datatype?: string;
  /** Language of the text when the model fixes one; else the city's language is used for labels only. */
  readonly language?: string;
  readonly scheme?: string;
  readonly minCount: number;
  readonly maxCount?: number;
  /** Further predicates on the record itself that take the same value (tsu:also rdfs:label, wgs:lat, …). */
  readonly also: readonly string[];
  /** Constants that stand beside the value on its node (tsu:fixed). The path is from the record; `iri`: an IRI, else a text. */
  readonly fixed: readonly { readonly path: readonly string[]; readonly value: string; readonly iri?: boolean }[];
  readonly role?: "dimension" | "measure" | "label" | "identifier" | "city" | "area";
  /** Concept IRI or literal that an omitted dimension takes (tsu:default). */
  readonly default?: string;
  /** Concepts and areas: where a text is kept that names none (tsu:textPath); a sequence from the record. */
  readonly textPath?: readonly string[];
}

export interface ConceptScheme {
  readonly key: string;
  readonly iri: string;
  /** prefLabel by language. */
  readonly labels?: Labels;
  readonly concepts: readonly Concept[];
}
export interface Concept {
  readonly iri: string;
  /** prefLabel by language. */
  readonly labels: Labels;
  /** prefLabels, altLabels, hiddenLabels and notations: every text that finds this concept. */
  readonly names: readonly string[];
  readonly notations: readonly string[];
  /** Of a unit of measurement (ic:単位コード型) only. */
  readonly unit?: Unit;
}
export interface Unit {
  /** As people write it in every language (ic:表記): "km²"; undefined where the label is what they write. */
  readonly symbol?: string;
  /** IRI of the unit that it is counted in; its own for a base unit. */
  readonly base: string;
  /** How many base units it is (ic:乗数), as a decimal number, exact. */
  readonly factor: string;
}

/** Administrative areas: cities and their districts (vocab/concepts/area.ttl). */
export interface Areas {
  /** By code as the city writes it ("22212", "222127" with check digit, "67000", "67000010") or by IRI. */
  find(codeOrIri: string): Area | undefined;
  /** Areas directly inside, e.g. the districts of a city. */
  within(iri: string): readonly Area[];
}
export interface Area {
  readonly iri: string;
  readonly code: string;
  readonly country: string;
  readonly labels: Labels;
  readonly names: readonly string[];
  readonly parent?: string;
  /** The city that the area is, or lies in. */
  readonly city: string;
  /** Degrees; islands included. Coordinates outside are a warning, never changed. */
  readonly extent?: { readonly west: number; readonly south: number; readonly east: number; readonly north: number };
}
