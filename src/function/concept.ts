/** `concept`: the text of a cell as concepts of a scheme, found by their names. */
import { z } from "zod";
import { nearest } from "../problem/nearest.ts";
import { encodeIriSegment } from "../uri/iri-safe.ts";
import { cellParameters, cellReader, valuesOf } from "./cell.ts";
import { fold } from "./fold.ts";
import { lastSegment, NameTable } from "./name-table.ts";
import { pieces } from "./text.ts";
import type { Minted, Outcome, ValueFunction, ValueProblem } from "./value-function.ts";
import { quoted, unreadable } from "./value-problem.ts";

const ConceptParameters = z
  .strictObject({
    ...cellParameters,
    table: z.array(z.object({ iri: z.string(), names: z.array(z.string()) })),
    split: z.string().min(1).optional(),
    /** A text that no concept has: say so, make a concept of it, or reject the row. */
    unknown: z.enum(["report", "mint", "reject"]).default("report"),
    /** IRI of the scheme that minted concepts belong to, and its label. */
    scheme: z.string().optional(),
    schemeLabel: z.string().optional(),
    /** IRI of the scheme that `table` is of. */
    sharedScheme: z.string().optional(),
    /** Of the labels of minted concepts. */
    language: z.string().optional(),
    /** What the IRI of a minted concept begins with. */
    mint: z.string().optional(),
  })
  .refine((p) => p.unknown !== "mint" || (p.mint !== undefined && p.scheme !== undefined), {
    error: "unknown: mint needs the parameters mint and scheme",
  });

export const conceptFunction: ValueFunction<z.output<typeof ConceptParameters>> = {
  name: "concept",
  outputs: ["canonical", "iri", "unread"],
  parameters: ConceptParameters,
  compile({ table, split, unknown, scheme, schemeLabel, sharedScheme, language, mint, ...cell }) {
    const read = cellReader(cell);
    const concepts = new NameTable(table);
    const names = concepts.names();
    const belonging = {
      scheme: scheme ?? "",
      ...(language === undefined ? {} : { language }),
      ...(schemeLabel === undefined ? {} : { schemeLabel }),
      ...(sharedScheme === undefined ? {} : { sharedScheme }),
    };

    return ([input]) => {
      const iris: string[] = [];
      const problems: ValueProblem[] = [];
      const minted: Minted[] = [];
      const unread: string[] = [];
      let reject = false;
      for (const piece of pieces(input, split)) {
        const text = read(piece);
        if (text === undefined) continue;
        const found = concepts.find(text);
        if (found.length === 1) iris.push(found[0]!.iri);
        else if (found.length > 1) {
          const which = found.map((concept) => lastSegment(concept.iri)).join(", ");
          unread.push(text);
          problems.push(
            unreadable("ambiguousConcept", `${quoted(text)} is a name of several concepts: ${which}.`, text),
          );
        } else if (unknown === "mint") {
          // The label is a function of the IRI, so that it does not matter which row, or which worker, comes first.
          const label = text.normalize("NFKC").replace(/\s+/g, " ").trim();
          const iri = mint! + encodeIriSegment(label);
          iris.push(iri);
          minted.push({ iri, label, ...belonging });
        } else {
          unread.push(text);
          problems.push(unknownConcept(text, names));
          reject ||= unknown === "reject";
        }
      }
      const distinct = iris.length < 2 ? iris : [...new Set(iris)];
      return {
        outputs: [canonical(distinct), valuesOf(distinct), valuesOf(unread)],
        ...(problems.length > 0 ? { problems } : {}),
        ...(minted.length > 0 ? { minted } : {}),
        ...(reject ? { reject } : {}),
      } satisfies Outcome;
    };
  },
};

/** One text for a set of concepts, whatever their order in the cell: the last segments, sorted, joined by dots. */
export function canonical(iris: readonly string[]): string | undefined {
  if (iris.length < 2) return iris[0] === undefined ? undefined : lastSegment(iris[0]);
  return iris.map(lastSegment).sort().join(".");
}

function unknownConcept(text: string, names: readonly string[]): ValueProblem {
  const guess = nearest(text, names, fold);
  const few = names.slice(0, 12).join(", ");
  const advice =
    guess === undefined
      ? `Known: ${few}${names.length > 12 ? ", …" : ""}. Use map, or unknown: mint.`
      : `Did you mean "${guess}"?`;
  return unreadable("unknownConcept", `${quoted(text)} is not a concept of this field.`, text, advice);
}
