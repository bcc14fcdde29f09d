/** vocab/ → Vocabulary: models, concept schemes, areas and ranges in memory. */
import { ProblemError } from "../problem/problem.ts";
import { expand } from "../rdf/namespaces.ts";
import { sha256 } from "../safe/files.ts";
import { Faults } from "./faults.ts";
import { Graph } from "./graph.ts";
import { loadAreas } from "./load-areas.ts";
import { loadModels } from "./load-models.ts";
import { loadSchemes } from "./load-schemes.ts";
import { type RdfFile, readRdfFolder } from "./read-rdf.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { vocabularyQuads } from "./vocabulary-quads.ts";

/**
 * Loads every .ttl and .rdf file under `folder`. Throws a ProblemError with all problems found (VOC-nnn): a vocabulary
 * that is half understood would convert wrongly without a word.
 */
export async function loadVocabulary(folder: string): Promise<Vocabulary> {
  const { files, problems } = readRdfFolder(folder);
  if (problems.length > 0) throw new ProblemError(problems);
  const graph = new Graph(files);
  const faults = new Faults(folder);
  const schemes = loadSchemes(graph, faults);
  const areas = loadAreas(graph, faults);
  const models = loadModels(graph, faults);
  if (faults.problems.length > 0) throw new ProblemError(faults.problems);
  const ranges = loadRanges(graph);
  return {
    models,
    schemes,
    areas,
    range: (property) => ranges.get(property),
    quads: vocabularyQuads(graph, models.values()),
    fingerprint: fingerprint(files),
  };
}

/** Property → class of its values; only ranges that vocab/ declares as classes, so that literals have none. */
function loadRanges(graph: Graph): ReadonlyMap<string, string> {
  const classes = new Set(
    ["owl", "rdfs"]
      .flatMap((prefix) => graph.instances(expand(prefix as "owl" | "rdfs", "Class")))
      .map((term) => term.value),
  );
  return new Map(
    graph.statements.flatMap(({ subject, predicate, object }) =>
      predicate === expand("rdfs", "range") && object.kind === "iri" && classes.has(object.value)
        ? [[subject.value, object.value] as const]
        : [],
    ),
  );
}

/** Over the RDF files only: a new example query changes no dataset. */
const fingerprint = (files: readonly RdfFile[]): string =>
  sha256(files.map((file) => `${file.name}\0${sha256(file.text)}\n`).join(""));
