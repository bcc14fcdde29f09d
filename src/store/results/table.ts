/** Results as an aligned text table for the terminal. Control characters of the data are shown as symbols, never sent. */
import { namespaces } from "../../rdf/namespaces.ts";
import type { Term } from "../../rdf/term.ts";
import type { Row } from "./answer-shape.ts";
import { displayWidth } from "./display-width.ts";

/** Columns are as wide as their widest cell up to this; longer cells are cut with `…`. */
const WIDEST = 60;
/** Column widths are taken from the first rows; the rest streams and may stand out. */
const MEASURED_ROWS = 1_000;

const NUMERIC = new Set(
  ["integer", "decimal", "double", "float", "nonNegativeInteger", "int", "long"].map((name) => namespaces.xsd + name),
);

/** C0 and DEL as their control pictures (␛), C1 and bidirectional controls as U+FFFD. */
const visible = (text: string): string =>
  text
    .replace(/[\u0000-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/\u007f/g, "␡")
    .replace(/[\u0080-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");

function cellText(term: Term | undefined): string {
  if (term === undefined) return "";
  if (term.kind === "literal") return visible(term.value);
  if (term.kind === "blank") return visible(`_:${term.value}`);
  for (const [prefix, namespace] of Object.entries(namespaces))
    if (term.value.startsWith(namespace) && /^[^/#]+$/.test(term.value.slice(namespace.length)))
      return visible(`${prefix}:${term.value.slice(namespace.length)}`);
  return visible(term.value);
}

function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = "";
  let used = 0;
  for (const character of text) {
    used += displayWidth(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** SELECT results as text lines; the last line says how many rows there were. Numbers stand right, all else left. */
export async function* writeTable(
  variables: readonly string[],
  rows: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  let widths: number[] | undefined;
  let numeric: boolean[] = [];
  let waiting: Row[] = [];
  let count = 0;

  const lay = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => {
        const text = cut(cell, Math.max(widths![i]!, 1));
        const space = " ".repeat(Math.max(0, widths![i]! - displayWidth(text)));
        return numeric[i] ? space + text : text + space;
      })
      .join("  ")
      .trimEnd();
  const begin = (): string => {
    widths = variables.map((name, i) =>
      Math.min(WIDEST, Math.max(displayWidth(name), ...waiting.map((row) => displayWidth(cellText(row[i]))))),
    );
    numeric = variables.map((_, i) => {
      const bound = waiting.map((row) => row[i]).filter((term) => term !== undefined);
      return bound.length > 0 && bound.every((term) => term.kind === "literal" && NUMERIC.has(term.datatype ?? ""));
    });
    const head = `${lay(variables.map(visible))}\n${widths.map((width) => "─".repeat(width)).join("  ")}\n`;
    const text = head + waiting.map((row) => `${lay(variables.map((_, i) => cellText(row[i])))}\n`).join("");
    waiting = [];
    return text;
  };

  for await (const batch of rows) {
    count += batch.length;
    waiting.push(...batch);
    if (widths === undefined) {
      if (waiting.length >= MEASURED_ROWS) yield begin();
      continue;
    }
    yield waiting.map((row) => `${lay(variables.map((_, i) => cellText(row[i])))}\n`).join("");
    waiting = [];
  }
  if (widths === undefined) yield begin();
  yield count === 1 ? "1 row\n" : `${count} rows\n`;
}
