/** What the parser says of a faulty query, as a sentence: what came, what was expected, where. */
import { nearest } from "../problem/nearest.ts";
import type { Problem } from "../problem/problem.ts";
import { namespaces, type Prefix } from "../rdf/namespaces.ts";

export interface FaultyToken {
  readonly image: string;
  readonly startLine?: number;
  readonly startColumn?: number;
  readonly tokenType: { readonly name: string };
}

/** A fault with the token at which the parser stopped. */
export class SyntaxFault extends Error {
  readonly token: FaultyToken | undefined;
  constructor(message: string, token: FaultyToken | undefined) {
    super(message);
    this.token = token;
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** QRY-001. `error` is what the parser or the translation to algebra threw. */
export function syntaxProblem(text: string, error: unknown): Problem {
  const said = error instanceof Error ? error.message : String(error);
  const token = error instanceof SyntaxFault ? error.token : undefined;
  const offset = /unexpected character.*at offset: (\d+)/.exec(said)?.[1];
  if (offset !== undefined) return unreadable(text, Number(offset));
  const prefix = /unknown prefix:? ?(.*)/i.exec(said)?.[1];
  if (prefix !== undefined) return undeclared(text, prefix);
  if (token === undefined) return refused(text, said);
  const atEnd = token.tokenType.name === "EOF" || token.image === "";
  const place = atEnd
    ? placeAt(text, text.trimEnd().length)
    : { line: token.startLine ?? 1, column: token.startColumn ?? 1 };
  const expected = expectedIn(said);
  const came = atEnd ? "the end of the query" : `"${token.image}"`;
  return problem(`${at(place)} has ${came} where ${expected ?? "something else"} is expected`, place);
}

/** Text that is no token: an unknown word, a stray sign, a quote that nothing closes. */
function unreadable(text: string, offset: number): Problem {
  const place = placeAt(text, offset);
  const word = /^[\p{L}\p{N}_-]+|^./su.exec(text.slice(offset))?.[0] ?? "";
  if (word === "'" || word === '"')
    return problem(
      `${at(place)} opens a text that no ${word} closes`,
      place,
      `Close it with ${word} on the same line.`,
    );
  const meant = nearest(word.toUpperCase(), keywords);
  return problem(
    `${at(place)} has "${word.slice(0, 40)}", which is no word or sign of SPARQL`,
    place,
    meant === undefined ? undefined : `Did you mean ${meant}?`,
  );
}

function undeclared(text: string, prefix: string): Problem {
  // Its dots are no wildcards; all else that a prefix may hold stands for itself.
  const offset = text.search(new RegExp(`(?<![\\p{L}\\p{N}_.-])${prefix.replaceAll(".", "\\.")}:`, "u"));
  const place = offset < 0 ? undefined : placeAt(text, offset);
  const namespace = prefix in namespaces ? namespaces[prefix as Prefix] : "…";
  return problem(
    `${place === undefined ? "it" : at(place)} has the prefix ${prefix}:, which is not declared`,
    place,
    `Declare it above the query: PREFIX ${prefix}: <${namespace}>.`,
  );
}

/** A rule beyond the grammar; the parser tells it in words, and names at most a variable. */
function refused(text: string, said: string): Problem {
  const variable = /[Vv]ariable \??(\w+)/.exec(said)?.[1];
  const offset = variable === undefined ? -1 : text.search(new RegExp(`[?$]${variable}(?!\\w)`));
  const sentence = (said.split("\n")[0] ?? "").trim().replace(/\.$/, "");
  const place = offset < 0 ? undefined : placeAt(text, offset);
  return problem(place === undefined ? sentence : `${sentence} (${at(place)})`, place);
}

const problem = (fault: string, place?: Place, advice?: string): Problem => ({
  code: "QRY-001",
  severity: "error",
  message: `The query is not SPARQL 1.1: ${fault.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase())}.`,
  ...(place === undefined ? {} : { at: { file: "query", ...place } }),
  advice: advice ?? "Compare with the examples on the start page.",
});

const at = ({ line, column }: Place): string => `line ${line}, column ${column}`;

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The parser lists tokens, up to a hundred of them; people are told their kinds. */
function expectedIn(said: string): string | undefined {
  if (said.startsWith("Redundant input")) return "the end of the query";
  const single = /--> (.+) <-- but found/.exec(said)?.[1];
  const names =
    single === undefined ? [...said.matchAll(/\[(\[|[^\][]+)\]/g)].map(([, name]) => name as string) : [single];
  const all = [...new Set(names.map((name) => kinds.find(([kind]) => kind.test(name))?.[1] ?? `"${name}"`))];
  const functions = all.filter((kind) => /^"[A-Z][A-Z_0-9 ]+"$/.test(kind));
  // Where an expression may begin, its signs need not be told.
  const few =
    functions.length > 4
      ? [...all.filter((kind) => !functions.includes(kind) && !/^"[!+-]"$/.test(kind)), "a function"]
      : all;
  if (few.length === 0 || few.length > 9) return undefined;
  return few.length === 1 ? few[0] : `${few.slice(0, -1).join(", ")} or ${few.at(-1)}`;
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^Var\d$/, "a variable"],
  [/^(IriRef|PNameLn|PNameNs)$/, "an IRI"],
  [/^StringLiteral/, "a text"],
  [/^(Integer|Decimal|Double)/, "a number"],
  [/^(true|false)$/, "true or false"],
  [/^(BlankNodeLabel|Anon|\[|Nil)$/, "a blank node"],
  [/'a'/, '"a"'],
];

const keywords = (
  "SELECT CONSTRUCT DESCRIBE ASK WHERE FROM NAMED PREFIX BASE DISTINCT REDUCED FILTER OPTIONAL UNION MINUS GRAPH BIND " +
  "VALUES SERVICE SILENT GROUP HAVING ORDER LIMIT OFFSET EXISTS COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT SEPARATOR " +
  "UNDEF REGEX LANG LANGMATCHES DATATYPE BOUND COALESCE STRLEN SUBSTR UCASE LCASE CONTAINS STRSTARTS STRENDS STRBEFORE " +
  "STRAFTER REPLACE CONCAT ENCODE_FOR_URI YEAR MONTH HOURS MINUTES SECONDS TIMEZONE ROUND CEIL FLOOR SAMETERM ISIRI " +
  "ISURI ISBLANK ISLITERAL ISNUMERIC STRLANG STRDT STRUUID"
).split(" ");
