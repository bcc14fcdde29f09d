/** The outermost SELECT, and its columns back to terms. */
import type { Term } from "../../rdf/term.ts";
import type { Cell, Columns } from "../../table/columns.ts";
import { xsd } from "./constant.ts";
import type { Row } from "./contract.ts";
import { canonicalDouble } from "./expression/number-text.ts";
import { decimalText, partsOf } from "./expression/parts.ts";
import { orderClause } from "./order.ts";
import { type Environment, type Relation, Scope } from "./relation.ts";
import type { Parts, Value } from "./value.ts";

type CellReader = (cell: Cell) => Term | undefined;

export interface Output {
  readonly sql: string;
  readonly decode: (columns: Columns) => Row[];
}

/** Ids become terms here, after LIMIT: a term is one text column, its kind told by the first character. */
export function output(relation: Relation, variables: readonly string[], environment: Environment): Output {
  const scope = new Scope(environment, relation);
  const readTerm = termReader();
  const readers: (CellReader | undefined)[] = [];
  const items: string[] = [];
  for (const variable of variables) {
    const value = relation.columns.get(variable);
    readers.push(value && reader(value, readTerm));
    if (value !== undefined) items.push(cell(value, scope));
  }
  if (items.length === 0) items.push("1");
  const sql = `SELECT ${items.join(", ")} FROM ${scope.from}${orderClause(relation.order)}`;
  return { sql, decode: (columns) => rows(columns, readers) };
}

function rows({ rowCount, values }: Columns, readers: readonly (CellReader | undefined)[]): Row[] {
  const result: Row[] = Array.from({ length: rowCount }, () => new Array<Term | undefined>(readers.length));
  let column = 0;
  for (const [position, read] of readers.entries()) {
    const cells = read === undefined ? undefined : (values[column++] as readonly Cell[]);
    for (let row = 0; row < rowCount; row++) {
      const cellValue = cells?.[row] ?? null;
      (result[row] as Row)[position] = cellValue === null || read === undefined ? undefined : read(cellValue);
    }
  }
  return result;
}

function cell(value: Value, scope: Scope): string {
  switch (value.rep) {
    case "id":
    case "term":
      return termText(partsOf(value, scope));
    case "number":
      return `CASE WHEN ${value.type} <= 5 THEN ${value.type}::VARCHAR || ${decimalText(value.dec)} ELSE ${value.type}::VARCHAR || ${value.num}::VARCHAR END`;
    case "decimal":
      return decimalText(value.sql);
    case "integer":
      return `(${value.sql})::VARCHAR`;
    case "float":
      return `(${value.sql})::DOUBLE`;
    default:
      return value.sql;
  }
}

/** `<iri`, `_label`, `"text` of an xsd:string, `@lang text`, `^datatype text`. */
function termText({ kind, lexical, lang, datatype }: Parts): string {
  return `CASE ${kind} WHEN 0 THEN '<' || ${lexical} WHEN 1 THEN '_' || ${lexical} WHEN 2 THEN
    CASE WHEN ${lang} IS NOT NULL THEN '@' || ${lang} || ' ' || ${lexical} WHEN ${datatype} = '${xsd("string")}' THEN '"' || ${lexical}
    ELSE '^' || ${datatype} || ' ' || ${lexical} END END`;
}

function reader(value: Value, readTerm: CellReader): CellReader {
  const typed = (name: string, lexical: (cell: Cell) => string): CellReader => {
    const datatype = xsd(name);
    return (cellValue) => ({ kind: "literal", value: lexical(cellValue), datatype });
  };
  switch (value.rep) {
    case "iri":
      return (cellValue) => ({ kind: "iri", value: String(cellValue) });
    case "float":
    case "double":
      return typed(value.rep, (cellValue) => canonicalDouble(Number(cellValue), value.rep === "float"));
    case "id":
    case "term":
      return readTerm;
    case "number":
      return readNumber;
    case "string":
      return (cellValue) => ({ kind: "literal", value: String(cellValue) });
    default:
      return typed(value.rep, String);
  }
}

const numberTypes: Readonly<Record<string, string>> = { 4: "integer", 5: "decimal", 6: "float", 7: "double" };

/** The type's number, then the value. */
function readNumber(cellValue: Cell): Term {
  const encoded = String(cellValue);
  const type = encoded[0] as string;
  const text = encoded.slice(1);
  const number = Number(text.replace("inf", "Infinity"));
  return {
    kind: "literal",
    value: type < "6" ? text : canonicalDouble(number, type === "6"),
    datatype: xsd(numberTypes[type] as string),
  };
}

/** The same terms come again and again; as many as fit are kept. */
function termReader(limit = 50_000): CellReader {
  const known = new Map<string, Term>();
  return (cellValue) => {
    const encoded = String(cellValue);
    const found = known.get(encoded);
    if (found !== undefined) return found;
    const term = decodeTerm(encoded);
    if (known.size >= limit) known.clear();
    known.set(encoded, term);
    return term;
  };
}

function decodeTerm(encoded: string): Term {
  const rest = encoded.slice(1);
  const space = rest.indexOf(" ");
  switch (encoded[0]) {
    case "<":
      return { kind: "iri", value: rest };
    case "_":
      return { kind: "blank", value: rest };
    case '"':
      return { kind: "literal", value: rest };
    case "@":
      return { kind: "literal", value: rest.slice(space + 1), language: rest.slice(0, space) };
    default:
      return { kind: "literal", value: rest.slice(space + 1), datatype: rest.slice(0, space) };
  }
}
