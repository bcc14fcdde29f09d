/** SQL expressions that read literals by XSD 1.1: value space, number, exact decimal, instant. Ill-typed ones have none. */
import { namespaces } from "../rdf/namespaces.ts";
import { family } from "./schema.ts";

/** Ranges of the integer types, as decimal texts; undefined: no bound. */
const integerTypes: Record<string, readonly [string | undefined, string | undefined]> = {
  integer: [undefined, undefined],
  nonNegativeInteger: ["0", undefined],
  positiveInteger: ["1", undefined],
  nonPositiveInteger: [undefined, "0"],
  negativeInteger: [undefined, "-1"],
  long: ["-9223372036854775808", "9223372036854775807"],
  int: ["-2147483648", "2147483647"],
  short: ["-32768", "32767"],
  byte: ["-128", "127"],
  unsignedLong: ["0", "18446744073709551615"],
  unsignedInt: ["0", "4294967295"],
  unsignedShort: ["0", "65535"],
  unsignedByte: ["0", "255"],
};

const zone = String.raw`(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))`;
const day = String.raw`-?(?:[1-9][0-9]{3,}|0[0-9]{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])`;
const clock = String.raw`(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)`;
const float = String.raw`(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN)`;

const matches = (t: string, source: string): string => `regexp_full_match(${t}, '${source}')`;
const xsd = (name: string): string => `'${namespaces.xsd}${name}'`;

/** Days repeat every 400 years and 10,000 is a multiple of 400: the last four digits, taken into 2000 to 2399, decide. */
const dayExists = (t: string): string => {
  const lastDigits = `right(regexp_extract(${t}, '^-?[0-9]+'), 4)::INTEGER`;
  const year = `(CASE WHEN starts_with(${t}, '-') THEN 2400 - ${lastDigits} % 400 ELSE 2000 + ${lastDigits} % 400 END)`;
  return `(try_cast(${year}::VARCHAR || regexp_extract(${t}, '^-?[0-9]+(-[0-9]{2}-[0-9]{2})', 1) AS DATE) IS NOT NULL)`;
};

function integerTest(datatype: string, lexical: string): string {
  const whole = matches(lexical, "[+-]?[0-9]+");
  const value = `try_cast(${lexical} AS HUGEINT)`;
  const bounds = Object.entries(integerTypes).map(([name, [low, high]]) => {
    const lowTest =
      low === undefined ? [] : [`coalesce(${value} >= ${low}::HUGEINT, NOT starts_with(${lexical}, '-'))`];
    const highTest = high === undefined ? [] : [`coalesce(${value} <= ${high}::HUGEINT, starts_with(${lexical}, '-'))`];
    return `WHEN ${xsd(name)} THEN ${[whole, ...lowTest, ...highTest].join(" AND ")}`;
  });
  return `CASE ${datatype} ${bounds.join(" ")} ELSE false END`;
}

/** The family number of a literal (schema.ts). Without a long IN list: DuckDB would join with it and lose the order of the rows. */
export function familyOf(datatype: string, lexical: string): string {
  const when = (name: string, test: string, number: number): string =>
    `WHEN ${xsd(name)} THEN CASE WHEN ${test} THEN ${number} ELSE ${family.none} END`;
  return `(CASE ${datatype} WHEN ${xsd("string")} THEN ${family.string} WHEN '${namespaces.rdf}langString' THEN ${family.languageString}
    ${when("boolean", `${lexical} IN ('true', 'false', '1', '0')`, family.boolean)}
    ${when("decimal", matches(lexical, String.raw`[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)`), family.decimal)}
    ${when("float", matches(lexical, float), family.float)}
    ${when("double", matches(lexical, float), family.double)}
    ${when("dateTime", `CASE WHEN ${matches(lexical, `${day}T${clock}${zone}?`)} THEN ${dayExists(lexical)} ELSE false END`, family.dateTime)}
    ${when("dateTimeStamp", `CASE WHEN ${matches(lexical, `${day}T${clock}${zone}`)} THEN ${dayExists(lexical)} ELSE false END`, family.dateTime)}
    ${when("date", `CASE WHEN ${matches(lexical, `${day}${zone}?`)} THEN ${dayExists(lexical)} ELSE false END`, family.date)}
    ${when("time", matches(lexical, `${clock}${zone}?`), family.time)}
    ELSE CASE WHEN ${integerTest(datatype, lexical)} THEN ${family.integer} ELSE ${family.none} END END)`;
}

