/** Text as one segment of an IRI path. */
import { encodeTemplateValue } from "../rdf/template-value.ts";
import { fromUtf8Bytes, toUtf8Bytes } from "../rdf/utf8-bytes.ts";

const plain = /^[A-Za-z0-9\-._~]+$/;
/** Characters that RFC 3987 §4.1 forbids in an IRI although its grammar allows them: they reorder what people see. */
const bidirectional = /[\u200e\u200f\u202a-\u202e]/g;

/**
 * Percent-encodes a text for use as one path segment: what is not iunreserved (RFC 3987; the IRI-safe form of RML-Core)
 * becomes upper-case %XX of its UTF-8 bytes, after NFC, so that 東京 stays 東京 and が is the same however it was typed.
 * Lone surrogates become U+FFFD. The segments "." and "..", which every browser would remove, become "~." and "~..".
 */
export function encodeIriSegment(text: string): string {
  if (plain.test(text)) return text === "." || text === ".." ? `~${text}` : text;
  const encoded = fromUtf8Bytes(encodeTemplateValue(toUtf8Bytes(text.normalize("NFC"))));
  return encoded.replace(bidirectional, encodeURIComponent);
}

/** The text that was encoded; a percent sign that begins no character comes back as it is. */
export function decodeIriSegment(segment: string): string {
  return segment.replace(/(?:%[0-9A-Fa-f]{2})+/g, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
}
