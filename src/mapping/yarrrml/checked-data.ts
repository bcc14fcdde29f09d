/** Data out of YAML, looked at with care: what has the wrong form is a problem with its place, never a crash. */
import { nearest } from "../../problem/nearest.ts";
import type { DocumentPath, ProblemList } from "../problem-list.ts";
import { later } from "./keys.ts";

export type Data = Readonly<Record<string, unknown>>;
export const isData = (value: unknown): value is Data =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export class CheckedData {
  readonly #problems: ProblemList;

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  pick(data: Data, keys: readonly string[], path: DocumentPath): { value: unknown; path: DocumentPath } | undefined {
    const [key, other] = keys.filter((name) => data[name] !== undefined);
    if (other !== undefined) this.fault([...path, other], `${key} and ${other} are the same key.`);
    return key === undefined ? undefined : { value: data[key], path: [...path, key] };
  }

  texts(value: unknown, path: DocumentPath): Readonly<Record<string, string>> {
    if (value === undefined) return {};
    const data = this.data(value, path, path.join("."));
    return Object.fromEntries(
      Object.entries(data ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  }

  data(value: unknown, path: DocumentPath, what: string): Data | undefined {
    if (isData(value)) return value;
    this.fault(path, `${what} is ${show(value)}; expected keys and values.`);
    return undefined;
  }

  checkKeys(data: Data, known: readonly string[], path: DocumentPath): void {
    for (const key of Object.keys(data)) {
      if (known.includes(key)) continue;
      const reason = later[key];
      if (reason !== undefined) {
        this.later([...path, key], reason);
        continue;
      }
      const guess = nearest(key, known);
      this.#problems.add("MAP-041", [...path, key], `YARRRML has no key "${key}" here.`, {
        advice: guess === undefined ? `Known keys here: ${known.join(", ")}.` : `Did you mean "${guess}"?`,
      });
    }
  }

  fault(path: DocumentPath, message: string, advice?: string): void {
    this.#problems.add("MAP-040", path, message, { advice });
  }

  later(path: DocumentPath, message: string, advice?: string): void {
    this.#problems.add("MAP-042", path, message, { advice });
  }
}

export function show(value: unknown): string {
  if (value === "" || value === undefined) return "empty";
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "keys and values" : `"${String(value)}"`;
}
