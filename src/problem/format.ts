/** The one form in which people see a problem: what, where, what to do. */
import type { Place, Problem, SourcePlace } from "./problem.ts";

/** Colours for a terminal; the identity functions give plain text. */
export interface Paint {
  readonly code: (text: string) => string;
  readonly dim: (text: string) => string;
}
const plain: Paint = { code: (text) => text, dim: (text) => text };

/**
 * ```
 * MAP-012  Column "緯度" is not in the source.
 *   at mappings/yaizu/aed.yaml:14:3    source data/aed.csv, line 7, column 緯度: "abc"
 *   Did you mean "緯度（北緯）"?
 * ```
 */
export function formatProblem(problem: Problem, paint: Paint = plain): string {
  const places = [
    problem.at === undefined ? undefined : `at ${formatPlace(problem.at)}`,
    problem.source === undefined ? undefined : `source ${formatSourcePlace(problem.source)}`,
  ].filter((text) => text !== undefined);
  const lines = [`${paint.code(problem.code)}  ${visible(problem.message)}`];
  if (places.length > 0) lines.push(paint.dim(`  ${visible(places.join("    "))}`));
  if (problem.advice !== undefined) lines.push(`  ${visible(problem.advice)}`);
  return lines.join("\n");
}

export function formatPlace(place: Place): string {
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
}

export function formatSourcePlace(place: SourcePlace): string {
  const line = place.line === undefined ? "" : `, line ${place.line}`;
  const column = place.header === undefined ? "" : `, column ${place.header}`;
  const value = place.value === undefined ? "" : `: "${shorten(place.value)}"`;
  return `${place.file}${line}${column}${value}`;
}

/** A cell can hold a megabyte; a message holds what a person can read. */
export function shorten(text: string, limit = 80): string {
  const points = [...text.slice(0, limit * 2 + 2)];
  return points.length <= limit ? text : `${points.slice(0, limit).join("")}…`;
}

/** Control characters of data never reach a terminal: they are shown as symbols. */
function visible(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "␡" : "�";
  });
}
