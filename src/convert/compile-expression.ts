/** Expressions of the plan as closures that fill the row's slots. */
import type { Outcome, Values } from "../function/value-function.ts";
import type { Expression, FunctionExpression, Plan, ReferenceExpression } from "../mapping/plan.ts";
import { latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import { replacementCharacter, trimCell } from "./cell-text.ts";
import { compileKey } from "./compile-key.ts";
import { type RememberedOutcome, rememberFunction } from "./remembered-function.ts";
import type { Row, RowProblem, Value } from "./row.ts";
import type { Slots } from "./slots.ts";

/** The value functions, as src/function/registry.ts has them. */
export interface FunctionRegistry {
  /** Number of outputs of a function. */
  outputs(name: string): number;
  compile(name: string, parameters: Readonly<Record<string, unknown>>): (inputs: readonly Values[]) => Outcome;
}

export function compileExpression(
  plan: Plan,
  index: number,
  slots: Slots,
  functions: FunctionRegistry,
): (row: Row) => void {
  const expression = plan.expressions[index]!;
  const slot = slots.first(index);
  switch (expression.kind) {
    case "constant": {
      const value = latin1Of(toUtf8Bytes(expression.value));
      return (row) => {
        row.values[slot] = value;
      };
    }
    case "reference":
      return compileReference(plan, expression, slot);
    case "function":
      return compileFunction(plan, expression, slot, slots, functions);
    case "key":
      return compileKey(expression, slot, slots);
  }
}

/** Number of outputs of an expression. */
export function outputsOf(expression: Expression, functions: FunctionRegistry): number {
  return expression.kind === "function" ? functions.outputs(expression.function) : 1;
}

function compileReference(plan: Plan, expression: ReferenceExpression, slot: number): (row: Row) => void {
  const { column } = expression;
  const nulls = expression.null?.length
    ? new Set(expression.null.map((text) => latin1Of(toUtf8Bytes(text.trim()))))
    : undefined;
  const verbatim = expression.verbatim === true;
  const problem: RowProblem = {
    code: "CNV-001",
    severity: "warning",
    header: plan.columns[column],
    message: "The cell holds a byte that could not be decoded, so it gives no value.",
    advice: "Correct the cell in the source, or state the source's encoding.",
  };
  return (row) => {
    const cell = row.cells[column];
    row.values[slot] = undefined;
    if (cell === undefined) return;
    const text = verbatim ? cell : trimCell(cell);
    if (!verbatim && text === "") return;
    if (nulls?.has(verbatim ? trimCell(cell) : text)) return;
    if (row.undecodable && text.includes(replacementCharacter)) row.report(problem);
    else row.values[slot] = text;
  };
}

function compileFunction(
  plan: Plan,
  expression: FunctionExpression,
  slot: number,
  slots: Slots,
  functions: FunctionRegistry,
): (row: Row) => void {
  const call = rememberFunction(
    functions.compile(expression.function, expression.parameters),
    functions.outputs(expression.function),
  );
  const inputSlots = expression.inputs.map(slots.of);
  const inputColumns = expression.inputs.map(slots.columns);
  const headers = [...new Set(inputColumns.flat())].map((column) => plan.columns[column] ?? `column ${column + 1}`);
  const inputs: Value[] = inputSlots.map(() => undefined);
  return (row) => {
    for (let i = 0; i < inputSlots.length; i++) inputs[i] = row.values[inputSlots[i]!];
    const outcome = call(inputs);
    for (let i = 0; i < outcome.outputs.length; i++) row.values[slot + i] = outcome.outputs[i];
    if (outcome.remarks) remark(row, outcome);
  };

  function remark(row: Row, outcome: RememberedOutcome): void {
    for (const problem of outcome.problems) {
      const field = expression.field === undefined ? {} : { field: expression.field };
      const header = headers.length === 0 ? {} : { header: headers.join(", ") };
      row.report({ ...problem, ...field, ...header });
      if (outcome.reject && row.reject === undefined) {
        row.rejectCode = problem.code;
        row.reject = problem.message;
      }
    }
    if (outcome.reject && row.reject === undefined) {
      row.rejectCode = "CNV-002";
      row.reject = `The field ${expression.field ?? expression.function} cannot be read.`;
    }
    for (const concept of outcome.minted) row.mint(concept);
  }
}
