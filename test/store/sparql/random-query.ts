/**
 * Random queries over every operator and function that compiles. Where Oxigraph leaves the specification (deviations.test.ts)
 * or the specification leaves a choice, nothing is generated.
 */
import fc from "fast-check";
import { graphs, numbers, objects, predicates, subjects } from "./random-data.ts";

const pool = ["?a", "?b", "?c", "?d"];
const xsd = "http://www.w3.org/2001/XMLSchema#";
const constants = objects.filter((object) => !object.startsWith("_:"));
const plainConstants = constants.filter((constant) => !/@|unknown|"x"|13-45/.test(constant));
const comparable = plainConstants.filter((constant) => !constant.startsWith("<") && !constant.includes("boolean"));
const strings = ['"a"', '"abc"', '"B"', '""', '"津"', '"e\u0301"', '"bc"'];

export interface RandomQuery {
  readonly text: string;
  /** The answer has an order, and no two rows tie. */
  readonly ordered: boolean;
}

export class QueryWriter {
  readonly #choose: fc.GeneratorValue;
  #fresh = 0;

  constructor(choose: fc.GeneratorValue) {
    this.#choose = choose;
  }

  query(): RandomQuery {
    const kind = this.#number(10);
    if (kind === 0) return { text: `ASK { ${this.group(2).text} }`, ordered: false };
    if (kind <= 3) return this.#grouped();
    if (kind === 4) return this.#ordered();
    if (kind === 5) return this.#computed();
    const { text, variables } = this.group(3);
    const distinct = this.#number(3) === 0 ? "DISTINCT " : "";
    const kept = variables.length === 0 ? ["?a"] : variables.filter(() => this.#number(4) > 0);
    return { text: `SELECT ${distinct}${kept.length === 0 ? "*" : kept.join(" ")} WHERE { ${text} }`, ordered: false };
  }

  /** A group graph pattern without its braces, and the variables in scope. */
  group(depth: number): { text: string; variables: string[] } {
    const scope = new Set<string>();
    let text = this.#patterns(scope);
    const steps = this.#number(depth + 1);
    for (let step = 0; step < steps; step++) text += ` ${this.#element(scope, depth)}`;
    if (this.#number(2) === 0) text += ` FILTER(${this.condition([...scope], 2)})`;
    return { text, variables: [...scope] };
  }

  #element(scope: Set<string>, depth: number): string {
    const inner = (): { text: string; variables: string[] } => this.group(depth - 2);
    const add = (variables: readonly string[]): void => {
      for (const variable of variables) scope.add(variable);
    };
    switch (this.#number(10)) {
      case 0:
      case 1: {
        const optional = new Set<string>();
        const patterns = this.#patterns(optional);
        const both = [...new Set([...scope, ...optional])];
        const filter = this.#number(2) === 0 ? ` FILTER(${this.condition(both, 1)})` : "";
        add([...optional]);
        return `OPTIONAL { ${patterns}${filter} }`;
      }
      case 2: {
        const [left, right] = [inner(), inner()];
        add([...left.variables, ...right.variables]);
        return `{ ${left.text} } UNION { ${right.text} }`;
      }
      case 3:
        return `MINUS { ${inner().text} }`;
      case 4: {
        const name = this.#newVariable();
        const text = `BIND(${this.value([...scope], 2)} AS ${name})`;
        scope.add(name);
        return text;
      }
      case 5: {
        const name = this.#pick(pool);
        const values = Array.from({ length: 1 + this.#number(3) }, () =>
          this.#number(5) === 0 ? "UNDEF" : this.#pick(constants),
        );
        scope.add(name);
        return `VALUES ${name} { ${values.join(" ")} }`;
      }
      case 6: {
        const { text, variables } = inner();
        const kept = variables.filter(() => this.#number(2) === 0);
        if (kept.length === 0) return "";
        add(kept);
        return `{ SELECT DISTINCT ${kept.join(" ")} WHERE { ${text} } }`;
      }
      case 7: {
        const key = this.#pick(pool);
        const count = this.#newVariable();
        scope.add(key);
        scope.add(count);
        return `{ SELECT ${key} (COUNT(DISTINCT ?z) AS ${count}) WHERE { ${key} ${this.#pick(predicates)} ?z } GROUP BY ${key} }`;
      }
      case 8: {
        const patterns = this.#patterns(scope);
        if (this.#number(2) === 0) return `GRAPH ${this.#pick(graphs.filter((graph) => graph !== ""))} { ${patterns} }`;
        scope.add("?g");
        return `GRAPH ?g { ${patterns} }`;
      }
      default: {
        const not = this.#number(2) === 0 ? "NOT " : "";
        return `FILTER ${not}EXISTS { ${this.#patterns(new Set())} }`;
      }
    }
  }

  #patterns(scope: Set<string>): string {
    const count = 1 + this.#number(2);
    const position = (terms: readonly string[]): string => {
      const term =
        this.#number(3) === 0 ? this.#pick(terms.filter((name) => !name.startsWith("_:"))) : this.#pick(pool);
      if (term.startsWith("?")) scope.add(term);
      return term;
    };
    return Array.from({ length: count }, () => {
      const predicate = this.#number(4) === 0 ? position(["?d"]) : this.#pick(predicates);
      if (predicate.startsWith("?")) scope.add(predicate);
      return `${position(subjects)} ${predicate} ${position(objects)} .`;
    }).join(" ");
  }

  /** A condition without raw variables: the effective boolean values of some terms differ. */
  condition(scope: readonly string[], depth: number): string {
    const variable = (): string => this.#pick(scope.length === 0 ? pool : [...scope, this.#pick(pool)]);
    if (depth > 0 && this.#number(3) === 0) {
      const inner = (): string => this.condition(scope, depth - 1);
      return [`(${inner()} && ${inner()})`, `(${inner()} || ${inner()})`, `!(${this.#sharp(scope)})`][
        this.#number(3)
      ] as string;
    }
    switch (this.#number(9)) {
      case 0:
        return `${variable()} = ${variable()}`;
      case 1:
        return `BOUND(${variable()})`;
      case 2:
        return `${variable()} IN (${this.#pick(constants)}, ${this.#pick(constants)})`;
      case 3:
        return `${variable()} = ${this.#pick(constants)}`;
      default:
        return this.#sharp(scope);
    }
  }

  /** A condition whose error and false are told apart as the specification says. */
  #sharp(scope: readonly string[]): string {
    const variable = (): string => this.#pick(scope.length === 0 ? pool : scope);
    const string = (): string => this.#string(scope);
    switch (this.#number(16)) {
      case 0:
      case 1:
      case 2:
        return `${variable()} ${this.#comparison()} ${this.#pick(comparable)}`;
      case 3:
        return `${this.#pick(comparable)} ${this.#comparison()} ${variable()}`;
      case 4:
        return `${variable()} ${this.#pick(["=", "!="])} ${this.#pick(plainConstants)}`;
      case 5:
        return `${this.#numeric(scope, 1)} ${this.#comparison()} ${this.#numeric(scope, 1)}`;
      case 6:
        return `${string()} ${this.#comparison()} ${string()}`;
      case 7:
        return `${this.#pick(["CONTAINS", "STRSTARTS", "STRENDS"])}(${string()}, ${this.#pick(strings)})`;
      case 8:
        return `${this.#pick(["isIRI", "isBlank", "isLiteral", "isNumeric"])}(${variable()})`;
      case 9:
        return `sameTerm(${variable()}, ${variable()})`;
      case 10:
        return `LANGMATCHES(LANG(${variable()}), ${this.#pick(['"*"', '"en"', '"zh"', '"JA"'])})`;
      case 11:
        return `REGEX(${string()}, ${this.#pick(['"^a"', '"[bc]+$"', '"津|吉"', '"B"', '"a.?c"'])}, ${this.#pick(['""', '"i"', '"s"'])})`;
      case 12:
        return `${variable()} ${this.#pick(["IN", "NOT IN"])} (${this.#pick(plainConstants)}, ${this.#pick(plainConstants)})`;
      case 13:
        return `DATATYPE(${variable()}) = <${xsd}${this.#pick(["integer", "string", "date"])}>`;
      case 14:
        return `BOUND(${variable()})`;
      default:
        return `STR(${variable()}) = ${this.#pick(strings)}`;
    }
  }

  /** An expression of any type for BIND. */
  value(scope: readonly string[], depth: number): string {
    const variable = (): string => this.#pick(scope.length === 0 ? pool : [...scope, this.#pick(pool)]);
    switch (this.#number(depth > 0 ? 10 : 5)) {
      case 0:
        return variable();
      case 1:
        return this.#pick(constants);
      case 2:
      case 3:
        return this.#numeric(scope, depth);
      case 4:
        return this.#string(scope);
      case 5:
        return `IF(${this.#sharp(scope)}, ${this.value(scope, depth - 1)}, ${this.value(scope, depth - 1)})`;
      case 6:
        return `COALESCE(${this.value(scope, depth - 1)}, ${this.value(scope, depth - 1)})`;
      case 7:
        return this.#sharp(scope);
      case 8:
        return this.#pick([`LANG(${variable()})`, `DATATYPE(${variable()})`, `STRLANG(STR(${variable()}), "ja")`]);
      default:
        return this.#tagged(variable());
    }
  }

  /** Functions that keep the language of their argument. */
  #tagged(argument: string): string {
    return this.#pick([
      `SUBSTR(${argument}, ${1 + this.#number(3)}, ${this.#number(3)})`,
      `SUBSTR(${argument}, 2)`,
      `STRBEFORE(${argument}, ${this.#pick(strings)})`,
      `STRAFTER(${argument}, ${this.#pick(strings)})`,
      `CONCAT(${argument}, ${argument})`,
      `CONCAT(${argument}, "x")`,
    ]);
  }

  #string(scope: readonly string[]): string {
    const variable = this.#pick(scope.length === 0 ? pool : scope);
    return this.#pick([
      `STR(${variable})`,
      `STR(${variable})`,
      `LANG(${variable})`,
      `CONCAT(STR(${variable}), "津")`,
      `SUBSTR(STR(${variable}), 2)`,
      this.#pick(strings),
    ]);
  }

  #numeric(scope: readonly string[], depth: number): string {
    const variable = this.#pick(scope.length === 0 ? pool : scope);
    if (depth <= 0) return this.#number(2) === 0 ? variable : this.#pick(numbers);
    const inner = (): string => this.#numeric(scope, depth - 1);
    switch (this.#number(8)) {
      case 0:
        return variable;
      case 1:
        return this.#pick(numbers);
      case 2:
        return `STRLEN(${this.#string(scope)})`;
      case 3:
        return `${this.#pick(["ABS", "CEIL", "FLOOR", "ROUND", "-"])}(${inner()})`;
      case 4:
        return `${this.#pick(["YEAR", "MONTH", "DAY"])}(${variable})`;
      case 5:
        return `<${xsd}${this.#pick(["integer", "double"])}>(${inner()})`;
      default:
        return `(${inner()} ${this.#pick(["+", "-", "*", "/"])} ${inner()})`;
    }
  }

  /** Expressions over every pair of objects: in deeper patterns most solutions have no numbers to count with. */
  #computed(): RandomQuery {
    const scope = ["?b", "?d"];
    const text = `?a ${this.#pick(predicates)} ?b . ?c ${this.#pick(predicates)} ?d`;
    const items = [this.#numeric(scope, 2), this.value(scope, 2), this.#sharp(scope)].map(
      (sparql, position) => `(${sparql} AS ?v${position})`,
    );
    return { text: `SELECT ?b ?d ${items.join(" ")} WHERE { ${text} }`, ordered: false };
  }

  #grouped(): RandomQuery {
    const { text, variables } = this.group(2);
    const keys = variables.filter(() => this.#number(3) === 0);
    const aggregates = Array.from(
      { length: 1 + this.#number(3) },
      () => `(${this.#aggregate(variables)} AS ${this.#newVariable()})`,
    );
    const by = keys.length === 0 ? "" : ` GROUP BY ${keys.join(" ")}`;
    const having = this.#number(4) === 0 ? " HAVING(COUNT(*) > 1)" : "";
    return { text: `SELECT ${keys.join(" ")} ${aggregates.join(" ")} WHERE { ${text} }${by}${having}`, ordered: false };
  }

  #aggregate(variables: readonly string[]): string {
    const variable = this.#pick(variables.length === 0 ? pool : variables);
    const distinct = this.#number(3) === 0 ? "DISTINCT " : "";
    const number = this.#pick([
      variable,
      `IF(isNumeric(${variable}), ${variable}, 1)`,
      `COALESCE(${variable} * 2, 0)`,
      `STRLEN(STR(${variable}))`,
    ]);
    switch (this.#number(6)) {
      case 0:
        return distinct === "" ? "COUNT(*)" : `COUNT(${distinct}*)`;
      case 1:
        return `COUNT(${distinct}${this.#pick([variable, `COALESCE(STR(${variable}), "")`])})`;
      case 2:
        return `SUM(${distinct}${number})`;
      case 3:
        return `AVG(${distinct}${number})`;
      case 4:
        return `${this.#pick(["MIN", "MAX"])}(STR(${variable}))`;
      default:
        return `${this.#pick(["MIN", "MAX"])}(IF(isNumeric(${variable}), ${variable}, 1))`;
    }
  }

  /** Sorted by all it gives, so that the sequence is the same everywhere. */
  #ordered(): RandomQuery {
    const { text, variables } = this.group(2);
    const columns = (variables.length === 0 ? ["?a"] : variables).map((variable) => ({
      key: this.#newVariable(),
      variable,
    }));
    const items = columns.map(({ key, variable }) => `(STR(${variable}) AS ${key})`).join(" ");
    const order = columns.map(({ key }) => (this.#number(2) === 0 ? key : `DESC(${key})`)).join(" ");
    const limit = this.#number(2) === 0 ? ` LIMIT ${1 + this.#number(4)}` : "";
    const offset = this.#number(3) === 0 ? ` OFFSET ${this.#number(3)}` : "";
    return {
      text: `SELECT ${this.#number(3) === 0 ? "DISTINCT " : ""}${items} WHERE { ${text} } ORDER BY ${order}${limit}${offset}`,
      ordered: true,
    };
  }

  #comparison(): string {
    return this.#pick(["<", ">", "<=", ">=", "=", "!="]);
  }

  #newVariable(): string {
    this.#fresh += 1;
    return `?v${this.#fresh}`;
  }

  #pick<T>(list: readonly T[]): T {
    return this.#choose(fc.constantFrom<T[]>, ...list);
  }

  /** 0 to below - 1. */
  #number(below: number): number {
    return below <= 1 ? 0 : this.#choose(fc.nat, below - 1);
  }
}
