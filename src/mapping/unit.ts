/** `unit` and `currency` of a field: which unit its numbers are in, and how they become the model's. */
import { divide, readDecimal, writeDecimal } from "../function/decimal.ts";
import { fold } from "../function/fold.ts";
import { NameTable } from "../function/name-table.ts";
import { nearest } from "../problem/nearest.ts";
import { expand } from "../rdf/namespaces.ts";
import type { Concept, Field } from "../vocabulary/vocabulary.ts";
import type { AlignContext } from "./align-context.ts";
import type { FieldRequest } from "./field-requests.ts";
import { type PathEnd, pathEnd } from "./value-end.ts";

export const moneyClass = expand("ic", "金額型");

export interface ReadUnit {
  /** The unit to state, in the place of anything that the model has fixed. */
  readonly stated?: Concept;
  /** What numbers are multiplied by to be in the unit that the model has fixed; a decimal number, exact. */
  readonly factor?: string;
}

/**
 * Problems: MAP-017 a currency where there is no money (or a unit where there is), MAP-027 a unit where there is no
 * quantity, MAP-029 a unit that is unknown, MAP-030 one that the model's cannot be made of.
 */
export function readUnit({ field, spec, path }: FieldRequest, context: AlignContext): ReadUnit {
  const { problems, vocabulary } = context;
  const end = pathEnd(field, vocabulary.range);
  const money = end.kind === "quantity" && end.nodeClass === moneyClass;
  if (spec.currency !== undefined && !money)
    problems.add("MAP-017", [...path, "currency"], `currency does nothing for "${field.name}", which is no amount.`, {
      advice: "It is for fields of amounts of money (ic:金額型).",
    });
  if (spec.unit === undefined) return {};
  const at = [...path, "unit"];
  if (money) {
    problems.add("MAP-017", at, `unit does nothing for "${field.name}", which is an amount of money.`, {
      advice: "Say currency: an ISO 4217 code.",
    });
    return {};
  }
  if (end.kind !== "quantity") {
    problems.add("MAP-027", at, `The field "${field.name}" has no place for a unit.`, {
      severity: "warning",
      advice: "Only fields that end in a quantity (ic:数値) state one; it is left out.",
    });
    return {};
  }
  const units = vocabulary.schemes.get("unit")?.concepts ?? [];
  const [unit] = new NameTable(units).find(spec.unit);
  if (unit === undefined) {
    const codes = units.flatMap((one) => one.notations);
    const guess = nearest(spec.unit, [...codes, ...units.flatMap((one) => one.names)], fold);
    problems.add("MAP-029", at, `"${spec.unit}" is not a known unit.`, {
      advice:
        guess === undefined
          ? `Known: ${codes.join(", ")} (UN/ECE codes); others can be added to vocab/concepts/unit.ttl.`
          : `Did you mean "${guess}"?`,
    });
    return {};
  }
  const fixed = fixedUnit(field, end, units);
  if (fixed === undefined) return { stated: unit };
  if (fixed.iri === unit.iri) return {};
  const factor = factorBetween(unit, fixed);
  if (factor !== undefined) return { factor };
  const [from, to] = [unit, fixed].map(({ labels, notations }) => labels["en"] ?? notations[0] ?? "?");
  problems.add("MAP-030", at, `"${field.name}" is counted in ${to}; ${from} cannot be converted to it exactly.`, {
    advice: `Say unit: ${units
      .filter((one) => one.iri === fixed.iri || factorBetween(one, fixed) !== undefined)
      .flatMap((one) => one.notations)
      .join(", ")}; or convert the column in the source.`,
  });
  return {};
}

/** The unit that the model states of the field's node (tsu:fixed). */
function fixedUnit(field: Field, { nodeSteps }: PathEnd, units: readonly Concept[]): Concept | undefined {
  const place = [...field.path.slice(0, nodeSteps), expand("ic", "単位")].join(" ");
  const stated = field.fixed.find(({ path }) => path.join(" ") === place)?.value;
  return units.find((unit) => unit.iri === stated);
}

/** How many of `to` one of `from` is; undefined if they count different things or the number has no end. */
function factorBetween({ unit: from }: Concept, { unit: to }: Concept): string | undefined {
  if (from === undefined || to === undefined || from.base !== to.base) return undefined;
  const [above, below] = [readDecimal(from.factor), readDecimal(to.factor)];
  const quotient = above && below && divide(above, below);
  return quotient && writeDecimal(quotient);
}
