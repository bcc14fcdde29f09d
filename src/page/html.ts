/** HTML by template: every value put in is escaped, unless it is itself made by this template. */
export interface Html {
  readonly markup: string;
}
type Part = Html | string | number | undefined | false | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

function markupOf(part: Part): string {
  if (part === undefined || part === false) return "";
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : part.map(markupOf).join("");
}

/** Attribute values must stand in double quotes in the template. */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: pieces.reduce((text, piece, i) => text + markupOf(parts[i - 1]) + piece),
});

/** The address when it may be a link: http, https, geo and mailto; everything else (javascript:, data:) stays text. */
export const linkable = (iri: string): string | undefined =>
  /^(https?:\/\/|geo:|mailto:)/i.test(iri) ? iri : undefined;
