/** `iri`: a cell that holds an IRI. */
import { z } from "zod";
import { cellParameters, cellReader, eachValue, unknown } from "./cell.ts";
import type { ValueFunction } from "./value-function.ts";
import { quoted, unreadable } from "./value-problem.ts";

const IriParameters = z.strictObject({ ...cellParameters });

/** An absolute IRI (RFC 3987): a scheme, and none of the characters that N-Quads refuses in IRIREF. */
const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:[^\u0000-\u0020<>"{}|^`\\\u007f-\u00a0\u2028\u2029\u3000\ud800-\udfff]+$/;
const astral = /[\u{10000}-\u{10ffff}]/gu;

export const iriFunction: ValueFunction<z.output<typeof IriParameters>> = {
  name: "iri",
  outputs: ["iri"],
  parameters: IriParameters,
  compile(cell) {
    const read = cellReader(cell);
    return eachValue(1, (input) => {
      const text = read(input);
      if (text === undefined) return unknown(1);
      if (absolute.test(text.replace(astral, "x")) && !brokenHttp(text)) return { outputs: [text] };
      const advice = /^[\w-]+(\.[\w-]+)+(\/|$)/.test(text)
        ? `If it is a web address, it needs https:// before it.`
        : "Expected an address such as https://example.org/page, without spaces.";
      return unknown(1, unreadable("notAnIri", `${quoted(text)} is not an IRI.`, text, advice));
    });
  },
};

/** `http:` and `https:` without a host, or with a percent sign that begins no byte. */
function brokenHttp(text: string): boolean {
  return (/^https?:/i.test(text) && !/^https?:\/\/[^/?#]/i.test(text)) || /%(?![0-9A-Fa-f]{2})/.test(text);
}
