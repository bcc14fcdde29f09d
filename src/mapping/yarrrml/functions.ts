/** Functions and conditions of YARRRML: idlab-fn:equal and notEqual, and the house's value functions by their tsu: names. */
import { compileFunction, valueFunction, valueFunctions } from "../../function/registry.ts";
import { ProblemError } from "../../problem/problem.ts";
import { namespaces } from "../../rdf/namespaces.ts";
import { outputOf } from "../function-outputs.ts";
import type { Condition, ValueRef } from "../plan.ts";
import type { FunctionNode } from "./nodes.ts";
import { constantIri, parameterValue, type YarrrmlContext } from "./terms.ts";

const idlab = "https://w3id.org/imec/idlab/function#";
const grel = "http://users.ugent.be/~bjdmeest/function/grel.ttl#";
const equals: ReadonlyMap<string, boolean> = new Map([
  [`${idlab}equal`, false],
  [`${idlab}notEqual`, true],
]);
/** Functions that need a table of the vocabulary are model alignment's. */
const simple = ["text", "number", "boolean", "date", "period", "time", "hours", "coordinates", "iri"];
const numbers = new Set(["multiplier", "pad"]);

/** Problem MAP-045 for any other function than equal and notEqual. */
export function compileCondition(node: FunctionNode, context: YarrrmlContext): Condition | undefined {
  const name = functionIri(node, context);
  if (name === undefined) return undefined;
  const not = equals.get(name);
  if (not === undefined) {
    context.problems.add("MAP-045", node.path, `The condition ${node.name} is not supported yet.`, {
      advice: "There are idlab-fn:equal and idlab-fn:notEqual.",
    });
    return undefined;
  }
  const inputs = [
    ["str1", `${grel}valueParameter`],
    ["str2", `${grel}valueParameter2`],
  ].map((names) => node.parameters.find((parameter) => names.includes(parameterName(parameter.name, context))));
  const refs = inputs.map((parameter) => parameter && parameterValue(parameter.value, parameter.path, context));
  if (inputs.includes(undefined) || node.parameters.length !== 2) {
    context.problems.add(
      "MAP-045",
      node.path,
      `${node.name} takes the two parameters grel:valueParameter and grel:valueParameter2.`,
    );
    return undefined;
  }
  if (refs.includes(undefined)) return undefined;
  const at = context.problems.placeOf(node.path);
  return {
    isTrue: context.expressions.add({
      kind: "function",
      function: "equal",
      inputs: refs as ValueRef[],
      parameters: { not },
      at,
    }),
  };
}

/** `function: tsu:date` with [tsu:value, $(column)], the function's parameters, and [tsu:output, year] for another output. */
export function compileCall(node: FunctionNode, context: YarrrmlContext): ValueRef | undefined {
  const iri = functionIri(node, context);
  if (iri === undefined) return undefined;
  const name = iri.startsWith(namespaces.tsu) ? iri.slice(namespaces.tsu.length) : "";
  if (!simple.includes(name)) {
    const why =
      valueFunctions.has(name) && name !== "equal"
        ? `The function ${node.name} needs the vocabulary: use a model for it.`
        : `The function ${node.name} is not supported yet.`;
    context.problems.add("MAP-045", node.path, why, {
      advice: `There are ${simple.map((one) => `tsu:${one}`).join(", ")}.`,
    });
    return undefined;
  }
  const inputNames = name === "coordinates" ? ["x", "y"] : ["value"];
  const inputs: (ValueRef | undefined)[] = inputNames.map(() => undefined);
  const parameters: Record<string, unknown> = {};
  let output = valueFunction(name).outputs[0]!;
  for (const parameter of node.parameters) {
    const key = parameterName(parameter.name, context);
    const local = key === `${grel}valueParameter` ? inputNames[0]! : key.replace(namespaces.tsu, "");
    if (inputNames.includes(local))
      inputs[inputNames.indexOf(local)] = parameterValue(parameter.value, parameter.path, context);
    else if (local === "output") output = parameter.value;
    else
      parameters[local] = numbers.has(local)
        ? Number(parameter.value)
        : parameter.value === "true"
          ? true
          : parameter.value === "false"
            ? false
            : parameter.value;
  }
  if (!valueFunction(name).outputs.includes(output)) {
    context.problems.add("MAP-045", node.path, `${node.name} has no output "${output}".`, {
      advice: `It has ${valueFunction(name).outputs.join(", ")}.`,
    });
    return undefined;
  }
  if (inputs.includes(undefined)) {
    if (!context.problems.failed)
      context.problems.add(
        "MAP-045",
        node.path,
        `${node.name} needs ${inputNames.map((one) => `[tsu:${one}, $(column)]`).join(" and ")}.`,
      );
    return undefined;
  }
  try {
    compileFunction(name, parameters);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    for (const { message, advice } of error.problems) context.problems.add("MAP-023", node.path, message, { advice });
    return undefined;
  }
  const at = context.problems.placeOf(node.path);
  return outputOf(
    name,
    context.expressions.add({ kind: "function", function: name, inputs: inputs as ValueRef[], parameters, at }),
    output,
  );
}

const functionIri = (node: FunctionNode, context: YarrrmlContext): string | undefined =>
  node.name === "equal" || node.name === "notEqual" ? idlab + node.name : constantIri(node.name, node.path, context);

/** Expanded where it has a known prefix; `str1` and `str2` stay what they are. */
function parameterName(name: string, { prefixes }: YarrrmlContext): string {
  const colon = name.indexOf(":");
  const namespace = colon > 0 ? prefixes[name.slice(0, colon)] : undefined;
  return namespace === undefined ? name : namespace + name.slice(colon + 1);
}
