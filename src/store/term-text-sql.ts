/**
 * SQL expressions over N-Quads terms as text. `t` is always an SQL expression of type VARCHAR.
 * The grammar is that of N-Quads 1.1; the canonical text escapes only `\`, `"`, LF and CR, drops ^^xsd:string, and has
 * language tags in lower case (RDF 1.1 Concepts, 3.3: tags are compared without case; parsers of queries lower them).
 */
import { namespaces } from "../rdf/namespaces.ts";

const xsdStringSuffix = `^^<${namespaces.xsd}string>`;

const codePoint = String.raw`\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}`;
const iriCharacter = String.raw`[^\x00-\x20<>"{}|^\x60\\]`;
const iriRef = `<(?:${iriCharacter}|${codePoint})*>`;
const absoluteIri = `<[A-Za-z][A-Za-z0-9+.-]*:${iriCharacter}*>`;
const blank = String.raw`_:[^\s<>"]+`;
const literal = (escapes: string, datatype: string): string =>
  String.raw`"(?:[^"\\\n\r]|${escapes})*"(?:\^\^${datatype}|@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?`;
/** Code points that no text may hold: surrogates, and beyond U+10FFFF. */
const noCharacter = String.raw`\\u[dD][89a-fA-F]|\\U(?:0000[dD][89a-fA-F]|00[2-9a-fA-F]|001[1-9a-fA-F]|0[1-9a-fA-F]|[1-9a-fA-F])`;

/** SQL regular expressions are written as plain string literals. */
const regexp = (source: string): string => `'${source.replaceAll("'", "''")}'`;

/** Without its escaped backslashes, so that what follows one is not read as an escape. */
const withoutPairs = (t: string): string => String.raw`replace(${t}, '\\', '')`;

/*
 * Cheap tests come first by CASE, never by AND: DuckDB tries the conditions of an AND in changing orders and would so
 * run the regular expressions on every text (five times the time, measured).
 */

/** True when the escapes are the four of canonical N-Triples. */
const hasCanonicalEscapes = (t: string): string =>
  String.raw`(CASE WHEN contains(${t}, '\') THEN NOT regexp_matches(${withoutPairs(t)}, '\\[^"nr]') ELSE true END)`;

/** Only language-tagged literals and blank nodes end otherwise than with a quote or a bracket. */
const hasUpperCaseTag = (t: string): string =>
  `(CASE WHEN ends_with(${t}, '"') OR ends_with(${t}, '>') THEN false ELSE regexp_matches(${t}, '"@[^"]*[A-Z][^"]*$') END)`;

/** True when `t` is canonical already: four escapes only, no ^^xsd:string, language tag in lower case. */
export const isCanonical = (t: string): string =>
  `(CASE WHEN ends_with(${t}, '${xsdStringSuffix}') THEN false WHEN ${hasUpperCaseTag(t)} THEN false ELSE ${hasCanonicalEscapes(t)} END)`;

