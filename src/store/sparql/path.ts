/** Property paths that are no more than one scan: negated property sets. Sequences, inverses and alternatives are patterns already. */
import type { Path, Pattern } from "./algebra-types.ts";
import { compileBgp } from "./patterns.ts";
import { type Environment, type Relation, Scope } from "./relation.ts";
import { unsupported } from "./value.ts";

export function compilePath(path: Path, environment: Environment): Relation {
  const { predicate } = path;
  if (predicate.type !== "nps") return unsupported(`property path ${predicate.type}`);
  const hidden = `_:path ${environment.context.name()}`;
  const relation = compileBgp(
    [
      {
        ...path,
        type: "pattern",
        termType: "Quad",
        predicate: { termType: "Variable", value: hidden },
      } as unknown as Pattern,
    ],
    environment,
  );
  const scope = new Scope(environment, relation);
  const ids = predicate.iris.map((iri) => environment.context.storedId(iri)).filter((id) => id !== undefined);
  const column = relation.columns.get(hidden);
  if (ids.length > 0 && column?.rep === "id") scope.filter(`${column.sql} NOT IN (${ids.join(", ")})`);
  const columns = new Map(relation.columns);
  columns.delete(hidden);
  return scope.relation(columns);
}
