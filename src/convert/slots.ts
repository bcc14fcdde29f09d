/** Where the outputs of a plan's expressions stand in `Row.values`, and where they come from. */
import type { Expression, Plan, ValueRef } from "../mapping/plan.ts";

export interface Slots {
  readonly count: number;
  /** Index in `Row.values` of one output. */
  of(ref: ValueRef): number;
  /** First slot of an expression. */
  first(expression: number): number;
  expression(ref: ValueRef): Expression;
  /** Columns that a value is read from, through functions. */
  columns(ref: ValueRef): readonly number[];
}

/** @param outputs number of outputs of an expression: 1 but for functions. */
export function layOutSlots(plan: Plan, outputs: (expression: Expression) => number): Slots {
  const starts: number[] = [];
  let count = 0;
  for (const expression of plan.expressions) {
    starts.push(count);
    count += outputs(expression);
  }
  const expressionOf = (ref: ValueRef): Expression => {
    const expression = plan.expressions[ref.expression];
    if (!expression) throw new RangeError(`The plan has no expression ${ref.expression}.`);
    if (ref.output < 0 || ref.output >= outputs(expression)) {
      throw new RangeError(`Expression ${ref.expression} has no output ${ref.output}.`);
    }
    return expression;
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
