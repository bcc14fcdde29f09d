/** The problems that reading a value can have: one code for each kind, the same in every function. */
import type { ValueProblem } from "./value-function.ts";

/** VAL-nnn by what it says. Codes are public: they are never given another meaning. */
export const codes = {
  notANumber: "VAL-001",
  notAnInteger: "VAL-002",
  numberOutOfRange: "VAL-003",
  notABoolean: "VAL-004",
  notADate: "VAL-005",
  ambiguousDate: "VAL-006",
  impossibleDate: "VAL-007",
  notATime: "VAL-008",
  notHours: "VAL-009",
  unknownConcept: "VAL-010",
  ambiguousConcept: "VAL-011",
  unknownArea: "VAL-012",
  ambiguousArea: "VAL-013",
  notCoordinates: "VAL-014",
  halfAPair: "VAL-015",
  outsideExtent: "VAL-016",
  swapped: "VAL-017",
  noPatternMatch: "VAL-018",
  notAnIri: "VAL-019",
  repaired: "VAL-020",
  incompleteCalendar: "VAL-021",
} as const;

export type ValueCode = keyof typeof codes;

/** Something that could not be read: its outputs are unknown. */
export function unreadable(code: ValueCode, message: string, value: string, advice?: string): ValueProblem {
  return problem("error", code, message, value, advice);
}

/** Something read and kept as it is, that a person should look at. */
export function doubtful(code: ValueCode, message: string, value: string, advice?: string): ValueProblem {
  return problem("warning", code, message, value, advice);
}

/** Something put right, as the mapping allows. */
export function putRight(code: ValueCode, message: string, value: string): ValueProblem {
  return problem("info", code, message, value);
}

function problem(
  severity: ValueProblem["severity"],
  code: ValueCode,
  message: string,
  value: string,
  advice?: string,
): ValueProblem {
  return {
    code: codes[code],
    severity,
    message,
    value,
    ...(advice === undefined ? {} : { advice }),
  };
}

/** A value as messages show it: in quotes, and no longer than a person reads. */
export function quoted(value: string): string {
  const points = [...value.slice(0, 130)];
  return points.length > 60 ? `"${points.slice(0, 60).join("")}…"` : `"${value}"`;
}
