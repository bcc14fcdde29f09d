/**
 * Which texts are absolute IRIs (RFC 3987). A text that is none is refused, never repaired: a repaired IRI would name
 * something that the source did not name.
 */
import type { Utf8Bytes } from "./utf8-bytes.ts";
import { fromUtf8Bytes, latin1Of } from "./utf8-bytes.ts";

// The generic syntax over bytes; the bytes of characters beyond ASCII are let through here and looked at below.
const plain = "A-Za-z0-9\\-._~!$&'()*+,;=\\x80-\\xff";
const run = (characters: string): string => `[${characters}]*(?:%[0-9A-Fa-f]{2}[${characters}]*)*`;
const path = run(`${plain}:@/`);
const host = `(?:\\[(?:[0-9A-Fa-f:.]+|v[0-9A-Fa-f]+\\.[A-Za-z0-9\\-._~!$&'()*+,;=:]+)\\]|${run(plain)})`;
const authority = `//(?:${run(`${plain}:`)}@)?${host}(?::[0-9]*)?(?:/${path})?`;
const tail = run(`${plain}:@/?`);
const generic = new RegExp(`^[A-Za-z][A-Za-z0-9+.\\-]*:(?:${authority}|(?!//)${path})(?:\\?${tail})?(?:#${tail})?$`);

const beyondAscii = /[\x80-\xff]/;
/** ucschar, and iprivate where a query may have it. */
const ucschar = "\\u{A0}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFEF}" + planes("1-14");
const allowed = new RegExp(`^[\\x00-\\x7f${ucschar}]*$`, "u");
const allowedInQuery = new RegExp(
  `^[\\x00-\\x7f${ucschar}\\u{E000}-\\u{F8FF}\\u{F0000}-\\u{FFFFD}\\u{100000}-\\u{10FFFD}]*$`,
  "u",
);

/** True if the bytes are an absolute IRI that may stand between `<` and `>`. */
export function isIriBytes(bytes: Utf8Bytes): boolean {
  const latin1 = latin1Of(bytes);
  if (!generic.test(latin1)) return false;
  return !beyondAscii.test(latin1) || hasAllowedCharacters(fromUtf8Bytes(bytes));
}

/** Why a text is not an absolute IRI; undefined if it is one. */
export function checkIri(text: string): string | undefined {
  const bad = /[\x00-\x20<>"{}|^`\\]/.exec(text);
  if (bad) return `an IRI cannot contain ${nameOf(bad[0])}`;
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text)) return "an absolute IRI begins with a scheme such as https:";
  if (!generic.test(Buffer.from(text, "utf8").latin1Slice())) return "its parts are not those of an IRI (RFC 3987)";
  if (!hasAllowedCharacters(text)) return "it contains a character that no IRI can contain (RFC 3987, ucschar)";
  return undefined;
}

function hasAllowedCharacters(text: string): boolean {
  if (allowed.test(text)) return true;
  const query = /\?[^#]*/.exec(text.split("#", 1)[0]!)?.[0] ?? "";
  return query !== "" && allowedInQuery.test(query) && allowed.test(text.replace(query, ""));
}

function nameOf(character: string): string {
  if (character === " ") return "a space";
  return character < " " ? `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}` : character;
}

function planes(range: "1-14"): string {
  const [from, to] = range.split("-").map(Number) as [number, number];
  let text = "";
  for (let plane = from; plane <= to; plane++) {
    // Plane 14 begins with the tag characters, which ucschar leaves out.
    const low = plane === 14 ? 0xe1000 : plane * 0x10000;
    text += `\\u{${low.toString(16)}}-\\u{${(plane * 0x10000 + 0xfffd).toString(16)}}`;
  }
  return text;
}
