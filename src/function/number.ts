/** `number`: a cell as a number in XSD lexical form. */
import { z } from "zod";
import { cellParameters, cellReader, eachValue, Pattern, unknown, valueByPattern } from "./cell.ts";
import { decimalOf, multiply, readDecimal, writeDecimal, writeInteger } from "./decimal.ts";
import type { ValueFunction } from "./value-function.ts";
import { quoted, unreadable } from "./value-problem.ts";

const NumberParameters = z.strictObject({
  ...cellParameters,
  datatype: z.enum(["integer", "nonNegativeInteger", "decimal"]).default("decimal"),
  /** The cell counts in thousands: 1000. Exact. */
  multiplier: z.number().refine(Number.isFinite).optional(),
  /** From the column's unit to the model's: a decimal number as text, so that nothing is rounded. */
  factor: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .optional(),
  pattern: Pattern.optional(),
});

export const numberFunction: ValueFunction<z.output<typeof NumberParameters>> = {
  name: "number",
  outputs: ["number"],
  parameters: NumberParameters,
  compile({ datatype, multiplier, factor: conversion, pattern, ...cell }) {
    const read = cellReader(cell);
    const cut = pattern === undefined ? (text: string) => text : valueByPattern(pattern);
    const factors = [
      ...(multiplier === undefined ? [] : [decimalOf(multiplier)]),
      ...(conversion === undefined ? [] : [readDecimal(conversion)!]),
    ];
    const [factor] = factors.length < 2 ? factors : [multiply(factors[0]!, factors[1]!)];

    return eachValue(1, (input) => {
      const text = read(input);
      if (text === undefined) return unknown(1);
      const value = cut(text);
      if (typeof value !== "string") return unknown(1, value);

      const written = readDecimal(value);
      if (written === undefined) {
        const advice = unreadableAdvice(value);
        return unknown(1, unreadable("notANumber", `${quoted(text)} is not a number.`, text, advice));
      }
      const decimal = factor === undefined ? written : multiply(written, factor);
      if (datatype === "decimal") return { outputs: [writeDecimal(decimal)] };

      const integer = writeInteger(decimal);
      if (integer === undefined) {
        return unknown(1, unreadable("notAnInteger", `${quoted(text)} is not a whole number.`, text));
      }
      if (datatype === "nonNegativeInteger" && integer.startsWith("-")) {
        const advice = `If it stands for a missing value, say null: ${JSON.stringify(text)}.`;
        return unknown(1, unreadable("numberOutOfRange", `${quoted(text)} is below 0.`, text, advice));
      }
      return { outputs: [integer] };
    });
  },
};

function unreadableAdvice(value: string): string {
  if (/^[+-]?\d+(\.\d+)?[eE][+-]?\d+$/.test(value))
    return "A spreadsheet has shortened it: take the number from the original.";
  if (/\d\s*[~〜～–-]\s*\d/.test(value)) return "It looks like a range; a number field holds one number.";
  if (/\d/.test(value)) return "A pattern can cut the number out of a text, e.g. pattern: '(?<value>[0-9.,]+)'.";
  return `If it stands for a missing value, say null: ${JSON.stringify(value)}.`;
}
