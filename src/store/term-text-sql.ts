/**
 * SQL expressions over N-Quads terms as text. `t` is always an SQL expression of type VARCHAR.
 * The grammar is that of N-Quads 1.1; the canonical text escapes only `\`, `"`, LF and CR, and drops ^^xsd:string.
 */
import { namespaces } from "../rdf/namespaces.ts";

const xsdStringSuffix = `^^<${namespaces.xsd}string>`;

const escape = String.raw`\\[tbnrf"'\\]`;
const codePoint = String.raw`\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}`;
const iriRef = String.raw`<(?:[^\x00-\x20<>"{}|^${"`"}\\]|${codePoint})*>`;
const literal = String.raw`"(?:[^"\\\n\r]|${escape}|${codePoint})*"(?:\^\^${iriRef}|@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?`;
const blank = String.raw`_:[^\s<>"]+`;
/** Code points that no text may hold: surrogates, and beyond U+10FFFF. */
const noCharacter = String.raw`\\u[dD][89a-fA-F]|\\U(?:0000[dD][89a-fA-F]|00[2-9a-fA-F]|001[1-9a-fA-F]|0[1-9a-fA-F]|[1-9a-fA-F])`;

/** SQL regular expressions are written as plain string literals. */
const pattern = (source: string): string => `'${source.replaceAll("'", "''")}'`;

/** True when `t` is a term by the grammar. Escaped backslashes are taken out before looking for impossible characters. */
export const isTerm = (t: string): string =>
  `(regexp_full_match(${t}, ${pattern(`${iriRef}|${literal}|${blank}`)})
    AND NOT (contains(${t}, '\\') AND regexp_matches(replace(${t}, '\\\\', ''), ${pattern(noCharacter)})))`;

/** True when a canonical text is an absolute IRI that can be written again, a literal with such a datatype, or a blank node. */
export const isWritable = (t: string): string => {
  const absolute = String.raw`<[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^${"`"}\\]*>`;
  return `(CASE WHEN starts_with(${t}, '"') THEN ends_with(${t}, '"') OR regexp_matches(${t}, ${pattern(String.raw`"(?:@[^"]*|\^\^${absolute})$`)})
    WHEN starts_with(${t}, '<') THEN regexp_full_match(${t}, ${pattern(absolute)}) ELSE true END)`;
};

/** True for the few texts that may differ from their canonical text. */
export const mayDiffer = (t: string): string => `(contains(${t}, '\\') OR ends_with(${t}, '${xsdStringSuffix}'))`;

/** Text after the closing quote of a literal: `''`, `@lang` or `^^<datatype>`. The closing quote is the last one. */
export const suffixOf = (t: string): string =>
  `(CASE WHEN ends_with(${t}, '"') THEN '' ELSE regexp_extract(${t}, '"(\\^\\^<[^"]*>|@[^"]*)$', 1) END)`;

/** What stands between the quotes of a literal. */
export const bodyOf = (t: string, suffix: string): string => `substr(${t}, 2, length(${t}) - length(${suffix}) - 2)`;

/** Characters that escapes stand for. Cutting at `\\` first makes `\\n` a backslash and an n. */
export function unescape(t: string): string {
  const simple = [
    ["t", "9"],
    ["b", "8"],
    ["n", "10"],
    ["r", "13"],
    ["f", "12"],
  ].reduce((sql, [letter, code]) => `replace(${sql}, '\\${letter}', chr(${code}))`, "part");
  const quotes = `replace(replace(${simple}, '\\"', '"'), '\\''', '''')`;
  const points = codePoints(codePoints(quotes, "u", 4), "U", 8);
  return `array_to_string(list_transform(string_split(${t}, '\\\\'), lambda part: ${points}), '\\')`;
}

/** `\uXXXX` or `\UXXXXXXXX` in a text that has no other use of that backslash. */
function codePoints(t: string, letter: string, digits: number): string {
  const character = `chr(('0x' || left(piece, ${digits}))::INTEGER) || substr(piece, ${digits + 1})`;
  return `(CASE WHEN contains(${t}, '\\${letter}') THEN array_to_string(list_transform(string_split(${t}, '\\${letter}'),
    lambda piece, position: CASE WHEN position = 1 THEN piece ELSE ${character} END), '') ELSE ${t} END)`;
}

/** The four escapes of canonical N-Triples. */
export const escapeCanonically = (t: string): string =>
  `replace(replace(replace(replace(${t}, '\\', '\\\\'), '"', '\\"'), chr(10), '\\n'), chr(13), '\\r')`;

/** Canonical text of any term. */
export const canonical = (t: string): string => {
  const suffix = suffixOf(t);
  const shortSuffix = `(CASE WHEN ends_with(${t}, '${xsdStringSuffix}') THEN '' WHEN contains(${suffix}, '\\') THEN ${unescape(suffix)} ELSE ${suffix} END)`;
  return `(CASE WHEN starts_with(${t}, '"') THEN '"' || ${escapeCanonically(unescape(bodyOf(t, suffix)))} || '"' || ${shortSuffix}
    ELSE ${unescape(t)} END)`;
};
