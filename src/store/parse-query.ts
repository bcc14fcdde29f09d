/** SPARQL 1.1 text to algebra. Its faults are told by syntax-problem.ts. */
import { toAlgebra } from "@traqula/algebra-sparql-1-1";
import { Parser } from "@traqula/parser-sparql-1-1";
import { ProblemError } from "../problem/problem.ts";
import { type FaultyToken, SyntaxFault, syntaxProblem } from "./syntax-problem.ts";

export type Operation = ReturnType<typeof toAlgebra>;

export interface ParsedQuery {
  readonly text: string;
  /** GRAPH as an operation, blank nodes as they are: what the SQL compiler takes. */
  readonly algebra: Operation;
  /** GRAPH written into the patterns, blank nodes as variables: what Comunica takes. */
  readonly quadAlgebra: Operation;
}

type Ast = Parameters<typeof toAlgebra>[0];

let parser: Parser | undefined;
/** The parser passes the handler on, though its type does not name it; without it the token's place would be lost. */
const settings = {
  lexerConfig: { positionTracking: "full" as const },
  errorHandler: (errors: readonly { readonly message: string; readonly token: FaultyToken }[]): never => {
    throw new SyntaxFault(errors[0]?.message ?? "", errors[0]?.token);
  },
};

/**
 * @throws ProblemError QRY-001 for text that is no SPARQL 1.1 query, QRY-002 for an update.
 */
export function parseQuery(text: string, baseIri?: string): ParsedQuery {
  parser ??= new Parser(settings);
  let ast: Ast;
  try {
    ast = parser.parse(text, baseIri === undefined ? {} : { baseIRI: baseIri }) as Ast;
    if (ast.type === "update") {
      const empty = ast.updates.every((one) => one.operation === undefined);
      throw empty ? new SyntaxFault("The query is empty", undefined) : new ProblemError(update);
    }
    const options = baseIri === undefined ? {} : { baseIRI: baseIri };
    const algebra = toAlgebra(ast, { ...options, quads: false, blankToVariable: false });
    const quadAlgebra = toAlgebra(ast, { ...options, quads: true, blankToVariable: true });
    keepOrderOfAppearance(ast, text, algebra);
    keepOrderOfAppearance(ast, text, quadAlgebra);
    return { text, algebra, quadAlgebra };
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError(syntaxProblem(text, error));
  }
}

const update = {
  code: "QRY-002",
  severity: "error",
  message: "This is an update; the endpoint answers queries and never changes data.",
  advice: "Change the tables or the mappings and convert again.",
} as const;

/** SELECT * gives its variables in the order in which the query names them; the algebra sorts them by name. */
function keepOrderOfAppearance(ast: Ast, text: string, algebra: Operation): void {
  const selected = "variables" in ast ? (ast.variables as readonly { readonly type: string }[]) : [];
  if (selected[0]?.type !== "wildcard") return;
  let operation = algebra as { type: string; input?: Operation; variables?: { value: string }[] };
  while (operation.type !== "project" && operation.input !== undefined) operation = operation.input as typeof operation;
  const names = [...text.matchAll(/[?$]([\p{L}\p{N}_]+)/gu)].map((match) => match[1]);
  const place = (variable: { value: string }): number =>
    (names.indexOf(variable.value) + names.length + 1) % (names.length + 1);
  operation.variables?.sort((a, b) => place(a) - place(b));
}
