/** Comparisons by value (SPARQL 1.1, 17.3 and 17.4.1.7). Incomparable values give NULL, an error. */
import { family } from "../../schema.ts";
import type { Scope } from "../relation.ts";
import { type Parts, partNames, type Value } from "../value.ts";
import { type NumericView, numberOf, partsOf, scalarFamily, single } from "./parts.ts";

export type Comparison = "=" | "<" | ">" | "<=" | ">=";

const mirrored: Record<Comparison, Comparison> = { "=": "=", "<": ">", ">": "<", "<=": ">=", ">=": "<=" };

/** In a filter an error is as good as false; elsewhere the two differ. */
export function equal(left: Value, right: Value, scope: Scope, inFilter: boolean): string {
  if (left.rep === "id" && left.constant !== undefined && !(right.rep === "id" && right.constant !== undefined))
    return equal(right, left, scope, inFilter);
  const byId = equalById(left, right, inFilter);
  if (byId !== undefined) return byId;
  if (left.rep === right.rep && (left.rep === "string" || left.rep === "boolean" || left.rep === "iri"))
    return `(${left.sql} = ${(right as typeof left).sql})`;
  return general("=", left, right, scope);
}

/** Against a constant that only the same term can equal. */
function equalById(left: Value, right: Value, inFilter: boolean): string | undefined {
  if (left.rep !== "id" || right.rep !== "id" || right.constant === undefined) return undefined;
  const isTerm = right.constant.kind !== 2;
  const onlySame = right.constant.family === family.string || right.constant.family === family.none;
  return isTerm || (inFilter && onlySame) ? `(${left.sql} = ${right.sql})` : undefined;
}

export function compare(operator: Comparison, left: Value, right: Value, scope: Scope): string {
  if (left.rep === "string" && right.rep === "string") return `(${left.sql} ${operator} ${right.sql})`;
  if (left.rep === "id" && left.constant !== undefined && !(right.rep === "id" && right.constant !== undefined))
    return general(mirrored[operator], right, left, scope);
  return general(operator, left, right, scope);
}

/** sameTerm: the same kind, lexical form, datatype and language. */
export function sameTerm(left: Value, right: Value, scope: Scope): string {
  if (left.rep === "id" && right.rep === "id") return `(${left.sql} = ${right.sql})`;
  const a = stable(partsOf(left, scope), scope);
  const b = stable(partsOf(right, scope), scope);
  return `(CASE WHEN ${a.kind} IS NOT NULL AND ${b.kind} IS NOT NULL THEN ${samePartsTest(a, b)} END)`;
}

const samePartsTest = (a: Parts, b: Parts): string =>
  `(${a.kind} = ${b.kind} AND ${a.lexical} = ${b.lexical} AND ${a.datatype} IS NOT DISTINCT FROM ${b.datatype} AND ${a.lang} IS NOT DISTINCT FROM ${b.lang})`;

/** The value space, when it is known while compiling. */
function knownFamily(value: Value): number | undefined {
  if (value.rep === "id") return value.constant?.kind === 2 ? value.constant.family : undefined;
  return value.rep === "number" || value.rep === "term" || value.rep === "iri" ? undefined : scalarFamily[value.rep];
}

function general(operator: Comparison, left: Value, right: Value, scope: Scope): string {
  const numbers = [numberOf(left, scope), numberOf(right, scope)] as const;
  const known = [knownFamily(left), knownFamily(right)];
  if (
    numbers[0] !== undefined &&
    numbers[1] !== undefined &&
    numbers.some((number) => typeof number?.type === "number")
  ) {
    // One side is known to be a number: only a number compares with it; "=" is also defined against what has another value.
    const numeric = compareNumbers(operator, numbers[0], numbers[1]);
    if (operator !== "=" || numbers.every((number) => typeof number?.type === "number")) return numeric;
  }
  const a = stable(partsOf(left, scope), scope);
  const b = stable(partsOf(right, scope), scope);
  const sameFamily = compareWithin(operator, a, b, known);
  const isNumber = (number: number | undefined): boolean => number === undefined || isNumeric(number);
  const bothNumbers = `${a.family} BETWEEN 4 AND 7 AND ${b.family} BETWEEN 4 AND 7`;
  const mayBeNumbers = numbers[0] !== undefined && numbers[1] !== undefined && known.every(isNumber);
  const same = samePartsTest(a, b);
  const byValue = mayBeNumbers ? compareNumbers(operator, numbers[0] as NumericView, numbers[1] as NumericView) : "";
  // A decimal too long for DECIMAL(38,10) still equals itself.
  const numeric = mayBeNumbers
    ? `WHEN ${bothNumbers} THEN ${operator === "=" ? `coalesce(${byValue}, nullif(${same}, false))` : byValue}`
    : "";
  if (operator !== "=") {
    if (sameFamily === undefined && numeric === "") return "NULL::BOOLEAN";
    const within =
      sameFamily === undefined
        ? ""
        : `WHEN ${a.kind} = 2 AND ${b.kind} = 2 AND ${a.family} = ${b.family} THEN ${sameFamily}`;
    return `(CASE ${numeric} ${within} END)`;
  }
  return `(CASE WHEN ${a.kind} IS NULL OR ${b.kind} IS NULL THEN NULL
    WHEN ${a.kind} <> 2 OR ${b.kind} <> 2 THEN ${same}
    ${numeric}
    WHEN ${same} THEN true
    WHEN ${a.family} = ${family.none} OR ${b.family} = ${family.none} THEN NULL
    WHEN ${a.family} <> ${b.family} THEN false
    ELSE ${sameFamily ?? "NULL"} END)`;
}

