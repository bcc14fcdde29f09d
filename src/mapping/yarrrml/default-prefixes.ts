/** Prefixes that a YARRRML document need not declare: those of RDFa's initial context that tables use, and the house's. */
import { namespaces } from "../../rdf/namespaces.ts";

export const defaultPrefixes: Readonly<Record<string, string>> = {
  ...namespaces,
  as: "https://www.w3.org/ns/activitystreams#",
  cc: "http://creativecommons.org/ns#",
  csvw: "http://www.w3.org/ns/csvw#",
  dc: namespaces.dct,
  dc11: "http://purl.org/dc/elements/1.1/",
  dcterms: namespaces.dct,
  gr: "http://purl.org/goodrelations/v1#",
  grel: "http://users.ugent.be/~bjdmeest/function/grel.ttl#",
  "idlab-fn": "https://w3id.org/imec/idlab/function#",
  org: "http://www.w3.org/ns/org#",
  prov: "http://www.w3.org/ns/prov#",
  rml: "http://w3id.org/rml/",
  sioc: "http://rdfs.org/sioc/ns#",
  sosa: "http://www.w3.org/ns/sosa/",
  ssn: "http://www.w3.org/ns/ssn/",
  time: "http://www.w3.org/2006/time#",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  void: "http://rdfs.org/ns/void#",
};
