/**
 * The words of a SPARQL query, cut apart in linear time and without recursion, aware of strings, IRIs and comments.
 * This is not a parser: it serves the guard that stands before the parser, and the place where FROM clauses go.
 */
export interface QueryToken {
  readonly kind: "iri" | "string" | "name" | "sign";
  readonly text: string;
  /** Character offsets in the query. */
  readonly start: number;
  readonly end: number;
}

const NAME = "(?:[\\p{L}\\p{M}\\p{N}_:.%·]|-(?=[\\p{L}\\p{N}_])|\\\\[_~.\\-!$&'()*+,;=/?#@%])";
const TOKEN = new RegExp(
  [
    "[\\s\\ufeff]+|#[^\\n\\r]*",
    '(?<iri><(?:[^<>"{}|^`\\\\\\u0000-\\u0020]|\\\\u[0-9A-Fa-f]{4}|\\\\U[0-9A-Fa-f]{8})*>)',
    "(?<string>\"\"\"(?:\"{0,2}(?:[^\"\\\\]|\\\\[^]))*\"\"\"|'''(?:'{0,2}(?:[^'\\\\]|\\\\[^]))*'''|\"(?:[^\"\\\\\\n\\r]|\\\\.)*\"|'(?:[^'\\\\\\n\\r]|\\\\.)*')",
    `(?<name>[?$@]?(?!-)${NAME}+)`,
    "(?<sign>[^])",
  ].join("|"),
  "uy",
);

/** Every token in order; space and comments are left out. A character that begins no token is a sign of its own. */
export function* queryTokens(query: string): Generator<QueryToken> {
  TOKEN.lastIndex = 0;
  let start = 0;
  while (start < query.length) {
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(query)!;
    const end = TOKEN.lastIndex;
    const groups = match.groups!;
    const kind =
      groups["iri"] !== undefined
        ? "iri"
        : groups["string"] !== undefined
          ? "string"
          : groups["name"] !== undefined
            ? "name"
            : groups["sign"] !== undefined
              ? "sign"
              : undefined;
    if (kind !== undefined) yield { kind, text: match[0], start, end };
    start = end;
  }
}

/** The word in capitals when the token may be a keyword. */
export const keywordOf = (token: QueryToken): string | undefined =>
  token.kind === "name" && /^[a-z]+$/i.test(token.text) ? token.text.toUpperCase() : undefined;

/** Line and column (from 1) of a character offset. */
export function placeOf(query: string, offset: number): { line: number; column: number } {
  const before = query.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
