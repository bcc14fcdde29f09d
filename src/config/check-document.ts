/** A YAML document held to its zod schema: every fault with its line and column, unknown keys with a suggestion. */
import { z } from "zod";
import { nearest } from "../problem/nearest.ts";
import { type Problem, ProblemError } from "../problem/problem.ts";
import type { YamlDocument } from "./read-yaml.ts";

/** @throws ProblemError with every fault: CFG-010 unknown key, CFG-011 missing key, CFG-012 wrong value. */
export function checkDocument<S extends z.ZodType>(document: YamlDocument, schema: S): z.infer<S> {
  const result = schema.safeParse(document.data, { reportInput: true });
  if (result.success) return result.data;
  throw new ProblemError(result.error.issues.flatMap((issue) => faults(issue, [], document, schema)));
}

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

function faults(issue: Issue, above: Path, document: YamlDocument, schema: z.ZodType): Problem[] {
  const path = [...above, ...issue.path];
  const where = path.map((step) => (typeof step === "number" ? step : String(step)));
  const problem = (code: string, message: string, advice?: string, at = where): Problem => ({
    code,
    severity: "error",
    message,
    at: document.place(at),
    ...(advice === undefined ? {} : { advice }),
  });

  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => {
      const guess = nearest(key, known);
      const advice = guess === undefined ? `Known keys here: ${known.join(", ")}.` : `Did you mean "${guess}"?`;
      return problem("CFG-010", `The key "${key}" is not known${inside(path)}.`, advice, [...where, key]);
    });
  }
  if (issue.code === "invalid_union") {
    const closest = closestOption(issue.errors);
    if (closest !== undefined) return closest.flatMap((inner) => faults(inner, path, document, schema));
    return [
      problem("CFG-012", `${name(path)} has a form that is not known: ${show(issue.input)}.`, describeAt(schema, path)),
    ];
  }
  if ((issue.code === "invalid_type" || issue.code === "invalid_value") && issue.input === undefined) {
    const parent = path.slice(0, -1);
    return [
      problem("CFG-011", `The key "${String(path.at(-1))}" is missing${inside(parent)}.`, describeAt(schema, path)),
    ];
  }
  if (issue.code === "invalid_value") {
    const values = issue.values.map(String);
    const guess = nearest(String(issue.input), values);
    return [
      problem(
        "CFG-012",
        `${name(path)} is ${show(issue.input)}; expected one of: ${values.join(", ")}.`,
        guess === undefined ? undefined : `Did you mean "${guess}"?`,
      ),
    ];
  }
  const expected =
    issue.code === "invalid_type"
      ? `expected ${spoken(issue.expected)}`
      : issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  return [problem("CFG-012", `${name(path)} is ${show(issue.input)}; ${expected}.`, describeAt(schema, path))];
}

/** Of a union's options, the one that got furthest: it failed inside the value, not at its type. */
function closestOption(options: readonly Issue[][]): Issue[] | undefined {
  const inner = options.filter((issues) =>
    issues.every(
      (issue) =>
        issue.path.length > 0 ||
        issue.code === "unrecognized_keys" ||
        (issue.code === "invalid_type" && issue.input === undefined),
    ),
  );
  return inner.sort((a, b) => a.length - b.length)[0];
}

const name = (path: Path): string => (path.length === 0 ? "The file" : `"${path.map(String).join(".")}"`);
const inside = (path: Path): string => (path.length === 0 ? "" : ` inside "${path.map(String).join(".")}"`);
const spoken = (type: string): string =>
  ({
    string: "a text",
    object: "keys and values",
    record: "keys and values",
    array: "a list",
    number: "a number",
    boolean: "true or false",
    int: "a whole number",
  })[type] ?? type;

function show(input: unknown): string {
  if (input === "") return "empty";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "object" && input !== null) return "a group of keys";
  return `"${String(input)}"`;
}

/** The schemas that can stand at a path (unions fork, optionals are looked through). */
function schemasAt(schema: z.ZodType, path: Path): z.ZodType[] {
  let level = look(schema);
  for (const step of path) {
    level = level.flatMap((one) => {
      if (one instanceof z.ZodObject)
        return one.shape[String(step)] === undefined ? [] : look(one.shape[String(step)] as z.ZodType);
      if (one instanceof z.ZodRecord) return look(one.valueType as z.ZodType);
      if (one instanceof z.ZodArray) return look(one.element as z.ZodType);
      return [];
    });
  }
  return level;
}
function look(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodOptional) return look(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => look(option as z.ZodType));
  return [schema];
}

const keysAt = (schema: z.ZodType, path: Path): string[] => [
  ...new Set(schemasAt(schema, path).flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []))),
];

function describeAt(schema: z.ZodType, path: Path): string | undefined {
  const parent = schemasAt(schema, path.slice(0, -1)).find((one) => one instanceof z.ZodObject);
  const field =
    parent instanceof z.ZodObject ? (parent.shape[String(path.at(-1))] as z.ZodType | undefined) : undefined;
  return field?.description ?? (field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType).description : undefined);
}
