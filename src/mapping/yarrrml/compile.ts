/**
 * Plain YARRRML 1.3 → plan. Cells are taken as they are (no trimming), values in IRI templates are percent-encoded, and an
 * empty cell is no value unless the document says `empty: keep` (a key of ours). What is not supported is refused with its
 * place (MAP-042, MAP-045), never skipped.
 */
import * as path from "node:path";
import type { DatasetConfig } from "../../config/project.ts";
import { readYaml, type YamlDocument } from "../../config/read-yaml.ts";
import { type Problem, ProblemError } from "../../problem/problem.ts";
import type { OpenedSource } from "../../source/source.ts";
import { ExpressionList } from "../expression-list.ts";
import { readLeftOut } from "../left-out.ts";
import type { Plan, PredicateObjectMap, TermMap, TriplesMap } from "../plan.ts";
import { ProblemList } from "../problem-list.ts";
import { compileRowConditions } from "../row-conditions.ts";
import { SourceColumns } from "../source-columns.ts";
import { defaultPrefixes } from "./default-prefixes.ts";
import { readDocument } from "./document.ts";
import { compileCall, compileCondition } from "./functions.ts";
import type { Mapping, ObjectNode, PredicateObject, ValueNode } from "./nodes.ts";
import { recordIdentity } from "./record-identity.ts";
import { objectMap, objectShape, predicateMap, resourceMap, type YarrrmlContext } from "./terms.ts";

export interface YarrrmlInput {
  readonly text: string;
  /** As messages name it. */
  readonly file: string;
  readonly dataset: DatasetConfig;
  readonly source: Pick<OpenedSource, "file" | "names">;
  readonly project: { readonly base: string };
  /** IRI of the city whose table it is: tsu:city of its records, where the dataset says a key. */
  readonly city?: string | undefined;
}

/** Compiles a dataset that says `mapping:`. The plan is only to be run when no problem is an error. */
export function compileYarrrml({ text, file, dataset, source, city }: YarrrmlInput): {
  plan: Plan;
  problems: readonly Problem[];
} {
  const ofDataset = new ProblemList((at) => dataset.place(at));
  const columns = new SourceColumns(source);
  const leftOut = readLeftOut(dataset, columns, ofDataset);
  const yaml = parse(text, file);
  if (!("data" in yaml))
    return { plan: planOf(dataset, columns, leftOut.private, [], [], []), problems: [...ofDataset.problems, ...yaml] };

  for (const key of ["model", "columns", "fields"] as const) {
    if (dataset.document[key] === undefined) continue;
    ofDataset.add("MAP-031", [key], `${key} has no meaning beside mapping: the YARRRML document says it all.`, {
      advice: `Take out ${key}, or mapping.`,
    });
  }
  const problems = new ProblemList((at) => yaml.place(at));
  const document = readDocument(yaml.data, problems);
  const context: YarrrmlContext = {
    document,
    prefixes: { ...defaultPrefixes, ...document.prefixes },
    columns,
    expressions: new ExpressionList(),
    problems,
    mayUse: (column, at) => {
      if (!leftOut.private.has(column)) return true;
      problems.add("MAP-014", at, `Column "${columns.names[column]}" is private: nothing may be made of it.`);
      return false;
    },
  };
  for (const mapping of document.mappings) checkSources(mapping, dataset, problems);
  const maps = document.mappings.flatMap((mapping) => triplesMaps(mapping, context));
  const where = compileRowConditions({ dataset, columns, problems: ofDataset, mayUse: leftOut.mayUse });
  const identity = recordIdentity(maps, {
    dataset,
    columns,
    city,
    problems: ofDataset,
    mayUse: leftOut.mayUse,
    expressions: context.expressions,
  });
  const plan = planOf(dataset, columns, leftOut.private, where, context.expressions.expressions, identity.triplesMaps);
  return {
    plan: identity.record === undefined ? plan : { ...plan, record: identity.record },
    problems: [...ofDataset.problems, ...problems.problems],
  };
}

