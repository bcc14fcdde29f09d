/** The expressions of a plan while it is made: each is stated once, however often it is used. */
import type { Expression, ValueRef } from "./plan.ts";

export class ExpressionList {
  readonly expressions: Expression[] = [];
  readonly #known = new Map<string, number>();

  /** The first output of this expression, which is added unless the list has it. */
  add(expression: Expression): ValueRef {
    const key = JSON.stringify(expression);
    const known = this.#known.get(key);
    if (known !== undefined) return { expression: known, output: 0 };
    const index = this.expressions.length;
    this.expressions.push(expression);
    this.#known.set(key, index);
    return { expression: index, output: 0 };
  }
}
