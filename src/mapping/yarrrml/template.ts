/**
 * The texts of YARRRML: `ex:person/$(id)`. `$(…)` is a reference; a backslash keeps `\ ( ) : _ $` from meaning anything,
 * so `$(a\)b)` is the column `a)b`, `12\:30` no prefix, and `$(\_x)` the column `_x` and not the external `x`.
 */

export type TemplatePart = { readonly text: string } | { readonly reference: string; readonly external?: boolean };

export interface Template {
  readonly parts: readonly TemplatePart[];
  /** The text before the first unescaped colon, if the template begins with it: perhaps a prefix. */
  readonly prefix?: string;
}

export function parseTemplate(source: string): Template {
  const parts: TemplatePart[] = [];
  let text = "";
  let prefix: string | undefined;
  let at = 0;
  while (at < source.length) {
    const character = source[at]!;
    if (character === "\\" && /[\\():_$]/.test(source[at + 1] ?? "")) {
      text += source[at + 1];
      at += 2;
    } else if (character === "$" && source[at + 1] === "(") {
      const { name, end, external } = readReference(source, at + 2);
      if (end === undefined) {
        text += source.slice(at);
        break;
      }
      if (text !== "") parts.push({ text });
      text = "";
      parts.push({ reference: name, ...(external ? { external } : {}) });
      at = end;
    } else {
      if (character === ":" && prefix === undefined && parts.length === 0 && /^[^\\]*$/.test(source.slice(0, at)))
        prefix = text;
      text += character;
      at++;
    }
  }
  if (text !== "") parts.push({ text });
  return { parts, ...(prefix === undefined ? {} : { prefix }) };
}

/** Up to the first bracket that is not escaped. */
function readReference(source: string, start: number): { name: string; end?: number; external: boolean } {
  const external = source[start] === "_";
  let name = "";
  for (let at = start; at < source.length; at++) {
    if (source[at] === "\\" && /[\\():_$]/.test(source[at + 1] ?? "")) name += source[++at];
    else if (source[at] === ")") return { name, end: at + 1, external };
    else name += source[at];
  }
  return { name, external };
}

/** Replaces externals (`$(_name)`) by their values and joins texts that meet. An unknown one is a column `_name`. */
export function withExternals(template: Template, externals: Readonly<Record<string, string>>): Template {
  const parts: TemplatePart[] = [];
  for (const part of template.parts) {
    const value = "reference" in part && part.external ? externals[part.reference.slice(1)] : undefined;
    const text = "text" in part ? part.text : value;
    const last = parts.at(-1);
    if (text === undefined) parts.push(part);
    else if (last !== undefined && "text" in last) parts[parts.length - 1] = { text: last.text + text };
    else parts.push({ text });
  }
  return { ...template, parts };
}

/** `ex:person/` → `http://example.com/person/`, where `ex` is a known prefix. `a: text` with a space is no prefix. */
export function expandPrefix(template: Template, prefixes: Readonly<Record<string, string>>): Template {
  const [first, ...rest] = template.parts;
  const { prefix } = template;
  if (prefix === undefined || first === undefined || !("text" in first)) return template;
  const namespace = Object.hasOwn(prefixes, prefix) ? prefixes[prefix] : undefined;
  const after = first.text.slice(prefix.length + 1);
  if (namespace === undefined || after.startsWith("//") || after.startsWith(" ")) return template;
  return { parts: [{ text: namespace + after }, ...rest] };
}
