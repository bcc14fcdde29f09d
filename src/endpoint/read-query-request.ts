/** The three ways of the SPARQL 1.1 Protocol to send a query (2.1.1 to 2.1.3), as one query or a problem. */
import { isUtf8 } from "node:buffer";
import type { Problem } from "../problem/problem.ts";
import type { GraphParameters } from "./protocol-dataset.ts";
import { firstOf, isProblem, type Parameters, readParameters, valuesOf } from "./read-parameters.ts";

export interface QueryRequest extends GraphParameters {
  /** Undefined when a GET asks for nothing: the endpoint itself was opened. */
  readonly query: string | undefined;
  readonly format: string | undefined;
  readonly language: string | undefined;
  readonly deadlineSeconds: number | undefined;
}

export const LONGEST_QUERY_STRING = 8 * 1024;

const FORM = "application/x-www-form-urlencoded";
const QUERY = "application/sparql-query";
const UPDATE = "application/sparql-update";

/** `body` is what came, undecoded; undefined for GET and HEAD. */
export function readQueryRequest(
  url: string,
  contentType: string | undefined,
  body: Buffer | undefined,
): QueryRequest | Problem {
  const mark = url.indexOf("?");
  const queryString = mark < 0 ? "" : url.slice(mark + 1);
  if (queryString.length > LONGEST_QUERY_STRING)
    return problem(
      "HTTP-414",
      `The query string is longer than ${LONGEST_QUERY_STRING} bytes.`,
      `Send the query by POST as ${QUERY}.`,
    );
  const inUrl = readParameters(queryString);
  if (isProblem(inUrl)) return inUrl;
  if (body === undefined) return fromParameters(inUrl);

  const [type, ...attributes] = (contentType ?? "").split(";").map((part) => part.trim().toLowerCase());
  if (type === UPDATE) return readOnly;
  if (type !== FORM && type !== QUERY)
    return problem(
      "HTTP-415",
      `A POST came as ${type === "" ? "no content type" : type}.`,
      `Send ${QUERY} with the query as the body, or ${FORM} with a parameter "query".`,
    );
  const charset = attributes
    .find((attribute) => attribute.startsWith("charset="))
    ?.slice(8)
    .replaceAll('"', "");
  if (charset !== undefined && charset !== "utf-8" && charset !== "us-ascii")
    return problem("HTTP-415", `The body is in ${charset}.`, "Queries are UTF-8.");
  if (!isUtf8(body)) return problem("HTTP-400", "The body is not UTF-8.", "Queries are UTF-8.");
  const text = body.toString("utf8");
  if (type === QUERY) {
    if (valuesOf(inUrl, "query").length > 0)
      return problem("HTTP-400", "The query came twice: in the URL and in the body.", "Send it once.");
    return fromParameters([...inUrl.filter(([name]) => name !== "query"), ["query", text.replace(/^\ufeff/, "")]]);
  }
  const inForm = readParameters(text);
  if (isProblem(inForm)) return inForm;
  const all: Parameters = [...inUrl, ...inForm];
  if (valuesOf(all, "query").length === 0 && valuesOf(all, "update").length === 0)
    return problem("HTTP-400", 'The form has no parameter "query".', `Send query=… as ${FORM}.`);
  return fromParameters(all);
}

function fromParameters(parameters: Parameters): QueryRequest | Problem {
  if (["update", "using-graph-uri", "using-named-graph-uri"].some((name) => valuesOf(parameters, name).length > 0))
    return readOnly;
  const queries = valuesOf(parameters, "query");
  if (queries.length > 1)
    return problem("HTTP-400", `The request has ${queries.length} queries.`, "Send one query a request.");
  const timeout = firstOf(parameters, "timeout");
  const seconds = timeout === undefined ? undefined : Number(timeout);
  if (seconds !== undefined && !(seconds > 0))
    return problem(
      "HTTP-400",
      `timeout=${timeout} is not a number of seconds.`,
      "Give seconds above 0, such as timeout=5.",
    );
  return {
    query: queries[0],
    defaultGraphs: valuesOf(parameters, "default-graph-uri"),
    namedGraphs: valuesOf(parameters, "named-graph-uri"),
    format: firstOf(parameters, "format"),
    language: firstOf(parameters, "lang"),
    deadlineSeconds: seconds,
  };
}

const problem = (code: string, message: string, advice: string): Problem => ({
  code,
  severity: "error",
  message,
  advice,
});
const readOnly: Problem = problem(
  "HTTP-403",
  "This endpoint is read-only: updates are refused.",
  "Send SELECT, ASK, CONSTRUCT or DESCRIBE.",
);
