/** Expressions of SPARQL to SQL. An error is NULL; AND, OR and NOT of SQL then follow 17.2's table of logic. */

import { text } from "../../../table/sql-text.ts";
import type { Expression, OperatorExpression, TermExpression } from "../algebra-types.ts";
import { existence } from "../exists.ts";
import type { Scope } from "../relation.ts";
import { errorValue, presence, scalar, unsupported, type Value } from "../value.ts";
import { type Arithmetic, arithmetic, unary } from "./arithmetic.ts";
import { choose } from "./branch.ts";
import { cast } from "./casts.ts";
import { compare, equal, sameTerm } from "./compare.ts";
import { datePiece, isDatePiece } from "./dates.ts";
import { textOf } from "./parts.ts";
import { regexFor } from "./regex.ts";
import { around, concat, constantText, langMatches, strlen, substr, textTest } from "./strings.ts";
import { datatype, effectiveBoolean, isNumeric, kindTest, lang, str, strlang } from "./terms.ts";

/** The value of an expression for each solution of the scope. */
export function compileValue(expression: Expression, scope: Scope): Value {
  switch (expression.subType) {
    case "term":
      return compileTerm(expression.term, scope);
    case "operator":
      return compileOperator(expression, scope);
    case "named": {
      const { name, args } = expression;
      if (args.length !== 1) return unsupported(`function <${name.value}>`);
      return cast(name.value, compileValue(args[0] as Expression, scope), scope);
    }
    case "existence":
      return scalar("boolean", existence(expression, scope), false);
  }
  return unsupported(`expression ${expression.subType}`);
}

function compileTerm(term: TermExpression["term"], scope: Scope): Value {
  if (term.termType === "Variable") return scope.variable(term.value) ?? errorValue;
  return scope.context.constant(term);
}

/** An SQL boolean. `inFilter`: only true counts, so that NULL may stand for false and false for NULL. */
export function compileCondition(expression: Expression, scope: Scope, inFilter: boolean): string {
  if (expression.subType === "operator") {
    const { operator, args } = expression;
    const condition = compileLogic(operator, args, scope, inFilter);
    if (condition !== undefined) return condition;
  }
  return effectiveBoolean(compileValue(expression, scope), scope);
}

function compileLogic(
  operator: string,
  args: readonly Expression[],
  scope: Scope,
  inFilter: boolean,
): string | undefined {
  const operand = (position: number): Value => compileValue(args[position] as Expression, scope);
  switch (operator) {
    case "&&":
      return `(${args.map((arg) => compileCondition(arg, scope, inFilter)).join(" AND ")})`;
    case "||":
      return `(${args.map((arg) => compileCondition(arg, scope, inFilter)).join(" OR ")})`;
    case "!":
      return `(NOT ${compileCondition(args[0] as Expression, scope, false)})`;
    case "=":
      return equal(operand(0), operand(1), scope, inFilter);
    case "!=":
      return `(NOT ${equal(operand(0), operand(1), scope, false)})`;
    case "<":
    case ">":
    case "<=":
    case ">=":
      return compare(operator, operand(0), operand(1), scope);
    case "in":
      return membership(args, scope, inFilter);
    case "notin":
      return `(NOT ${membership(args, scope, false)})`;
    case "bound":
      return bound(operand(0));
  }
  return undefined;
}

function membership(args: readonly Expression[], scope: Scope, inFilter: boolean): string {
  const [needle, ...list] = args.map((arg) => compileValue(arg, scope));
  if (list.length === 0) return "false";
  return `(${list.map((item) => equal(needle as Value, item, scope, inFilter)).join(" OR ")})`;
}

const bound = (value: Value): string => `(${presence(value)} IS NOT NULL)`;

const logical = new Set(["&&", "||", "!", "=", "!=", "<", ">", "<=", ">=", "in", "notin", "bound"]);

function compileOperator({ operator, args }: OperatorExpression, scope: Scope): Value {
  if (logical.has(operator)) return scalar("boolean", compileLogic(operator, args, scope, false) as string);
  if (operator === "if") {
    const condition = scope.compute(compileCondition(args[0] as Expression, scope, false));
    const [yes, no] = [args[1], args[2]].map((arg) => compileValue(arg as Expression, scope));
    return choose(
      [
        { condition, value: yes as Value },
        { condition: `NOT ${condition}`, value: no as Value },
      ],
      scope,
    );
  }
  const values = args.map((arg) => compileValue(arg, scope));
  if (operator === "coalesce")
    return choose(
      values.map((value) => ({ value })),
      scope,
    );
  return compileFunction(operator, values, scope);
}

function compileFunction(name: string, args: readonly Value[], scope: Scope): Value {
  const [a = errorValue, b = errorValue, c] = args;
  if (isDatePiece(name)) return datePiece(name, a, scope);
  switch (name) {
    case "+":
    case "-":
    case "*":
    case "/":
      return arithmetic(name satisfies Arithmetic, a, b, scope);
    case "uplus":
    case "uminus":
    case "abs":
    case "ceil":
    case "floor":
    case "round":
      return unary(name, a, scope);
    case "sameterm":
      return scalar("boolean", sameTerm(a, b, scope));
    case "str":
      return str(a, scope);
    case "lang":
      return lang(a, scope);
    case "datatype":
      return datatype(a, scope);
    case "isiri":
    case "isuri":
    case "isblank":
    case "isliteral":
      return kindTest(name, a, scope);
    case "isnumeric":
      return isNumeric(a, scope);
    case "strlang":
      return strlang(a, b, scope);
    case "langmatches":
      return langMatches(a, b, scope);
    case "strlen":
      return strlen(a, scope);
    case "contains":
    case "strstarts":
    case "strends":
      return textTest(name, a, b, scope);
    case "substr":
      return substr(a, b, c, scope);
    case "concat":
      return concat(args, scope);
    case "strbefore":
    case "strafter":
      return around(name, a, b, scope);
    case "regex":
      return regex(a, constantText(b, "regex pattern"), c === undefined ? "" : constantText(c, "regex flags"), scope);
  }
  return unsupported(`function ${name}`);
}

function regex(value: Value, pattern: string, flags: string, scope: Scope): Value {
  const view = textOf(value, scope);
  const compiled = regexFor(pattern, flags);
  if (view === undefined) return errorValue;
  return scalar("boolean", `regexp_matches(${view.lexical}, ${text(compiled.pattern)}, ${text(compiled.options)})`);
}
