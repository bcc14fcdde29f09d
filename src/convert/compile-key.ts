/** The key expression: what a record is called in its IRI (DESIGN §8). */
import type { KeyExpression } from "../mapping/plan.ts";
import { bytesOfLatin1, fromUtf8Bytes, latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import { contentKey } from "../uri/content-key.ts";
import { encodeIriSegment } from "../uri/iri-safe.ts";
import type { Row, Value } from "./row.ts";
import type { Slots } from "./slots.ts";

/** What ASCII keeps as it is; "." and ".." are left to encodeIriSegment. */
const plain = /^[A-Za-z0-9\-_~][A-Za-z0-9\-._~]*$/;

/** Fills the key's slot, or rejects the row (URI-001) when a part has no value. */
export function compileKey(expression: KeyExpression, slot: number, slots: Slots): (row: Row) => void {
  const parts = expression.parts.map(slots.of);
  if (expression.content) {
    return (row) => {
      const values = parts.map((part) => row.values[part]);
      row.values[slot] = contentKey(values.map(charactersOf));
    };
  }
  return (row) => {
    let key = "";
    for (let i = 0; i < parts.length; i++) {
      const value = row.values[parts[i]!];
      if (value === undefined) {
        row.values[slot] = undefined;
        if (row.reject === undefined) {
          row.rejectCode = "URI-001";
          row.reject = `The record has no ${expression.names[i] ?? "key"}, which its URI needs.`;
        }
        return;
      }
      key += i === 0 ? segment(value) : "/" + segment(value);
    }
    row.values[slot] = key;
  };
}

/** Several values of one part are one text. */
const segment = (value: Exclude<Value, undefined>): string =>
  typeof value === "string" ? encode(value) : value.map(encode).join("+");

const encode = (value: string): string =>
  plain.test(value) ? value : latin1Of(toUtf8Bytes(encodeIriSegment(fromUtf8Bytes(bytesOfLatin1(value)))));

const charactersOf = (value: Value): string | undefined =>
  value === undefined ? undefined : fromUtf8Bytes(bytesOfLatin1(typeof value === "string" ? value : value.join("+")));
