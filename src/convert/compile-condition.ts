/** Row conditions (`where`) and conditions of triples maps as closures. */
import type { Condition, RowCondition } from "../mapping/plan.ts";
import { bytesOfLatin1, fromUtf8Bytes, latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import { trimCell } from "./cell-text.ts";
import type { Row } from "./row.ts";
import type { Slots } from "./slots.ts";

/** True if the row stays. */
export function compileRowCondition(condition: RowCondition): (cells: readonly string[]) => boolean {
  const test = textTest(condition);
  const { column } = condition;
  const wanted = condition.not !== true;
  return (cells) => test(trimCell(cells[column] ?? "")) === wanted;
}

function textTest(condition: RowCondition): (text: string) => boolean {
  if (condition.test === "matches") {
    const patterns = condition.values.map((value) => new RegExp(value, "u"));
    return (text) => {
      const characters = fromUtf8Bytes(bytesOfLatin1(text));
      return patterns.some((pattern) => pattern.test(characters));
    };
  }
  // UTF-8 keeps prefixes, suffixes and parts of valid texts, so bytes are compared.
  const values = condition.values.map((value) => latin1Of(toUtf8Bytes(value.trim())));
  switch (condition.test) {
    case "equals": {
      const set = new Set(values);
      return (text) => set.has(text);
    }
    case "startsWith":
      return (text) => values.some((value) => text.startsWith(value));
    case "endsWith":
      return (text) => values.some((value) => text.endsWith(value));
    case "contains":
      return (text) => values.some((value) => text.includes(value));
  }
}

/** True if a triples map or predicate-object map fires. */
export function compileCondition(condition: Condition, slots: Slots): (row: Row) => boolean {
  if ("isTrue" in condition) {
    const slot = slots.of(condition.isTrue);
    return (row) => row.values[slot] === "true";
  }
  const any = condition.anyOf.map(slots.of);
  return (row) => {
    for (let i = 0; i < any.length; i++) if (row.values[any[i]!] !== undefined) return true;
    return false;
  };
}
