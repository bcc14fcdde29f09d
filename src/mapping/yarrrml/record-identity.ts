/** `key` beside a YARRRML document: its columns name the records, so that the ledger can keep them. */
import type { DatasetConfig } from "../../config/project.ts";
import { expand } from "../../rdf/namespaces.ts";
import type { ExpressionList } from "../expression-list.ts";
import type { PredicateObjectMap, RecordIdentity, TermMap, TriplesMap, ValueRef } from "../plan.ts";
import type { DocumentPath, ProblemList } from "../problem-list.ts";
import type { SourceColumns } from "../source-columns.ts";

interface Context {
  readonly dataset: DatasetConfig;
  readonly columns: SourceColumns;
  readonly problems: ProblemList;
  readonly expressions: ExpressionList;
  /** IRI of the city whose table it is. */
  readonly city?: string | undefined;
  mayUse(column: number, path: DocumentPath): boolean;
}

/**
 * A ledger of IRIs that the mapping does not make would withdraw them all: so one mapping's subject has to be the
 * dataset's prefix followed by the key's columns (problem MAP-032). Without `key` there is no ledger. With it, the record
 * gets what of the card can be known without a model: tsu:city and dct:identifier.
 */
export function recordIdentity(
  maps: readonly TriplesMap[],
  context: Context,
): { triplesMaps: readonly TriplesMap[]; record?: RecordIdentity } {
  const { dataset, columns, problems, expressions } = context;
  const { key } = dataset.document;
  if (key === undefined) return { triplesMaps: maps };
  if (!Array.isArray(key)) {
    problems.add(
      "MAP-032",
      ["key"],
      "A content key cannot go with a YARRRML document, which makes its subjects itself.",
      { advice: "Take it out, or list the columns of the subject." },
    );
    return { triplesMaps: maps };
  }
  const found = key.map((header, index) => columns.one(header, ["key", index], problems));
  if (found.some((column, index) => column === undefined || !context.mayUse(column, ["key", index])))
    return { triplesMaps: maps };
  const wanted = found.flatMap((column, index): (string | number)[] => [index === 0 ? dataset.prefix : "/", column!]);
  const isRecord = (subject: TermMap): boolean => {
    if (subject.kind !== "template") return false;
    const parts = subject.parts.map((part) => (typeof part === "string" ? part : columnOf(part, expressions)));
    return JSON.stringify(parts) === JSON.stringify(wanted);
  };
  const record = maps.find((map) => isRecord(map.subject));
  if (record === undefined) {
    const template = `${dataset.prefix}${key.map((header) => `$(${header})`).join("/")}`;
    if (!problems.failed)
      problems.add("MAP-032", ["key"], "No mapping makes the IRIs that the key names.", {
        advice: `The subject of one mapping has to be ${template}.`,
      });
    return { triplesMaps: maps };
  }
  const parts =
    record.subject.kind === "template"
      ? record.subject.parts.filter((part): part is ValueRef => typeof part !== "string")
      : [];
  const value = expressions.add({ kind: "key", parts, names: key, content: false });
  const subject: TermMap = { kind: "template", parts: [dataset.prefix, value], encode: false, termType: "iri" };
  const records = maps.filter((map) => isRecord(map.subject));
  const card = cardOf(records, parts, context);
  const triplesMaps = maps.map((map) => {
    if (!isRecord(map.subject)) return map;
    const pairs = map === record ? [...map.predicateObjectMaps, ...card] : map.predicateObjectMaps;
    return { ...map, subject, predicateObjectMaps: pairs };
  });
  return { triplesMaps, record: { prefix: dataset.prefix, key: value.expression, meaning: [] } };
}

/**
 * What the mapping says itself goes before. The statements stand in the dataset's graph even where the mapping sends its
 * own elsewhere (an explicit graph wins over the dataset's, as YARRRML says), so the record is found in its dataset.
 */
function cardOf(
  records: readonly TriplesMap[],
  parts: readonly ValueRef[],
  { city, dataset }: Context,
): PredicateObjectMap[] {
  const constant = (value: string): TermMap => ({ kind: "constant", term: { kind: "iri", value } });
  const joined = parts.flatMap((part, index) => (index === 0 ? [part] : ["/", part]));
  const identifier: TermMap = { kind: "template", parts: joined, encode: false, termType: "literal" };
  const said = new Set(
    records
      .flatMap((map) => map.predicateObjectMaps)
      .flatMap((pair) => pair.predicates.map((one) => (one.kind === "constant" ? one.term.value : ""))),
  );
  return [
    ...(city === undefined ? [] : [[expand("tsu", "city"), constant(city)] as const]),
    [expand("dct", "identifier"), identifier] as const,
  ]
    .filter(([predicate]) => !said.has(predicate))
    .map(([predicate, object]) => ({
      predicates: [constant(predicate)],
      objects: [object],
      graphs: [constant(dataset.iri)],
    }));
}

function columnOf(ref: ValueRef, { expressions }: ExpressionList): number | undefined {
  const expression = expressions[ref.expression];
  return expression?.kind === "reference" ? expression.column : undefined;
}