function parse(text: string, file: string): YamlDocument | readonly Problem[] {
  try {
    return readYaml(text, file);
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
}

function planOf(
  dataset: DatasetConfig,
  columns: SourceColumns,
  hidden: ReadonlySet<number>,
  where: Plan["where"],
  expressions: Plan["expressions"],
  maps: readonly TriplesMap[],
): Plan {
  return {
    dataset: dataset.iri,
    columns: columns.names,
    privateColumns: [...hidden].sort((a, b) => a - b),
    where,
    expressions,
    triplesMaps: maps,
    // Two rows may well speak of one thing.
    rowsMayRepeatTriples: true,
  };
}

/** A dataset has one source; a mapping may name it, and nothing else. */
function checkSources({ name, sources }: Mapping, dataset: DatasetConfig, problems: ProblemList): void {
  const own = dataset.document.source?.path;
  for (const { access, formulation, path: at } of sources) {
    if (formulation !== undefined && formulation.toLowerCase() !== "csv") {
      problems.add("MAP-046", at, `The mapping "${name}" reads ${formulation}; the source is a table (csv).`);
    } else if (
      own !== undefined &&
      path.posix.normalize(access) !== path.posix.normalize(own) &&
      path.posix.basename(access) !== path.posix.basename(own)
    ) {
      problems.add("MAP-046", at, `The mapping "${name}" reads "${access}", but the dataset's source is "${own}".`, {
        advice: "A dataset has one source: take this one out, or make another dataset of the mapping.",
      });
    }
  }
}

function triplesMaps(mapping: Mapping, context: YarrrmlContext): TriplesMap[] {
  const graphs = resources(mapping.graphs, context);
  const pairs = mapping.predicateObjects.flatMap((pair) => predicateObjectMaps(pair, context));
  const condition = mapping.condition === undefined ? undefined : compileCondition(mapping.condition, context);
  return resources(mapping.subjects, context).map((subject, index, all) => ({
    name: all.length === 1 ? mapping.name : `${mapping.name} ${index + 1}`,
    subject,
    classes: [],
    graphs,
    predicateObjectMaps: pairs,
    ...(condition === undefined ? {} : { condition }),
  }));
}

const resources = (nodes: readonly ValueNode[], context: YarrrmlContext): TermMap[] =>
  nodes.flatMap((node) => resourceMap(node, context) ?? []);

/** Objects with a condition of their own have a map of their own. */
function predicateObjectMaps(pair: PredicateObject, context: YarrrmlContext): PredicateObjectMap[] {
  const predicates = pair.predicates.flatMap((node) => predicateMap(node, context) ?? []);
  const isType = pair.predicates.some((node) => node.value === "a" || predicateIsType(predicates));
  const graphs = resources(pair.graphs, context);
  const shared = pair.condition === undefined ? undefined : compileCondition(pair.condition, context);
  const plain: TermMap[] = [];
  const maps: PredicateObjectMap[] = [];
  for (const object of pair.objects) {
    const map = compileObject(object, isType, context);
    if (map === undefined) continue;
    if (object.condition === undefined) {
      plain.push(map);
      continue;
    }
    if (pair.condition !== undefined)
      context.problems.add(
        "MAP-042",
        object.path,
        "A condition on the object and on its predicate-object map is not supported yet.",
      );
    const condition = compileCondition(object.condition, context);
    if (condition !== undefined) maps.push({ predicates, objects: [map], graphs, condition });
  }
  if (plain.length > 0)
    maps.unshift({ predicates, objects: plain, graphs, ...(shared === undefined ? {} : { condition: shared }) });
  return maps;
}

const predicateIsType = (predicates: readonly TermMap[]): boolean =>
  predicates.some((map) => map.kind === "constant" && map.term.value === `${defaultPrefixes["rdf"]}type`);

function compileObject(object: ObjectNode, isType: boolean, context: YarrrmlContext): TermMap | undefined {
  if (object.function === undefined) return objectMap(object, isType, context);
  const shape = objectShape(object, isType, context);
  const value = compileCall(object.function, context);
  return shape === undefined || value === undefined ? undefined : { kind: "reference", value, ...shape };
}
