import type { Scope } from "../relation.ts";
import { errorValue, scalar, type Value } from "../value.ts";
import { numberOf, single } from "./parts.ts";

export type Arithmetic = "+" | "-" | "*" | "/";

export function arithmetic(operator: Arithmetic, left: Value, right: Value, scope: Scope): Value {
  const a = numberOf(left, scope);
  const b = numberOf(right, scope);
  if (a === undefined || b === undefined) return errorValue;
  if (a.int !== undefined && b.int !== undefined && operator !== "/")
    return scalar("integer", `TRY((${a.int})::HUGEINT ${operator} (${b.int})::HUGEINT)`);
  const lowest = operator === "/" ? 5 : 4;
  if (typeof a.type === "number" && typeof b.type === "number") {
    const type = Math.max(a.type, b.type, lowest);
    if (type <= 5) {
      const dec = exact(operator, a.dec, b.dec, scope);
      return type === 5 ? scalar("decimal", dec) : scalar("integer", `(${dec})::HUGEINT`);
    }
    return type === 6
      ? scalar("float", floating(operator, single(a.num), single(b.num)))
      : scalar("double", floating(operator, a.num, b.num));
  }
  const x = scope.compute(`${a.type}::UTINYINT`);
  const y = scope.compute(`${b.type}::UTINYINT`);
  const highest = operator === "/" ? `greatest(${x}, ${y}, 5)` : `greatest(${x}, ${y})`;
  const type = scope.compute(`(CASE WHEN ${x} IS NOT NULL AND ${y} IS NOT NULL THEN ${highest} END)::UTINYINT`);
  const dec = operator === "*" ? dynamicProduct(type, a.dec, b.dec) : exact(operator, a.dec, b.dec, scope);
  return dynamicNumber(
    type,
    dec,
    `CASE ${type} WHEN 6 THEN ${floating(operator, single(a.num), single(b.num))}::DOUBLE WHEN 7 THEN ${floating(operator, a.num, b.num)} END`,
    scope,
  );
}

/** DuckDB follows IEEE 754: division by zero is an infinity or NaN. */
const floating = (operator: Arithmetic, a: string, b: string): string => `((${a}) ${operator} (${b}))`;

function exact(operator: Arithmetic, a: string, b: string, scope: Scope): string {
  if (operator === "/") return quotient(a, b, scope);
  return operator === "*" ? product(a, b) : `TRY(${a} ${operator} ${b})`;
}

const product = (a: string, b: string): string => `TRY(((${a}) * (${b}))::DECIMAL(38,10))`;

/** Products of integers may use all 28 digits. */
const dynamicProduct = (type: string, a: string, b: string): string =>
  `(CASE WHEN ${type} = 4 THEN TRY(((${a})::HUGEINT * (${b})::HUGEINT)::DECIMAL(38,10)) ELSE ${product(a, b)} END)`;

/** a / b by integers: DuckDB's own division of decimals is one of doubles. */
function quotient(a: string, b: string, scope: Scope): string {
  const unscaled = (sql: string): string => scope.compute(`TRY(((${sql}) * 10000000000::HUGEINT)::HUGEINT)`);
  const x = unscaled(a);
  const y = unscaled(b);
  const rounded = `TRY((abs(${x}) * 20000000000::HUGEINT + abs(${y})) // (2 * abs(${y})))`;
  const sign = `(CASE WHEN (${x} < 0) = (${y} < 0) THEN 1 ELSE -1 END)`;
  return `(CASE WHEN ${y} <> 0 THEN TRY((${rounded} * ${sign})::DECIMAL(38,0) * 0.0000000001::DECIMAL(10,10)) END)`;
}

/** A number whose type is known only row by row. `dec` for types 4 and 5, `num` for 6 and 7; NULL is an error. */
export function dynamicNumber(type: string, dec: string, num: string, scope: Scope): Value {
  const exactValue = scope.compute(`(CASE WHEN ${type} <= 5 THEN ${dec} END)::DECIMAL(38,10)`);
  const number = scope.compute(`CASE WHEN ${type} <= 5 THEN ${exactValue}::DOUBLE ELSE (${num})::DOUBLE END`);
  return {
    rep: "number",
    type: scope.compute(`(CASE WHEN ${number} IS NOT NULL THEN ${type} END)::UTINYINT`),
    dec: exactValue,
    num: number,
    nullable: true,
  };
}

type Unary = "uplus" | "abs" | "ceil" | "floor" | "round" | "uminus";

/** Functions of one number that keep its type. */
export function unary(name: Unary, value: Value, scope: Scope): Value {
  const a = numberOf(value, scope);
  if (a === undefined) return errorValue;
  if (typeof a.type === "number") {
    if (a.int !== undefined) return scalar("integer", integerUnary(name, a.int));
    if (a.type <= 5)
      return scalar(
        a.type === 5 ? "decimal" : "integer",
        `${decimalUnary(name, a.dec)}${a.type === 5 ? "" : "::HUGEINT"}`,
      );
    return scalar(
      a.type === 6 ? "float" : "double",
      a.type === 6 ? single(doubleUnary(name, a.num)) : doubleUnary(name, a.num),
    );
  }
  const type = scope.compute(`${a.type}::UTINYINT`);
  return dynamicNumber(type, decimalUnary(name, a.dec), doubleUnary(name, a.num), scope);
}

const integerUnary = (name: Unary, a: string): string =>
  name === "abs" ? `TRY(abs((${a})::HUGEINT))` : name === "uminus" ? `TRY(-(${a})::HUGEINT)` : a;

function decimalUnary(name: Unary, a: string): string {
  if (name === "uplus") return a;
  if (name === "uminus") return `(-(${a}))`;
  // Half rounds up: towards positive infinity (fn:round).
  const sql = name === "round" ? `floor((${a}) + 0.5::DECIMAL(38,10))` : `${name}(${a})`;
  return `TRY((${sql})::DECIMAL(38,10))`;
}

function doubleUnary(name: Unary, a: string): string {
  if (name === "uplus") return a;
  if (name === "uminus") return `(-(${a}))`;
  if (name !== "round") return `${name}(${a})`;
  return `(CASE WHEN ${a} < 0 AND ${a} >= -0.5 THEN '-0.0'::DOUBLE WHEN isfinite(${a}) AND ${a} - floor(${a}) >= 0.5 THEN floor(${a}) + 1
    WHEN isfinite(${a}) THEN floor(${a}) ELSE ${a} END)`;
}
