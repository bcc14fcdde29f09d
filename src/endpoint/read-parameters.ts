/** Parameters of a query string or a form, read strictly: UTF-8 and complete percent sequences, or a problem. */
import type { Problem } from "../problem/problem.ts";

export type Parameters = readonly (readonly [name: string, value: string])[];

/** `a=1&b=2` with `+` for space (application/x-www-form-urlencoded). */
export function readParameters(text: string): Parameters | Problem {
  const parameters: [string, string][] = [];
  for (const piece of text.split("&")) {
    if (piece === "") continue;
    const at = piece.indexOf("=");
    try {
      const name = decode(at < 0 ? piece : piece.slice(0, at));
      parameters.push([name, at < 0 ? "" : decode(piece.slice(at + 1))]);
    } catch {
      return {
        code: "HTTP-400",
        severity: "error",
        message: "A parameter is not percent-encoded UTF-8.",
        advice: "Encode every parameter with encodeURIComponent, or its like in your language.",
      };
    }
  }
  return parameters;
}

/** A page's path and query without `lang`: its links add the language that they lead to. */
export function addressWithoutLanguage(url: string): string {
  const [path = "/", query = ""] = url.split("?");
  const rest = query.split("&").filter((piece) => piece !== "" && !piece.startsWith("lang="));
  return rest.length === 0 ? path : `${path}?${rest.join("&")}`;
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll("+", " "));

export const isProblem = (value: unknown): value is Problem =>
  typeof value === "object" && value !== null && "code" in value && "severity" in value;

/** Every value of a parameter, in order. */
export const valuesOf = (parameters: Parameters, name: string): string[] =>
  parameters.filter(([key]) => key === name).map(([, value]) => value);

/** A parameter that may be given once. */
export const firstOf = (parameters: Parameters, name: string): string | undefined =>
  parameters.find(([key]) => key === name)?.[1];
