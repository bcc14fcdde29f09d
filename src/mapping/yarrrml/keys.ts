/** The keys of YARRRML with their short forms, and those that this house does not do yet. */

export const names = {
  mappings: ["mappings", "mapping", "m"],
  subjects: ["subjects", "subject", "s"],
  predicateobjects: ["predicateobjects", "predicateobject", "po"],
  predicates: ["predicates", "predicate", "p"],
  objects: ["objects", "object", "o"],
  graphs: ["graphs", "graph", "g"],
  value: ["value", "v"],
  function: ["function", "fn", "f"],
  parameters: ["parameters", "pms"],
  parameter: ["parameter", "pm"],
  condition: ["conditions", "condition", "c"],
} as const;
export const documentKeys = [
  "prefixes",
  "base",
  "sources",
  "source",
  "external",
  "authors",
  "author",
  "empty",
  ...names.mappings,
];
export const mappingKeys = [
  "sources",
  "source",
  ...names.subjects,
  ...names.predicateobjects,
  ...names.graphs,
  ...names.condition,
];
export const predicateObjectKeys = [
  ...names.predicates,
  ...names.objects,
  ...names.graphs,
  ...names.condition,
  "datatype",
  "language",
];
export const objectKeys = [
  ...names.value,
  "type",
  "datatype",
  "language",
  ...names.function,
  ...names.parameters,
  ...names.condition,
];

/** What YARRRML has and this house does not do yet, each refused at its place. */
export const later: Readonly<Record<string, string>> = {
  targets: "Targets are not supported: a dataset has one output.",
  target: "Targets are not supported: a dataset has one output.",
  t: "Targets are not supported: a dataset has one output.",
  inversepredicates: "Inverse predicates are not supported yet.",
  inversepredicate: "Inverse predicates are not supported yet.",
  iv: "Inverse predicates are not supported yet.",
  i: "Inverse predicates are not supported yet.",
  mapping: "Links to other mappings (joins) are not supported yet.",
  m: "Links to other mappings (joins) are not supported yet.",
  authentications: "Targets are not supported: a dataset has one output.",
  changeDetection: "Change detection is not supported.",
};