/** Canonical text of a term; NULL when `t` is no term by the grammar, with IRIs that are absolute and hold only what an IRI may hold. */
export function canonicalOrNull(t: string): string {
  const canonicalForm = `${absoluteIri}|${literal(String.raw`\\["nr\\]`, absoluteIri)}|${blank}`;
  const anyForm = `${iriRef}|${literal(String.raw`\\[tbnrf"'\\]|${codePoint}`, iriRef)}|${blank}`;
  return `(CASE WHEN ${isCanonical(t)} THEN CASE WHEN regexp_full_match(${t}, ${regexp(canonicalForm)}) THEN ${t} END
    WHEN NOT regexp_full_match(${t}, ${regexp(anyForm)}) OR regexp_matches(${withoutPairs(t)}, ${regexp(noCharacter)}) THEN NULL
    WHEN CASE WHEN starts_with(${t}, '<') THEN NOT regexp_full_match(${unescaped(t)}, ${regexp(absoluteIri)})
      WHEN ends_with(${t}, '>') THEN NOT regexp_full_match(${unescaped(suffixOf(t))}, ${regexp(String.raw`\^\^${absoluteIri}`)})
      ELSE false END THEN NULL
    ELSE ${canonical(t)} END)`;
}

/** Text after the closing quote of a literal: `''`, `@lang` or `^^<datatype>`. The closing quote is the last one. */
export const suffixOf = (t: string): string =>
  String.raw`(CASE WHEN ends_with(${t}, '"') THEN '' ELSE regexp_extract(${t}, '"(\^\^<[^"]*>|@[^"]*)$', 1) END)`;

/** What stands between the quotes of a literal. */
export const bodyOf = (t: string, suffix: string): string => `substr(${t}, 2, length(${t}) - length(${suffix}) - 2)`;

/**
 * Characters that escapes stand for. Cutting at `\\` first makes `\\n` a backslash and an n;
 * code points come last and all at once, so that `\u005Cn` and `\u005CU00000041` are not read twice.
 */
export function unescaped(t: string): string {
  const simple = [
    [String.raw`\t`, "chr(9)"],
    [String.raw`\b`, "chr(8)"],
    [String.raw`\n`, "chr(10)"],
    [String.raw`\r`, "chr(13)"],
    [String.raw`\f`, "chr(12)"],
    [String.raw`\"`, `'"'`],
    [String.raw`\''`, "''''"],
    [String.raw`\u`, String.raw`'\U0000'`],
  ].reduce((sql, [from, to]) => `replace(${sql}, '${from}', ${to})`, "part");
  const points = String.raw`array_to_string(list_transform(string_split(part, '\U'), lambda piece, position:
    CASE WHEN position = 1 THEN piece ELSE chr(('0x' || left(piece, 8))::INTEGER) || substr(piece, 9) END), '')`;
  const parts = String.raw`list_transform(string_split(${t}, '\\'), lambda part: ${simple})`;
  return String.raw`array_to_string(list_transform(${parts}, lambda part: CASE WHEN contains(part, '\U') THEN ${points} ELSE part END), '\')`;
}

/** The same for canonical texts, which have four escapes only. */
export function unescapedCanonical(t: string): string {
  const three = (part: string): string =>
    String.raw`replace(replace(replace(${part}, '\n', chr(10)), '\"', '"'), '\r', chr(13))`;
  return String.raw`(CASE WHEN NOT contains(${t}, '\') THEN ${t} WHEN NOT contains(${t}, '\\') THEN ${three(t)}
    ELSE array_to_string(list_transform(string_split(${t}, '\\'), lambda part: ${three("part")}), '\') END)`;
}

/** The four escapes of canonical N-Triples. */
export const escapeCanonically = (t: string): string =>
  String.raw`replace(replace(replace(replace(${t}, '\', '\\'), '"', '\"'), chr(10), '\n'), chr(13), '\r')`;

/** Canonical text of any valid term. Where only the language tag differs, nothing is unescaped. */
export function canonical(t: string): string {
  const written = suffixOf(t);
  const suffix = `(CASE WHEN starts_with(${written}, '@') THEN lower(${written}) WHEN ${unescaped(written)} = '${xsdStringSuffix}' THEN ''
    ELSE ${unescaped(written)} END)`;
  const lexical = unescaped(bodyOf(t, written));
  return `(CASE WHEN CASE WHEN ${hasUpperCaseTag(t)} THEN ${hasCanonicalEscapes(t)} ELSE false END THEN left(${t}, length(${t}) - length(${written})) || lower(${written})
    WHEN starts_with(${t}, '"') THEN '"' || ${escapeCanonically(lexical)} || '"' || ${suffix} ELSE ${unescaped(t)} END)`;
}

/** The language tag as it was written, when it is not in lower case. */
export const spelledTag = (t: string): string => `(CASE WHEN ${hasUpperCaseTag(t)} THEN substr(${suffixOf(t)}, 2) END)`;
