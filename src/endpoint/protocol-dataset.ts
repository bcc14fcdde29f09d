/**
 * `default-graph-uri` and `named-graph-uri` take the place of the query's own FROM clauses (SPARQL 1.1 Protocol, 2.1.4).
 * They are written into the query as FROM and FROM NAMED, so that one reading of datasets serves both.
 */

import type { Problem } from "../problem/problem.ts";
import { checkIri } from "../rdf/iri-check.ts";
import { keywordOf, placeOf, type QueryToken, queryTokens } from "./query-tokens.ts";

const FORMS = new Set(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]);
const AFTER_DESCRIBE = new Set(["ORDER", "GROUP", "HAVING", "LIMIT", "OFFSET", "VALUES"]);

export interface GraphParameters {
  readonly defaultGraphs: readonly string[];
  readonly namedGraphs: readonly string[];
}

/** The query with this dataset and no other; unchanged when the request names none. */
export function withDataset(query: string, graphs: GraphParameters): string | Problem {
  const all = [...graphs.defaultGraphs, ...graphs.namedGraphs];
  if (all.length === 0) return query;
  for (const graph of all) {
    const fault = checkIri(graph);
    if (fault !== undefined) return problem(`The graph <${graph}> is not an absolute IRI: ${fault}.`);
  }
  const tokens = [...queryTokens(query)];
  const stray = tokens.find((token) => token.kind === "sign" && token.text === "\\");
  if (stray !== undefined)
    return problem(
      "A dataset in the request and an escape outside strings and IRIs cannot be read together.",
      query,
      stray.start,
    );
  const found = findDatasetClause(tokens, query.length);
  if (found === undefined) return query;
  const clause = [
    ...graphs.defaultGraphs.map((graph) => `FROM <${graph}>`),
    ...graphs.namedGraphs.map((graph) => `FROM NAMED <${graph}>`),
  ].join(" ");
  let text = "";
  let at = 0;
  for (const { start, end } of found.own) {
    text += query.slice(at, start);
    at = end;
  }
  return `${text}${query.slice(at, found.place)} ${clause} ${query.slice(found.place)}`;
}

/** Where the dataset clause of the query stands or would stand; undefined when the text is no query. */
function findDatasetClause(
  tokens: readonly QueryToken[],
  end: number,
): { place: number; own: { start: number; end: number }[] } | undefined {
  const formAt = tokens.findIndex((token) => FORMS.has(keywordOf(token) ?? ""));
  if (formAt < 0) return undefined;
  const form = keywordOf(tokens[formAt]!)!;
  const own: { start: number; end: number }[] = [];
  let depth = 0;
  for (let i = formAt + 1; i < tokens.length; i++) {
    const token = tokens[i]!;
    const word = depth === 0 ? keywordOf(token) : undefined;
    if (word === "FROM") {
      const graph = tokens[keywordOf(tokens[i + 1] ?? token) === "NAMED" ? i + 2 : i + 1] ?? token;
      own.push({ start: token.start, end: graph.end });
      i = tokens.indexOf(graph, i);
    } else if (word === "WHERE" || (form === "DESCRIBE" && word !== undefined && AFTER_DESCRIBE.has(word)))
      return { place: token.start, own };
    else if (token.kind === "sign") {
      const template = form === "CONSTRUCT" && i === formAt + 1;
      if (depth === 0 && token.text === "{" && !template) return { place: token.start, own };
      if ("({[".includes(token.text)) depth++;
      if (")}]".includes(token.text)) depth--;
    }
  }
  return form === "DESCRIBE" ? { place: end, own } : undefined;
}

const problem = (message: string, query = "", offset?: number): Problem => ({
  code: "HTTP-400",
  severity: "error",
  message,
  ...(offset === undefined ? {} : { at: { file: "query", ...placeOf(query, offset) } }),
  advice: "Give graphs as absolute IRIs, or name them in the query with FROM and FROM NAMED.",
});
