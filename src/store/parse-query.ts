/** SPARQL 1.1 text to algebra. Faults are told with line, column and the words that were not understood. */
import { toAlgebra } from "@traqula/algebra-sparql-1-1";
import { Parser } from "@traqula/parser-sparql-1-1";
import { ProblemError } from "../problem/problem.ts";
import { namespaces, type Prefix } from "../rdf/namespaces.ts";

export type Operation = ReturnType<typeof toAlgebra>;

export interface ParsedQuery {
  readonly text: string;
  /** GRAPH as an operation, blank nodes as they are: what the SQL compiler takes. */
  readonly algebra: Operation;
  /** GRAPH written into the patterns, blank nodes as variables: what Comunica takes. */
  readonly quadAlgebra: Operation;
}

type Ast = Parameters<typeof toAlgebra>[0];
type FaultyToken = {
  readonly image: string;
  readonly startLine?: number;
  readonly startColumn?: number;
  readonly tokenType: { readonly name: string };
};

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
      throw empty ? new SyntaxFault("the query is empty", undefined) : new ProblemError(update);
    }
    const options = baseIri === undefined ? {} : { baseIRI: baseIri };
    const algebra = toAlgebra(ast, { ...options, quads: false, blankToVariable: false });
    const quadAlgebra = toAlgebra(ast, { ...options, quads: true, blankToVariable: true });
    keepOrderOfAppearance(ast, text, algebra);
    keepOrderOfAppearance(ast, text, quadAlgebra);
    return { text, algebra, quadAlgebra };
  } catch (error) {
    throw error instanceof ProblemError ? error : syntaxProblem(text, error);
  }
}

class SyntaxFault extends Error {
  readonly token: FaultyToken | undefined;
  constructor(message: string, token: FaultyToken | undefined) {
    super(message);
    this.token = token;
  }
}

const update = {
  code: "QRY-002",
  severity: "error",
  message: "this is an update; the endpoint answers queries and never changes data",
  advice: "change the tables or the mappings and convert again",
} as const;

function syntaxProblem(text: string, error: unknown): ProblemError {
  const said = error instanceof Error ? error.message : String(error);
  const { line, column, found } = placeOf(text, said, error instanceof SyntaxFault ? error.token : undefined);
  const at = line === undefined ? "" : ` at line ${line}, column ${column}`;
  return new ProblemError({
    code: "QRY-001",
    severity: "error",
    message: `the query is not SPARQL 1.1${at}: ${found === undefined ? said.split("\n")[0] : `${found} was not expected`}`,
    ...(line === undefined ? {} : { at: { file: "query", line, column } }),
    advice: expectedOf(said),
  });
}

interface TextPlace {
  readonly line?: number;
  readonly column?: number;
  readonly found?: string;
}

function placeOf(text: string, said: string, token: FaultyToken | undefined): TextPlace {
  if (token !== undefined) {
    const atEnd = token.tokenType.name === "EOF" || token.image === "";
    return atEnd
      ? { ...lineAndColumn(text, text.trimEnd().length), found: "the end of the query" }
      : placeOfToken(token);
  }
  const offset = /at offset: (\d+)/.exec(said)?.[1];
  if (offset !== undefined)
    return { ...lineAndColumn(text, Number(offset)), found: `"${wordAt(text, Number(offset))}"` };
  const named = /prefix:? (\S+)|[Vv]ariable (\S+)/.exec(said);
  const word =
    named?.[1] === undefined ? named?.[2] && `?${named[2].replace(/^\?/, "")}` : `${named[1].replace(/:$/, "")}:`;
  const position = word === undefined ? -1 : text.indexOf(word);
  return position < 0 ? {} : lineAndColumn(text, position);
}

const placeOfToken = (token: FaultyToken): TextPlace => ({
  line: token.startLine,
  column: token.startColumn,
  found: `"${token.image}"`,
});
const wordAt = (text: string, offset: number): string =>
  /^\S{1,40}/.exec(text.slice(offset))?.[0] ?? text.slice(offset, offset + 1);

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The parser lists token names such as `[Var1]`; a few of them help, three dozen do not. */
function expectedOf(said: string): string {
  const prefix = /[Uu]nknown prefix:? ([\w-]+)/.exec(said)?.[1];
  if (prefix !== undefined && prefix in namespaces)
    return `declare it above the query: PREFIX ${prefix}: <${namespaces[prefix as Prefix]}>`;
  const names = [...new Set([...said.matchAll(/\[([^\][]+)\]/g)].map((match) => match[1] as string))];
  if (names.length > 0 && names.length <= 6) return `expected here: ${names.join(", ")}`;
  const single = /--> (\S+) <--/.exec(said)?.[1];
  return single === undefined ? "compare with the examples on the start page" : `expected here: ${single}`;
}

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
