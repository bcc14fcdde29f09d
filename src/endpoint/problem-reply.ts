/** Problems as HTTP answers: status by code, body as application/problem+json (RFC 9457). */
import type { FastifyReply } from "fastify";
import { type Problem, ProblemError } from "../problem/problem.ts";

/**
 * QRY-006 and QRY-007, a query that needs more memory or disk than one may use, are 422: the query is right, yet as it
 * stands it cannot be carried out, and it is the client that must change it. 503 would have it sent again as it is.
 */
const STATUS: Readonly<Record<string, number>> = {
  "QRY-002": 403,
  "QRY-003": 403,
  "QRY-004": 504,
  "QRY-005": 500,
  "QRY-006": 422,
  "QRY-007": 422,
  "QRY-901": 504,
  "QRY-902": 503,
  "QRY-903": 500,
  "QRY-904": 503,
  "QRY-905": 503,
  "QRY-906": 503,
  "QRY-911": 406,
};
const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  410: "Gone",
  413: "Content Too Large",
  414: "URI Too Long",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  500: "Internal Server Error",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
export const RETRY_AFTER_SECONDS = 5;

/** HTTP-4xx codes are their status; what is wrong with a query is 400; what is wrong with our store is 503. */
export function statusOf(problem: Problem): number {
  const named = /^HTTP-(\d{3})$/.exec(problem.code);
  if (named !== null) return Number(named[1]);
  return STATUS[problem.code] ?? (problem.code.startsWith("STO-") ? 503 : problem.code.startsWith("QRY-") ? 400 : 500);
}

/** What a client may read of an error; a fault of ours is told without its inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError && error.problems[0] !== undefined) return error.problems[0];
  return {
    code: "HTTP-500",
    severity: "error",
    message: "The endpoint failed at this request. The fault is ours, and it is in the log.",
    advice: "Try another form of the request, and tell the operator when it happened.",
  };
}

/** Sends a problem; the same headers whether or not the request was a HEAD. */
export function replyProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const status = statusOf(problem);
  if (status === 503) reply.header("retry-after", String(RETRY_AFTER_SECONDS));
  const body = {
    type: "about:blank",
    title: TITLES[status] ?? "Error",
    status,
    code: problem.code,
    detail: problem.message,
    message: problem.message,
    advice: problem.advice,
    line: problem.at?.line,
    column: problem.at?.column,
  };
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .header("content-type", "application/problem+json; charset=utf-8")
    .send(JSON.stringify(body));
}
