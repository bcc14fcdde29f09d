/** Where the outputs of a plan's expressions stand in `Row.values`, and where they come from. */
import type { Expression, FunctionExpression, Plan, ReferenceExpression, ValueRef } from "../mapping/plan.ts";

export interface Slots {
  readonly count: number;
  /** Index in `Row.values` of one output. */
  of(ref: ValueRef): number;
  /** First slot of an expression. */
  first(expression: number): number;
  /** What fills the slot. */
  expression(ref: ValueRef): Expression;
  /** Columns that a value is read from, through functions. */
  columns(ref: ValueRef): readonly number[];
}

/** @param outputs number of outputs of an expression: 1 but for functions. */
export function layOutSlots(plan: Plan, outputs: (expression: Expression) => number): Slots {
  const starts: number[] = [];
  let count = 0;
  for (const expression of plan.expressions) {
    const cell = cellOf(plan, expression);
    if (cell !== undefined) starts.push(starts[cell]!);
    else {
      starts.push(count);
      count += outputs(expression);
    }
  }
  const expressionOf = (ref: ValueRef): Expression => {
    const expression = plan.expressions[ref.expression];
    if (!expression) throw new RangeError(`The plan has no expression ${ref.expression}.`);
    const cell = cellOf(plan, expression);
    if (ref.output < 0 || ref.output >= (cell === undefined ? outputs(expression) : 1)) {
      throw new RangeError(`Expression ${ref.expression} has no output ${ref.output}.`);
    }
    return cell === undefined ? expression : plan.expressions[cell]!;
  };
  const columns = (ref: ValueRef): readonly number[] => {
    const expression = expressionOf(ref);
    if (expression.kind === "reference") return [expression.column];
    if (expression.kind === "constant") return [];
    const inputs = expression.kind === "function" ? expression.inputs : expression.parts;
    return [...new Set(inputs.flatMap(columns))];
  };
  return {
    count,
    of: (ref) => {
      expressionOf(ref);
      return starts[ref.expression]! + ref.output;
    },
    first: (expression) => starts[expression]!,
    expression: expressionOf,
    columns,
  };
}

/**
 * The function `text` without parameters gives a trimmed cell as it is: then it is no function but another name of the
 * cell. Returns the index of the cell's expression.
 */
export function cellOf(plan: Plan, expression: Expression): number | undefined {
  if (!isPlainText(expression)) return undefined;
  const input = expression.inputs[0]!.expression;
  const cell = plan.expressions[input];
  return cell?.kind === "reference" && isTrimmed(cell) ? input : undefined;
}

const isPlainText = (expression: Expression): expression is FunctionExpression =>
  expression.kind === "function" &&
  expression.function === "text" &&
  expression.inputs.length === 1 &&
  Object.keys(expression.parameters).length === 0;

const isTrimmed = (expression: ReferenceExpression): boolean => expression.verbatim !== true;
