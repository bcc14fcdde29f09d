/** IF and COALESCE: one of several values, in one representation. */
import type { Scope } from "../relation.ts";
import { errorValue, isSingle, type PartName, partNames, presence, scalar, type Value } from "../value.ts";
import { constantScalar, type NumericView, numberOf, partsOf } from "./parts.ts";

/** The value of the first branch whose condition holds; an absent condition is "its value is no error". */
export function choose(
  branches: readonly { readonly condition?: string; readonly value: Value }[],
  scope: Scope,
): Value {
  const values = unified(branches.map((branch) => branch.value));
  const pick = (sqlOf: (value: Value) => string, bound: (value: Value) => string): string =>
    `(CASE ${branches.map(({ condition }, i) => `WHEN ${condition ?? bound(values[i] as Value)} THEN ${sqlOf(values[i] as Value)}`).join(" ")} END)`;
  const [first] = values;
  if (first === undefined) return errorValue;
  if (isSingle(first) && values.every((value) => value.rep === first.rep)) {
    const simple = (value: Value): string => (value as typeof first).sql;
    const sql = pick(simple, (value) => `${simple(value)} IS NOT NULL`);
    if (first.rep !== "id") return scalar(first.rep, sql);
    return { rep: "id", sql, nullable: true, foreign: values.some((value) => value.rep === "id" && value.foreign) };
  }
  if (values.every((value) => numeric.has(value.rep))) {
    const views = new Map(values.map((value) => [value, numberOf(value, scope) as NumericView]));
    const component = (name: "type" | "dec" | "num"): string =>
      scope.compute(
        pick(
          (value) => String(views.get(value)?.[name]),
          (value) => `${presence(value)} IS NOT NULL`,
        ),
      );
    return { rep: "number", type: component("type"), dec: component("dec"), num: component("num"), nullable: true };
  }
  const parts = values.map((value) => partsOf(value, scope));
  const conditions = branches.map(({ condition }, i) => scope.compute(condition ?? `(${parts[i]?.kind} IS NOT NULL)`));
  const chosen = partNames.map((name) => [
    name,
    scope.compute(
      `(CASE ${conditions.map((condition, i) => `WHEN ${condition} THEN ${parts[i]?.[name]}`).join(" ")} END)`,
    ),
  ]);
  return { rep: "term", nullable: true, parts: Object.fromEntries(chosen) as Record<PartName, string> };
}

const numeric: ReadonlySet<Value["rep"]> = new Set<Value["rep"]>(["number", "integer", "decimal", "float", "double"]);

/** Constants take the representation of the computed values beside them, when it is exactly theirs. */
function unified(values: readonly Value[]): Value[] {
  const computed = values.find((value) => value.rep !== "id");
  if (computed === undefined) return [...values];
  return values.map((value) => {
    if (value.rep !== "id") return value;
    if (value.sql === errorValue.sql && computed.rep !== "term" && computed.rep !== "number")
      return scalar(computed.rep, "NULL");
    const constant = constantScalar(value);
    const fits = constant?.rep === computed.rep || (numeric.has(computed.rep) && numeric.has(constant?.rep ?? "id"));
    return fits && constant !== undefined ? constant : value;
  });
}
