/** A plan compiled: closures over column numbers and ready-made pieces of text. Nothing is looked up while rows pass. */
import type { Plan } from "../mapping/plan.ts";
import { compileRowCondition } from "./compile-condition.ts";
import { compileExpression, type FunctionRegistry, outputsOf } from "./compile-expression.ts";
import { compileTriplesMap } from "./compile-triples-map.ts";
import { joinStatements } from "./passage.ts";
import { mayRepeat } from "./repeated-triples.ts";
import type { MintedConcept, Row, RowProblem } from "./row.ts";
import { cellOf, layOutSlots, type Slots } from "./slots.ts";

export interface CompiledPlan {
  readonly row: Row;
  readonly slots: Slots;
  /** False: `where` leaves the row out. */
  accepts(cells: readonly string[]): boolean;
  /** Reads the cells of `row` into its values; afterwards `row.reject` says why the record cannot be used, if so. */
  read(cells: readonly string[]): void;
  /** The lines of the row that was read last, and `row.quads` with their number. */
  write(): string;
}

/** @throws ProblemError if the plan cannot be compiled (an unknown function, a constant that is not an IRI). */
export function compilePlan(
  plan: Plan,
  functions: FunctionRegistry,
  report: (problem: RowProblem) => void,
  mint: (concept: MintedConcept) => void,
): CompiledPlan {
  const slots = layOutSlots(plan, (expression) => outputsOf(expression, functions));
  const conditions = plan.where.map(compileRowCondition);
  const expressions = plan.expressions.flatMap((expression, index) =>
    cellOf(plan, expression) === undefined ? [compileExpression(plan, index, slots, functions)] : [],
  );
  const context = { plan, slots, repeating: mayRepeat(plan), terms: new Map() };
  const statements = plan.triplesMaps.flatMap((map, index) => compileTriplesMap(map, index, context));
  const writers = joinStatements(statements, slots);
  const row: Row = {
    cells: [],
    values: new Array(slots.count).fill(undefined),
    clean: false,
    undecodable: true,
    reject: undefined,
    rejectCode: "",
    quads: 0,
    seen: new Set(),
    number: 0,
    report,
    mint,
  };
  return {
    row,
    slots,
    accepts: (cells) => {
      for (let i = 0; i < conditions.length; i++) if (!conditions[i]!(cells)) return false;
      return true;
    },
    read: (cells) => {
      row.cells = cells;
      row.number++;
      row.reject = undefined;
      for (let i = 0; i < expressions.length; i++) expressions[i]!(row);
    },
    write: () => {
      row.quads = 0;
      if (row.seen.size > 0) row.seen.clear();
      let text = "";
      for (let i = 0; i < writers.length; i++) text += writers[i]!(row);
      return text;
    },
  };
}
