/** `area`: the name or code of a city or district as the area's IRI. */
import { z } from "zod";
import { nearest } from "../problem/nearest.ts";
import { cellParameters, cellReader, eachValue, unknown } from "./cell.ts";
import { fold } from "./fold.ts";
import { lastSegment, NameTable } from "./name-table.ts";
import type { Outcome, ValueFunction, ValueProblem } from "./value-function.ts";
import { putRight, quoted, unreadable } from "./value-problem.ts";

const Entry = z.object({
  iri: z.string(),
  city: z.string(),
  names: z.array(z.string()),
});
type AreaEntry = z.output<typeof Entry>;

const AreaParameters = z.strictObject({
  ...cellParameters,
  table: z.array(Entry),
});

export const areaFunction: ValueFunction<z.output<typeof AreaParameters>> = {
  name: "area",
  outputs: ["canonical", "area", "city", "unread"],
  parameters: AreaParameters,
  compile({ table, ...cell }) {
    const read = cellReader(cell);
    const areas = new NameTable(table);
    const within = districtFinder(table);
    const codes = codesWithoutZeros(table);

    return eachValue(4, (input) => {
      const text = read(input);
      if (text === undefined) return unknown(4);
      let found = areas.find(text);
      if (found.length === 0) found = within(text);
      if (found.length === 1) return outcome(found[0]!);
      if (found.length > 1) {
        const which = found.map((area) => `${area.names[0] ?? ""} (${lastSegment(area.iri)})`).join(", ");
        const advice = "Write the city's name before the district's, or use the area's code.";
        return unread(
          text,
          unreadable("ambiguousArea", `${quoted(text)} names several areas: ${which}.`, text, advice),
        );
      }
      const code = codes.get(text.normalize("NFKC"));
      if (code !== undefined) {
        const repaired = putRight("repaired", `The code ${quoted(text)} is read as ${quoted(code.code)}.`, text);
        return { ...outcome(code.area), problems: [repaired] };
      }
      const guess = nearest(text, areas.names(), fold);
      const advice = guess === undefined ? "Expected the name or the code of an area." : `Did you mean "${guess}"?`;
      return unread(text, unreadable("unknownArea", `${quoted(text)} is not a known area.`, text, advice));
    });
  },
};

const outcome = (area: AreaEntry): Outcome => ({
  outputs: [lastSegment(area.iri), area.iri, area.city, undefined],
});

/** Not found, but what was written is kept. */
const unread = (text: string, problem: ValueProblem): Outcome => ({
  outputs: [undefined, undefined, undefined, text],
  problems: [problem],
});

/** 臺北市中正區: a city's name followed by the name of an area in that city, where the table has them apart. */
function districtFinder(table: readonly AreaEntry[]): (text: string) => readonly AreaEntry[] {
  const cities = table
    .filter((area) => area.iri === area.city)
    .flatMap((city) => city.names.map((name) => ({ name: fold(name), iri: city.iri })))
    .filter((city) => city.name.length > 1);
  const districts = new Map<string, NameTable<AreaEntry>>();
  for (const { iri } of cities) {
    if (!districts.has(iri)) districts.set(iri, new NameTable(table.filter((area) => area.city === iri)));
  }
  return (text) => {
    const folded = fold(text);
    const found = new Set<AreaEntry>();
    for (const { name, iri } of cities) {
      if (!folded.startsWith(name)) continue;
      for (const area of districts.get(iri)!.find(folded.slice(name.length))) found.add(area);
    }
    return [...found];
  };
}

/** Codes by what a spreadsheet leaves of them: 072028 is 72028. Only where that is not the code of something else. */
function codesWithoutZeros(table: readonly AreaEntry[]): ReadonlyMap<string, { code: string; area: AreaEntry }> {
  const stripped = new Map<string, { code: string; area: AreaEntry }>();
  const ambiguous = new Set<string>();
  for (const area of table) {
    for (const code of area.names.filter((name) => /^0\d+$/.test(name))) {
      const short = code.replace(/^0+/, "");
      const other = stripped.get(short);
      if (other !== undefined && other.area.iri !== area.iri) ambiguous.add(short);
      stripped.set(short, { code, area });
    }
  }
  for (const short of ambiguous) stripped.delete(short);
  return stripped;
}
