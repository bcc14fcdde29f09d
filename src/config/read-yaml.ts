/** YAML with positions. Every scalar is its source text (`0010`, `NO`, `#property` stay what they are). */
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { type Place, type Problem, ProblemError } from "../problem/problem.ts";

export interface YamlDocument {
  readonly file: string;
  /** Plain data: strings, arrays, and objects without a prototype's keys. */
  readonly data: unknown;
  /** Where the key (or item) at `path` stands; the nearest parent when there is no such key. */
  place(path: readonly (string | number)[]): Place;
}

/** The few keys whose values are numbers or booleans; everything else in a mapping is text. */
const numbers = new Set([
  "headerRows",
  "skipRows",
  "multiplier",
  "pad",
  "rejectLimit",
  "rejectPercent",
  "recordBytes",
  "workers",
  "storeMemoryMb",
  "queryDeadlineSeconds",
  "queryProcesses",
  "queryMemoryMb",
]);
const booleans = new Set(["not", "swap", "width"]);
const maximumAliases = 100;

/** @throws ProblemError CFG-001 with line and column for every fault of the YAML itself. */
export function readYaml(text: string, file: string): YamlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const faults: Problem[] = [...document.errors, ...document.warnings].map((error) => ({
    code: "CFG-001",
    severity: "error",
    message: `This is not valid YAML: ${error.message}`,
    at: at(error.pos[0]),
    advice: "Check the indentation and the quotes around here; a text that begins with # @ * & ! % or { needs quotes.",
  }));
  if (faults.length > 0) throw new ProblemError(faults);

  let aliases = 0;
  const plain = (node: unknown, key?: string): unknown => {
    if (isAlias(node)) {
      if (++aliases > maximumAliases)
        throw new ProblemError({
          code: "CFG-002",
          severity: "error",
          message: `More than ${maximumAliases} aliases (*name) in one file.`,
          at: { file },
        });
      return plain((node as Alias).resolve(document), key);
    }
    if (isMap(node)) {
      const entries = (node as YAMLMap).items.map((pair: Pair): [string, unknown] => {
        const name = keyText(pair);
        return [name, plain(pair.value, name)];
      });
      const forbidden = (node as YAMLMap).items.find((pair) => keyText(pair) === "__proto__");
      if (forbidden !== undefined)
        throw new ProblemError({
          code: "CFG-003",
          severity: "error",
          message: 'The key "__proto__" is not allowed.',
          at: at(((forbidden.key as Node).range ?? [0])[0]),
        });
      return Object.fromEntries(entries);
    }
    if (isSeq(node)) return node.items.map((item) => plain(item, key));
    if (isScalar(node)) return typed(String(node.value ?? ""), key);
    return "";
  };

  return {
    file,
    data: document.contents === null ? {} : plain(document.contents),
    place(path) {
      let node: unknown = document.contents;
      let offset = 0;
      for (const step of path) {
        if (isAlias(node)) node = node.resolve(document);
        if (isMap(node)) {
          const pair = (node as YAMLMap).items.find((item) => keyText(item) === String(step));
          if (pair === undefined) break;
          offset = (pair.key as Node).range?.[0] ?? offset;
          node = pair.value;
        } else if (isSeq(node)) {
          const item = node.items[Number(step)] as Node | undefined;
          if (item === undefined) break;
          offset = item.range?.[0] ?? offset;
          node = item;
        } else break;
      }
      return at(offset);
    },
  };
}

const keyText = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value ?? "") : String(pair.key));

function typed(text: string, key: string | undefined): string | number | boolean {
  if (key !== undefined && numbers.has(key) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (key !== undefined && booleans.has(key) && (text === "true" || text === "false")) return text === "true";
  return text;
}
