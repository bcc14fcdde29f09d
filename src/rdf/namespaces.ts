/** The namespaces that the house speaks, by their usual prefixes. */
export const namespaces = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  owl: "http://www.w3.org/2002/07/owl#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  sh: "http://www.w3.org/ns/shacl#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  dct: "http://purl.org/dc/terms/",
  dcat: "http://www.w3.org/ns/dcat#",
  foaf: "http://xmlns.com/foaf/0.1/",
  geo: "http://www.opengis.net/ont/geosparql#",
  wgs: "http://www.w3.org/2003/01/geo/wgs84_pos#",
  qb: "http://purl.org/linked-data/cube#",
  schema: "http://schema.org/",
  /** IMI core vocabulary 2.3 and later. */
  ic: "http://imi.go.jp/ns/core/rdf#",
  /** IMI core vocabulary 2.2, accepted on reading only. */
  ic22: "http://imi.ipa.go.jp/ns/core/rdf#",
  /** Ours: what IMI lacks. */
  tsu: "https://w3id.org/tsunagi/ns#",
  hz: "https://w3id.org/tsunagi/hazard/",
  /** e-Stat's standard area codes. */
  sac: "http://data.e-stat.go.jp/lod/sac/",
} as const;

export type Prefix = keyof typeof namespaces;

/** `expand("ic", "名称")` is IMI's 名称 as a full IRI. */
export const expand = (prefix: Prefix, local: string): string => namespaces[prefix] + local;
