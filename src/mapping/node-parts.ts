/** The parts of IMI nodes that hold one value in several statements: dates, schedules, quantities. */
import { calendars } from "../function/calendar-date.ts";
import { expand } from "../rdf/namespaces.ts";
import type { AlignContext } from "./align-context.ts";
import type { TermMap } from "./plan.ts";
import { type Reading, readingOutput } from "./readings.ts";
import { moneyClass } from "./unit.ts";
import type { PathEnd } from "./value-end.ts";
import { literalOf, statement, type ValueStatement } from "./value-terms.ts";

const ic = (name: string): string => expand("ic", name);
const xsd = (name: string): string => expand("xsd", name);

export function nodeParts(end: PathEnd, reading: Reading, context: AlignContext): ValueStatement[] {
  switch (end.kind) {
    case "instant":
      return reading.function === "date" ? dateParts(reading, end, context) : periodParts(reading, end);
    case "schedule":
      return [
        statement(ic("開始時間"), literalOf(readingOutput(reading, "start"), xsd("time"))),
        statement(ic("終了時間"), literalOf(readingOutput(reading, "end"), xsd("time"))),
        statement(ic("説明"), literalOf(readingOutput(reading, "text"))),
      ];
    case "quantity":
      return [statement(ic("数値"), literalOf(reading.value, xsd("decimal"))), ...unitParts(reading, end, context)];
    case "persons":
      return [statement(ic("人数"), literalOf(reading.value, xsd("nonNegativeInteger")))];
    case "written":
      return [statement(ic("表記"), literalOf(reading.value))];
    case "plain":
      return [];
  }
}

/** 民國 103 年 stays 年号 民國, 年 103; the whole date in our calendar stands beside them. */
function dateParts(reading: Reading, end: PathEnd, context: AlignContext): ValueStatement[] {
  const part = (property: string, output: string, datatype?: string): ValueStatement =>
    statement(ic(property), literalOf(readingOutput(reading, output), datatype));
  return [
    ...standardDate(reading, end),
    part("年号", "era"),
    part("年", "year", xsd("integer")),
    part("月", "month", xsd("integer")),
    part("日", "day", xsd("integer")),
    part("表記", "text"),
    ...calendarPart(reading, context),
  ];
}

/** IMI has ic:標準型日付 for 日付型 only; 日時型 has 標準型日時, which wants a time that no date has. */
const standardDate = (reading: Reading, { nodeClass }: PathEnd): ValueStatement[] =>
  nodeClass === ic("日付型")
    ? [statement(ic("標準型日付"), literalOf(readingOutput(reading, "date"), xsd("date")))]
    : [];

const periodParts = (reading: Reading, end: PathEnd): ValueStatement[] => [
  ...standardDate(reading, end),
  statement(ic("表記"), literalOf(reading.value)),
];

/** Only where the vocabulary has codes of calendars whose IRIs end with the function's words for them. */
function calendarPart(reading: Reading, { vocabulary }: AlignContext): ValueStatement[] {
  const concepts = vocabulary.schemes.get("calendar")?.concepts ?? [];
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

/** The unit that the mapping states, as a code and as people write it; or the currency. */
function unitParts(reading: Reading, { nodeClass }: PathEnd, { dataset }: AlignContext): ValueStatement[] {
  const { unit } = reading;
  const { currency } = reading.spec;
  const beside = (property: string, term: Extract<TermMap, { kind: "constant" }>["term"]): ValueStatement => ({
    predicate: ic(property),
    object: { kind: "constant", term },
    causes: [reading.value],
  });
  const parts: ValueStatement[] = [];
  if (unit !== undefined) {
    const written = unit.unit?.symbol ?? unit.labels[dataset.city.language] ?? unit.notations[0];
    parts.push(beside("単位", { kind: "iri", value: unit.iri }));
    if (written !== undefined) parts.push(beside("単位表記", { kind: "literal", value: written }));
  }
  if (currency !== undefined && nodeClass === moneyClass)
    parts.push(beside("通貨コード", { kind: "literal", value: currency }));
  return parts;
}

/** Predicates of the node that `unit` and `currency` state: what the model has fixed for them gives way. */
export function overridden({ spec, unit }: Reading): ReadonlySet<string> {
  const units = unit === undefined ? [] : ["単位", "単位表記"];
  const currencies = spec.currency === undefined ? [] : ["通貨", "通貨コード"];
  return new Set([...units, ...currencies].map(ic));
}
