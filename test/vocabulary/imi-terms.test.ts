/** Held against IMI's own core vocabulary 2.4.2 (not part of the project; skipped where it is absent). */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Field } from "../../src/vocabulary/vocabulary.ts";
import { hasShared, iriOf, objects, sharedFile, vocabulary } from "./vocabulary-under-test.ts";

interface Imi {
  readonly classes: Record<string, { readonly sub?: string }>;
  readonly props: Record<string, { readonly range?: string | null; readonly domain?: string | readonly string[] }>;
  readonly restr: Record<
    string,
    readonly { readonly p: string; readonly range: string | null; readonly card: readonly [string, number] | null }[]
  >;
}

const ic = iriOf("ic:");
const local = (iri: string): string => iri.slice(ic.length);

describe.skipIf(!hasShared)("IMI core 2.4.2", () => {
  const imi: Imi = hasShared
    ? JSON.parse(readFileSync(sharedFile("imi/imicore242.parsed.json"), "utf8"))
    : { classes: {}, props: {}, restr: {} };

  const ancestors = (name: string): string[] => {
    const parent = imi.classes[name]?.sub?.replace("ic:", "");
    return parent === undefined ? [name] : [name, ...ancestors(parent)];
  };
  const restriction = (owner: string, property: string) =>
    ancestors(owner)
      .flatMap((name) => imi.restr[name] ?? [])
      .find((candidate) => candidate.p === property);

  /** Class of the node that an IMI property reaches from `owner`; undefined for literals. Fails if IMI does not allow the step. */
  function step(
    owner: string | undefined,
    predicate: string,
    chosen: string | undefined,
    where: string,
  ): string | undefined {
    if (!predicate.startsWith(ic))
      return vocabulary.range(predicate)?.startsWith(ic) ? local(vocabulary.range(predicate) ?? "") : undefined;
    expect(owner, `${where}: ${local(predicate)} hangs on something that is not IMI's`).toBeDefined();
    const found = restriction(owner ?? "", local(predicate));
    expect(found, `${where}: ${owner} has no ${local(predicate)}`).toBeDefined();
    const range = found?.range ?? imi.props[local(predicate)]?.range ?? "";
    if (chosen !== undefined) {
      expect(ancestors(local(chosen)), `${where}: ${chosen} is no ${range}`).toContain(range.replace("ic:", ""));
      return local(chosen);
    }
    // 電話番号型 is a datatype over xsd:string.
    return range.startsWith("ic:") && range !== "ic:電話番号型" ? range.slice(3) : undefined;
  }

  function walk(
    path: readonly string[],
    classes: Field["classes"],
    types: readonly string[],
    where: string,
  ): string | undefined {
    let owner = types.filter((type) => type.startsWith(ic)).map(local)[0];
    path.forEach((predicate, i) => {
      owner = step(owner, predicate, classes[i], where);
    });
    return owner;
  }

  it("has every IMI class and property that core.ttl declares, with the same superclass and range", () => {
    const declared = new Set(
      vocabulary.quads
        .filter((quad) => quad.predicate.value === iriOf("rdf:type") && quad.subject.value.startsWith(ic))
        .map((quad) => quad.subject.value),
    );
    expect(declared.size).toBeGreaterThan(50);
    for (const term of declared) {
      const name = local(term);
      if (imi.classes[name] !== undefined) {
        const parent = imi.classes[name].sub;
        expect(
          objects(term, iriOf("rdfs:subClassOf")).map((object) => object.value),
          name,
        ).toEqual(parent === undefined ? [] : [iriOf(parent)]);
        continue;
      }
      const range = imi.props[name]?.range;
      expect(range, `${name} is not in IMI core 2.4.2`).toBeTruthy();
      const expected = range === "ic:電話番号型" ? "xsd:string" : range === "owl:Thing" ? "owl:Thing" : (range ?? "");
      expect(
        objects(term, iriOf("rdfs:range")).map((object) => object.value),
        name,
      ).toEqual([iriOf(expected)]);
    }
  });

  for (const model of vocabulary.models.values())
    describe(`model ${model.key}`, () => {
      for (const field of model.fields)
        it(field.name, () => {
          const where = `${model.key}.${field.name}`;
          const end = walk(field.path, field.classes, model.types, where);
          for (const constant of field.fixed) walk(constant.path, [], model.types, where);
          const last = field.path.at(-1);
          if (last?.startsWith(ic) && end === undefined && field.type !== "area") {
            const range = imi.props[local(last)]?.range;
            if (range === "owl:Thing") expect(field.type).toBe("iri");
            else
              expect(field.datatype, `${where}: IMI's datatype`).toBe(
                iriOf(range === "ic:電話番号型" ? "xsd:string" : (range ?? "")),
              );
          }
          if (end !== undefined) expect(["date", "hours", "area"], `${where} ends at a node`).toContain(field.type);
          for (const predicate of [...field.path, ...field.also])
            if (predicate.startsWith(iriOf("tsu:")))
              expect(objects(predicate, iriOf("rdfs:range")), `${predicate} is declared`).toHaveLength(1);
        });
    });

  it("would notice a step that IMI does not allow", () => {
    expect(restriction("設備型", "住所")).toBeUndefined();
    expect(restriction("施設型", "住所")?.range).toBe("ic:住所型");
  });
});
