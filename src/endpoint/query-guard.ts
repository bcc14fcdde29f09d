/** Bounds on a query's form before any parser sees it: a few hundred brackets can keep a parser busy for minutes or crash it. */
import type { Problem } from "../problem/problem.ts";
import { keywordOf, placeOf, queryTokens } from "./query-tokens.ts";

export const queryBounds = { nesting: 64, unaryRun: 64, unions: 200, tokens: 5_000 } as const;

const UPDATES = new Set(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "ADD", "MOVE", "COPY", "WITH"]);
const FORMS = new Set(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]);

/** The first thing that is wrong with the query's form; undefined when a parser may read it. Linear in the query's length. */
export function guardQuery(query: string): Problem | undefined {
  const refuse = (offset: number, message: string, advice: string, code = "HTTP-400"): Problem => ({
    code,
    severity: "error",
    message,
    at: { file: "query", ...placeOf(query, offset) },
    advice,
  });
  let depth = 0;
  let unary = 0;
  let unions = 0;
  let tokens = 0;
  /** Depth outside the VALUES block that is being read; its data is not counted. */
  let valuesFrom: number | undefined;
  let form: string | undefined;
  for (const token of queryTokens(query)) {
    const word = keywordOf(token);
    if (form === undefined && word !== undefined) {
      if (FORMS.has(word)) form = word;
      else if (UPDATES.has(word))
        return refuse(
          token.start,
          "This is an update, and the endpoint is read-only.",
          "Send SELECT, ASK, CONSTRUCT or DESCRIBE.",
          "HTTP-403",
        );
    }
    if (word === "VALUES" && valuesFrom === undefined) valuesFrom = depth;
    if (valuesFrom === undefined && ++tokens > queryBounds.tokens)
      return refuse(
        token.start,
        `The query has more than ${queryBounds.tokens} words and signs.`,
        "Put long lists into VALUES, or ask in several queries.",
      );
    if (word === "UNION" && ++unions > queryBounds.unions)
      return refuse(
        token.start,
        `The query has more than ${queryBounds.unions} UNIONs.`,
        "Use VALUES or a property path with | instead.",
      );
    unary = token.kind === "sign" && "!+-^".includes(token.text) ? unary + 1 : 0;
    if (unary > queryBounds.unaryRun)
      return refuse(
        token.start,
        `More than ${queryBounds.unaryRun} operators follow each other.`,
        "Write the expression without repeated signs.",
      );
    if (token.kind !== "sign") continue;
    if ("({[".includes(token.text) && ++depth > queryBounds.nesting)
      return refuse(
        token.start,
        `Brackets are nested more than ${queryBounds.nesting} deep.`,
        "Flatten the query: groups in groups can usually be joined.",
      );
    if (")}]".includes(token.text)) {
      depth--;
      if (token.text === "}" && valuesFrom !== undefined && depth <= valuesFrom) valuesFrom = undefined;
    }
  }
  return undefined;
}
