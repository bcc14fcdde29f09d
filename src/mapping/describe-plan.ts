/** A plan in words, for `check`: what is read, which resources a row makes, and out of which columns. */
import { namespaces } from "../rdf/namespaces.ts";
import type { Term } from "../rdf/term.ts";
import type { Condition, Plan, PredicateObjectMap, RowCondition, TermMap, ValueRef } from "./plan.ts";

export function describePlan(plan: Plan): string {
  const lines = [`dataset ${plan.dataset}`];
  const name = (column: number): string => plan.columns[column] ?? `column ${column + 1}`;
  if (plan.privateColumns.length > 0) lines.push(`private ${plan.privateColumns.map(name).join(", ")}`);
  for (const condition of plan.where) lines.push(`where ${name(condition.column)} ${describeTest(condition)}`);
  const value = describeValues(plan, name);
  if (plan.record !== undefined)
    lines.push(`key ${plan.record.prefix}${value({ expression: plan.record.key, output: 0 })}`);
  for (const map of plan.triplesMaps) {
    const condition = map.condition === undefined ? "" : `   if ${describeCondition(map.condition, value)}`;
    lines.push("", `${describeTerm(map.subject, value)}${condition}`);
    for (const type of map.classes) lines.push(`  a ${shorten(type)}`);
    for (const graph of map.graphs) lines.push(`  in graph ${describeTerm(graph, value)}`);
    for (const pair of map.predicateObjectMaps) lines.push(`  ${describePair(pair, value)}`);
  }
  return `${lines.join("\n")}\n`;
}

type Describe = (ref: ValueRef) => string;

/** `date(發生日期).year`: the function, its columns and the output. */
function describeValues(plan: Plan, name: (column: number) => string): Describe {
  const value: Describe = (ref) => {
    const expression = plan.expressions[ref.expression];
    switch (expression?.kind) {
      case "constant":
        return JSON.stringify(expression.value);
      case "reference":
        return `{${name(expression.column)}}`;
      case "function": {
        const output = ref.output === 0 ? "" : `.${ref.output}`;
        return `${expression.function}(${expression.inputs.map(value).join(", ")})${output}`;
      }
      case "key":
        return expression.content ? `{hash of ${expression.names.join(", ")}}` : expression.parts.map(value).join("/");
      default:
        return "?";
    }
  };
  return value;
}

function describePair({ predicates, objects, graphs, condition }: PredicateObjectMap, value: Describe): string {
  const list = (maps: readonly TermMap[]): string => maps.map((map) => describeTerm(map, value)).join(", ");
  const inGraph = graphs.length === 0 ? "" : ` in graph ${list(graphs)}`;
  const when = condition === undefined ? "" : `   if ${describeCondition(condition, value)}`;
  return `${list(predicates)} ${list(objects)}${inGraph}${when}`;
}

function describeTerm(map: TermMap, value: Describe): string {
  if (map.kind === "constant") return describeConstant(map.term);
  const text =
    map.kind === "reference"
      ? value(map.value)
      : map.parts.map((part) => (typeof part === "string" ? part : value(part))).join("");
  if (map.termType === "iri") return `<${text}>`;
  if (map.termType === "blank") return `_:${text}`;
  return map.language !== undefined
    ? `${text}@${map.language}`
    : map.datatype !== undefined
      ? `${text}^^${shorten(map.datatype)}`
      : text;
}

function describeConstant(term: Term): string {
  if (term.kind === "iri") return shorten(term.value);
  return term.kind === "literal"
    ? JSON.stringify(term.value) + (term.language === undefined ? "" : `@${term.language}`)
    : `_:${term.value}`;
}

const describeCondition = (condition: Condition, value: Describe): string =>
  "isTrue" in condition ? value(condition.isTrue) : [...new Set(condition.anyOf.map(value))].join(" or ");

const describeTest = ({ test, values, not }: RowCondition): string =>
  `${not ? "not " : ""}${test} ${values.map((one) => JSON.stringify(one)).join(" or ")}`;

/** `ic:名称` where a usual prefix fits. */
function shorten(iri: string): string {
  for (const [prefix, namespace] of Object.entries(namespaces)) {
    const local = iri.slice(namespace.length);
    if (iri.startsWith(namespace) && /^[^/#]+$/.test(local)) return `${prefix}:${local}`;
  }
  return `<${iri}>`;
}
