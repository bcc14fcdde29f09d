/** The part of XPath regular expressions (fn:matches) that RE2, DuckDB's engine, reads the same way. */
import { unsupported } from "../value.ts";

/**
 * The pattern and flags for RE2, or Unsupported. Taken: literal characters, `.` (no line feed), `^` and `$` at the whole
 * string's ends, groups, `|`, quantifiers up to 1000, simple classes, escapes of punctuation and of \n \r \t.
 */
export function regexFor(pattern: string, flags: string): { pattern: string; options: string } {
  if (!/^[is]*$/.test(flags)) unsupported(`regex flags "${flags}"`);
  const token =
    /\\[\\|.?*+(){}[\]^$\-nrt]|\[\^?(?:\\[\\[\]^\-nrt]|[^\\[\]^-](?:-[^\\[\]^-])?)+\]|\((?!\?)|[)|.^$]|(?:[*+?]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})\??|[^\\[\](){}|.^$*+?]/gsu;
  const tokens = pattern.match(token) ?? [];
  if (tokens.join("") !== pattern) unsupported(`regex pattern ${pattern}`);
  if (/\(\)|[*+?}]\??[*+{]|[*+?}]\?\?/.test(pattern.replace(/\\./gsu, "x"))) unsupported(`regex pattern ${pattern}`);
  if (flags.includes("i") && /[^\p{ASCII}\p{Lo}\p{N}\p{P}\p{Z}]/u.test(pattern))
    unsupported(`case-insensitive regex pattern ${pattern}`);
  if (flags.includes("i") && /\[[^\]]*-/.test(pattern))
    unsupported(`case-insensitive range in regex pattern ${pattern}`);
  try {
    new RegExp(pattern, "v");
  } catch {
    if (!isValid(pattern)) unsupported(`regex pattern ${pattern}`);
  }
  return { pattern, options: `c${flags.includes("i") ? "i" : ""}${flags.includes("s") ? "s" : ""}`.replace("ci", "i") };
}

function isValid(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
