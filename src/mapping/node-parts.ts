/** The parts of IMI nodes that hold one value in several statements: dates, schedules, quantities. */
import { expand } from "../rdf/namespaces.ts";
import type { AlignContext } from "./align-context.ts";
import type { TermMap } from "./plan.ts";
import { type Reading, readingOutput } from "./readings.ts";
import type { PathEnd } from "./value-end.ts";
import { literalOf, statement, type ValueStatement } from "./value-terms.ts";

const ic = (name: string): string => expand("ic", name);
const xsd = (name: string): string => expand("xsd", name);

export function nodeParts(kind: PathEnd["kind"], reading: Reading, context: AlignContext): ValueStatement[] {
  switch (kind) {
    case "instant":
      return reading.function === "date" ? dateParts(reading, context) : periodParts(reading);
    case "schedule":
      return [
        statement(ic("開始時間"), literalOf(readingOutput(reading, "start"), xsd("time"))),
        statement(ic("終了時間"), literalOf(readingOutput(reading, "end"), xsd("time"))),
        statement(ic("説明"), literalOf(readingOutput(reading, "text"))),
      ];
    case "quantity":
      return [statement(ic("数値"), literalOf(reading.value, xsd("decimal"))), ...unitParts(reading, context)];
    case "persons":
      return [statement(ic("人数"), literalOf(reading.value, xsd("nonNegativeInteger")))];
    case "written":
      return [statement(ic("表記"), literalOf(reading.value))];
    case "plain":
      return [];
  }
}

/** 民國 103 年 stays 年号 民國, 年 103; ic:標準型日付 has the whole date in our calendar. */
function dateParts(reading: Reading, context: AlignContext): ValueStatement[] {
  const part = (property: string, output: string, datatype?: string): ValueStatement =>
    statement(ic(property), literalOf(readingOutput(reading, output), datatype));
  return [
    part("標準型日付", "date", xsd("date")),
    part("年号", "era"),
    part("年", "year", xsd("integer")),
    part("月", "month", xsd("integer")),
    part("日", "day", xsd("integer")),
    part("表記", "text"),
    ...calendarPart(reading, context),
  ];
}

const periodParts = (reading: Reading): ValueStatement[] => [
  statement(ic("標準型日付"), literalOf(readingOutput(reading, "date"), xsd("date"))),
  statement(ic("表記"), literalOf(reading.value)),
];

/** Only where the vocabulary has codes of calendars whose IRIs end with the function's words for them. */
function calendarPart(reading: Reading, { vocabulary }: AlignContext): ValueStatement[] {
  const concepts = vocabulary.schemes.get("calendar")?.concepts ?? [];
  const calendars = ["gregorian", "roc", "japanese"];
  const prefixes = calendars.map((name) =>
    concepts
      .find((concept) => concept.iri.endsWith(`/${name}`) || concept.iri.endsWith(`#${name}`))
      ?.iri.slice(0, -name.length),
  );
  const prefix = prefixes[0];
  if (prefix === undefined || prefixes.some((other) => other !== prefix)) return [];
  const value = readingOutput(reading, "calendar");
  const code: TermMap = { kind: "template", parts: [prefix, value], encode: true, termType: "iri" };
  return [{ predicate: ic("カレンダー"), object: code, causes: [value] }];
}

/** The unit that the mapping states: as text, and as a code where the vocabulary has a scheme of units. */
function unitParts(reading: Reading, { vocabulary, dataset }: AlignContext): ValueStatement[] {
  const { unit, currency } = reading.spec;
  const beside = (property: string, term: Extract<TermMap, { kind: "constant" }>["term"]): ValueStatement => ({
    predicate: ic(property),
    object: { kind: "constant", term },
    causes: [reading.value],
  });
  const parts: ValueStatement[] = [];
  if (unit !== undefined) {
    const concept = vocabulary.schemes.get("unit")?.concepts.find((one) => one.notations.includes(unit));
    if (concept !== undefined) parts.push(beside("単位", { kind: "iri", value: concept.iri }));
    parts.push(beside("単位表記", { kind: "literal", value: concept?.labels[dataset.city.language] ?? unit }));
  }
  if (currency !== undefined) parts.push(beside("通貨コード", { kind: "literal", value: currency }));
  return parts;
}

/** Predicates of the node that `unit` and `currency` state: what the model has fixed for them gives way. */
export function overridden({ spec }: Reading): ReadonlySet<string> {
  const units = spec.unit === undefined ? [] : ["単位", "単位表記"];
  const currencies = spec.currency === undefined ? [] : ["通貨", "通貨コード"];
  return new Set([...units, ...currencies].map(ic));
}
