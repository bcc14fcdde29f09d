/** Parts of dates (SPARQL 1.1, 17.4.5), as the value states them in its own zone. xsd:date and xsd:time are taken too. */
import { family } from "../../schema.ts";
import type { Scope } from "../relation.ts";
import { scalar, type Value } from "../value.ts";
import { partsOf } from "./parts.ts";

const pieces: Record<string, { families: readonly number[]; source: string }> = {
  year: { families: [family.dateTime, family.date], source: "^(-?[0-9]+)-" },
  month: { families: [family.dateTime, family.date], source: "^-?[0-9]+-([0-9]{2})" },
  day: { families: [family.dateTime, family.date], source: "^-?[0-9]+-[0-9]{2}-([0-9]{2})" },
  hours: { families: [family.dateTime, family.time], source: "(?:^|T)([0-9]{2}):" },
  minutes: { families: [family.dateTime, family.time], source: "(?:^|T)[0-9]{2}:([0-9]{2})" },
  seconds: { families: [family.dateTime, family.time], source: "(?:^|T)[0-9]{2}:[0-9]{2}:([0-9]{2}(?:\\.[0-9]+)?)" },
};

export const isDatePiece = (name: string): boolean => name in pieces;

export function datePiece(name: string, value: Value, scope: Scope): Value {
  const piece = pieces[name];
  if (piece === undefined) throw new Error(`not a part of a date: ${name}`);
  const parts = partsOf(value, scope);
  // T24:00:00 is the first moment of the next day.
  const lexical = scope.compute(
    `(CASE WHEN ${parts.family} = ${family.dateTime} AND contains(${parts.lexical}, 'T24:') THEN
      (TRY_CAST(left(${parts.lexical}, strpos(${parts.lexical}, 'T') - 1) AS DATE) + 1)::VARCHAR || 'T00:00:00'
      WHEN ${parts.family} = ${family.time} AND starts_with(${parts.lexical}, '24:') THEN '00:00:00' ELSE ${parts.lexical} END)`,
  );
  const found = `regexp_extract(${lexical}, '${piece.source}', 1)`;
  const type = name === "seconds" ? "DECIMAL(38,10)" : "HUGEINT";
  const sql = `(CASE WHEN ${parts.family} IN (${piece.families.join(", ")}) THEN TRY_CAST(${found} AS ${type}) END)`;
  return scalar(name === "seconds" ? "decimal" : "integer", sql);
}