/** DOUBLE of families 3 to 7. Integers and decimals have no negative zero (hence + 0.0); what is too large for a double or float is infinite, as XSD 1.1 rounds it. */
export function numberOf(familyName: string, lexical: string): string {
  const infinite = `(CASE WHEN starts_with(${lexical}, '-') THEN '-inf' ELSE 'inf' END)::DOUBLE`;
  return `(CASE ${familyName} WHEN ${family.boolean} THEN CASE WHEN ${lexical} IN ('true', '1') THEN 1 ELSE 0 END
    WHEN ${family.float} THEN coalesce(try_cast(${lexical} AS FLOAT)::DOUBLE, ${infinite})
    WHEN ${family.integer} THEN coalesce(try_cast(${lexical} AS DOUBLE) + 0.0, ${infinite})
    WHEN ${family.decimal} THEN coalesce(try_cast(${lexical} AS DOUBLE) + 0.0, ${infinite})
    WHEN ${family.double} THEN coalesce(try_cast(${lexical} AS DOUBLE), ${infinite}) END)`;
}

/**
 * DECIMAL(38,10) of families 4 and 5, only when nothing is lost.
 * Reading a text as a 128-bit decimal is slow in DuckDB (3 µs), so what fits 64 bits goes that way.
 */
export function decimalOf(familyName: string, lexical: string): string {
  const wide = matches(lexical, String.raw`[+-]?0*[0-9]{0,28}(?:\.[0-9]{0,10}0*)?`);
  return `(CASE WHEN ${familyName} NOT IN (${family.integer}, ${family.decimal}) THEN NULL
    WHEN length(${lexical}) <= 18 AND NOT contains(${lexical}, '.') THEN try_cast(${lexical} AS BIGINT)::DECIMAL(38,10)
    WHEN length(split_part(${lexical}, '.', 1)) <= 8 AND length(split_part(${lexical}, '.', 2)) <= 10
      THEN try_cast(${lexical} AS DECIMAL(18,10))::DECIMAL(38,10)
    WHEN ${wide} THEN try_cast(${lexical} AS DECIMAL(38,10)) END)`;
}

/** Whether a date or time states its zone. */
export const zonedOf = (familyName: string, lexical: string): string =>
  `(CASE WHEN ${familyName} IN (${family.dateTime}, ${family.date}, ${family.time}) THEN regexp_matches(${lexical}, '(?:Z|[+-][0-9]{2}:[0-9]{2})$') END)`;

/** TIMESTAMP of families 8 and 9 in UTC (zone-less as if UTC; a date is its first moment); NULL when it would not be exact. */
export function instantOf(familyName: string, lexical: string): string {
  const plainDay = `CASE WHEN length(${lexical}) = 10 THEN try_cast(${lexical} AS TIMESTAMP) ELSE ${anyInstant(lexical)} END`;
  return `(CASE ${familyName} WHEN ${family.date} THEN ${plainDay} WHEN ${family.dateTime} THEN ${anyInstant(lexical)} END)`;
}

function anyInstant(lexical: string): string {
  const part = (source: string, group: number): string => `regexp_extract(${lexical}, '${source}', ${group})`;
  const number = (source: string): string => `try_cast(${part(source, 1)} AS BIGINT)`;
  const midnight = `make_timestamp(${number("^(-?[0-9]+)")}, ${number("^-?[0-9]+-([0-9]{2})")}, ${number("^-?[0-9]+-[0-9]{2}-([0-9]{2})")}, 0, 0, 0)`;
  const microseconds = `(${["T([0-9]{2})", "T[0-9]{2}:([0-9]{2})", "T[0-9]{2}:[0-9]{2}:([0-9]{2})"]
    .map((source, position) => `coalesce(${number(source)}, 0) * ${[3_600_000_000, 60_000_000, 1_000_000][position]}`)
    .join(" + ")} + rpad(left(${part("\\.([0-9]+)", 1)}, 6), 6, '0')::BIGINT)`;
  const offset = `(CASE WHEN regexp_matches(${lexical}, '[+-][0-9]{2}:[0-9]{2}$') THEN (CASE WHEN ${lexical}[-6] = '-' THEN -1 ELSE 1 END)
    * (${lexical}[-5:-4]::BIGINT * 60 + ${lexical}[-2:]::BIGINT) ELSE 0 END)`;
  const exact = `NOT regexp_matches(${lexical}, '\\.[0-9]{6}[0-9]*[1-9]')`;
  return `CASE WHEN ${exact} THEN TRY(${midnight} + to_microseconds(${microseconds} - ${offset} * 60000000)) END`;
}