const isNumeric = (number: number): boolean => number >= family.integer && number <= family.double;

/** Two literals of one family that is not numeric; undefined when both are known to be of none of these. */
function compareWithin(
  operator: Comparison,
  a: Parts,
  b: Parts,
  known: readonly (number | undefined)[],
): string | undefined {
  const cases: [number, () => string][] = [
    [family.string, () => `${a.lexical} ${operator} ${b.lexical}`],
    [family.boolean, () => `${a.num} ${operator} ${b.num}`],
    [family.dateTime, () => compareInstants(operator, a, b)],
    [family.date, () => compareInstants(operator, a, b)],
    [family.time, () => compareTimes(operator, a, b)],
  ];
  if (operator === "=")
    cases.push([family.languageString, () => `${a.lexical} = ${b.lexical} AND lower(${a.lang}) = lower(${b.lang})`]);
  const possible = cases.filter(([number]) => known.every((one) => one === undefined || one === number));
  if (possible.length === 0) return undefined;
  return `CASE ${a.family} ${possible.map(([number, sql]) => `WHEN ${number} THEN ${sql()}`).join(" ")} END`;
}

/** Long expressions are computed once: the comparison names each part several times. */
function stable(parts: Parts, scope: Scope): Parts {
  return Object.fromEntries(
    partNames.map((name) => [name, parts[name].length > 80 ? scope.compute(parts[name]) : parts[name]]),
  ) as Record<(typeof partNames)[number], string>;
}

export function compareNumbers(operator: Comparison, a: NumericView, b: NumericView): string {
  if (a.int !== undefined && b.int !== undefined) return `(${a.int} ${operator} ${b.int})`;
  const exact = `(${a.dec} ${operator} ${b.dec})`;
  const doubles = floating(operator, a.num, b.num);
  const floats = floating(operator, single(a.num), single(b.num));
  const types = [a.type, b.type];
  const highest = Math.max(...types.map((type) => (typeof type === "number" ? type : 0)));
  const dynamic = types.filter((type) => typeof type === "string");
  if (dynamic.length === 0) return highest <= 5 ? exact : highest === 6 ? floats : doubles;
  const valid = dynamic.map((type) => `${type} IS NOT NULL`).join(" AND ");
  if (highest === 7) return `(CASE WHEN ${valid} THEN ${doubles} END)`;
  const upTo = (limit: number): string => dynamic.map((type) => `${type} <= ${limit}`).join(" AND ");
  const withFloats = `WHEN ${upTo(6)} THEN ${floats} WHEN ${valid} THEN ${doubles}`;
  return highest === 6 ? `(CASE ${withFloats} END)` : `(CASE WHEN ${upTo(5)} THEN ${exact} ${withFloats} END)`;
}

/** DuckDB holds NaN equal to itself and greater than all; IEEE compares it with nothing. */
const floating = (operator: Comparison, a: string, b: string): string =>
  `(${a} ${operator} ${b} AND NOT isnan(${a}) AND NOT isnan(${b}))`;

/** With and without a zone: comparable when more than 14 hours apart (XSD 1.1), never equal. */
function compareInstants(operator: Comparison, a: Parts, b: Parts): string {
  return zoneRule(operator, a, b, a.instant, b.instant, "INTERVAL 14 HOUR");
}

/** Seconds of the day in UTC; both with or both without a zone, else an error. */
function compareTimes(operator: Comparison, a: Parts, b: Parts): string {
  return `(CASE WHEN ${a.zoned} = ${b.zoned} THEN ${secondsOfDay(a.lexical)} ${operator} ${secondsOfDay(b.lexical)}
    ${operator === "=" ? "ELSE false" : ""} END)`;
}

function zoneRule(operator: Comparison, a: Parts, b: Parts, x: string, y: string, span: string): string {
  const apart =
    operator === "="
      ? "ELSE false"
      : `WHEN ${x} < ${y} - ${span} THEN ${operator.startsWith("<")} WHEN ${x} > ${y} + ${span} THEN ${operator.startsWith(">")}`;
  return `(CASE WHEN ${a.zoned} = ${b.zoned} THEN ${x} ${operator} ${y} ${apart} END)`;
}

/** DECIMAL seconds since midnight of an xsd:time; 24:00:00 is 00:00:00. A zone is taken off, which may leave the day. */
export function secondsOfDay(lexical: string): string {
  const piece = (start: number, end: number): string => `TRY_CAST((${lexical})[${start}:${end}] AS INTEGER)`;
  const clock = `((${piece(1, 2)} % 24) * 3600 + ${piece(4, 5)} * 60)::DECIMAL(18,9) + TRY_CAST(regexp_extract(${lexical}, '^[0-9:]{6}([0-9.]+)', 1) AS DECIMAL(18,9))`;
  const offset = `(CASE WHEN regexp_matches(${lexical}, '[+-][0-9]{2}:[0-9]{2}$') THEN
    (CASE WHEN (${lexical})[-6] = '-' THEN -60 ELSE 60 END) * (TRY_CAST((${lexical})[-5:-4] AS INTEGER) * 60 + TRY_CAST((${lexical})[-2:] AS INTEGER)) ELSE 0 END)`;
  return `(${clock} - ${offset})`;
}
