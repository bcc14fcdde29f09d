import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trimCell } from "../../src/convert/cell-text.ts";
import { bytesOfLatin1, fromUtf8Bytes, latin1Of, toUtf8Bytes } from "../../src/rdf/utf8-bytes.ts";

const text = fc.string({
  unit: fc.constantFrom(
    ..." \t\n\u000b\f\r\u00a0\u1680\u2000\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff",
    ..."a堠あ\u0080\u0085\u00c2\u00e1ａ　",
    "\u{20000}",
  ),
  maxLength: 8,
});

describe("trimming bytes", () => {
  it("is String.prototype.trim on characters", () => {
    fc.assert(
      fc.property(text, (cell) => {
        expect(fromUtf8Bytes(bytesOfLatin1(trimCell(latin1Of(toUtf8Bytes(cell)))))).toBe(cell.trim());
      }),
      { numRuns: 5000 },
    );
  });
});
