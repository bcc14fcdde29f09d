/** The value functions, loaded only for plans that call some: they bring whole libraries with them. */
import type { Plan } from "../mapping/plan.ts";
import type { FunctionRegistry } from "./compile-expression.ts";

export async function loadFunctions(plan: Plan): Promise<FunctionRegistry> {
  if (!plan.expressions.some((expression) => expression.kind === "function")) return none;
  const { compileFunction, valueFunction } = await import("../function/registry.ts");
  return { outputs: (name) => valueFunction(name).outputs.length, compile: compileFunction };
}

const none: FunctionRegistry = {
  outputs: (name) => missing(name),
  compile: (name) => missing(name),
};

function missing(name: string): never {
  throw new RangeError(`The value function "${name}" was not loaded.`);
}
