import { describe, expect, it } from "vitest";
import { loadVocabulary } from "../../src/vocabulary/load-vocabulary.ts";
import { iriOf, model, objects, vocabulary, vocabularyFolder } from "./vocabulary-under-test.ts";

const field = (modelKey: string, name: string) => {
  const found = model(modelKey).fields.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no field ${name}`);
  return found;
};

describe("models", () => {
  it("are the four that the cities need, own class first", () => {
    expect([...vocabulary.models.values()].map(({ key, kind, types }) => ({ key, kind, types }))).toEqual([
      { key: "aed", kind: "record", types: [iriOf("tsu:AED"), iriOf("ic:設備型")] },
      { key: "population", kind: "observation", types: [iriOf("tsu:PopulationObservation"), iriOf("qb:Observation")] },
      { key: "shelter", kind: "record", types: [iriOf("tsu:Shelter"), iriOf("ic:施設型"), iriOf("geo:Feature")] },
      { key: "theft", kind: "record", types: [iriOf("tsu:Theft"), iriOf("ic:活動型")] },
    ]);
  });

  it("derive a type for every kind of field", () => {
    const types = new Map(
      [...vocabulary.models.values()].flatMap(({ key, fields }) => fields.map((f) => [`${key}.${f.name}`, f.type])),
    );
    expect(types.get("shelter.name")).toBe("text");
    expect(types.get("shelter.latitude")).toBe("latitude");
    expect(types.get("aed.longitude")).toBe("longitude");
    expect(types.get("shelter.capacity")).toBe("quantity");
    expect(types.get("shelter.hazard")).toBe("concept");
    expect(types.get("shelter.area")).toBe("area");
    expect(types.get("shelter.indoor")).toBe("boolean");
    expect(types.get("shelter.url")).toBe("iri");
    expect(types.get("aed.opens")).toBe("time");
    expect(types.get("theft.date")).toBe("date");
    expect(types.get("theft.hours")).toBe("hours");
    expect(types.get("population.period")).toBe("period");
    expect(types.get("population.population")).toBe("integer");
  });

  it("read paths, classes, slots, constants, roles and defaults", () => {
    expect(field("shelter", "name")).toMatchObject({
      iri: `${iriOf("tsu:ShelterModel")}.name`,
      path: [iriOf("ic:名称"), iriOf("ic:表記")],
      classes: [undefined, undefined],
      also: [iriOf("rdfs:label")],
      role: "label",
      minCount: 1,
      datatype: iriOf("xsd:string"),
      labels: { ja: "名称", "zh-Hant": "名稱", en: "name" },
    });
    expect(field("shelter", "nationalId")).toMatchObject({
      slot: "共通ID",
      fixed: [{ path: [iriOf("ic:ID"), iriOf("ic:体系")], value: iriOf("tsu:gsiShelterId"), iri: true }],
    });
    expect(field("shelter", "elevation").fixed).toMatchObject([
      { value: "https://w3id.org/tsunagi/unit/MTR", iri: true },
      { value: "m", iri: false },
    ]);
    expect(field("shelter", "kind").textPath).toEqual([iriOf("ic:種別")]);
    expect(field("shelter", "address").textPath).toBeUndefined();
    expect(field("aed", "opens").classes).toEqual([iriOf("ic:定期スケジュール型"), undefined]);
    expect(field("theft", "hours").classes).toEqual([iriOf("ic:イベントスケジュール型")]);
    expect(field("theft", "date").also).toEqual([iriOf("tsu:date")]);
    expect(field("aed", "nameEnglish")).toMatchObject({ language: "en", type: "text" });
    expect(field("population", "municipality").path).toEqual([]);
    expect(
      model("population")
        .fields.filter((f) => f.role === "dimension")
        .map((f) => [f.name, f.default]),
    ).toEqual([
      ["area", undefined],
      ["period", undefined],
      ["sex", "https://w3id.org/tsunagi/sex/total"],
      ["age", "https://w3id.org/tsunagi/age/total"],
    ]);
  });

  it("take defaults that their schemes have", () => {
    const schemes = [...vocabulary.schemes.values()];
    for (const { default: value, scheme } of [...vocabulary.models.values()].flatMap((m) => m.fields))
      if (value !== undefined)
        expect(schemes.find(({ iri }) => iri === scheme)?.concepts.map(({ iri }) => iri)).toContain(value);
  });

  it("tell flag headers from headers", () => {
    const hazard = field("shelter", "hazard");
    expect(hazard.headers).toContain("適用災害類別");
    expect(hazard.flagHeaders).toContainEqual({ header: "災害種別_津波", concept: iriOf("hz:tsunami") });
    expect(hazard.flagHeaders).toContainEqual({ header: "海嘯", concept: iriOf("hz:tsunami") });
  });
});

describe("ranges", () => {
  it("name the class of a node, and none for literals and unknown properties", () => {
    expect(vocabulary.range(iriOf("ic:住所"))).toBe(iriOf("ic:住所型"));
    expect(vocabulary.range(iriOf("ic:表記"))).toBeUndefined();
    expect(vocabulary.range("http://example.org/unknown")).toBeUndefined();
  });
});

describe("areas", () => {
  it("are found by any code and by IRI", () => {
    const yaizu = vocabulary.areas.find("222127");
    expect(yaizu?.iri).toBe(iriOf("sac:C22212"));
    expect(vocabulary.areas.find("22212")).toBe(yaizu);
    expect(vocabulary.areas.find(iriOf("sac:C22212"))).toBe(yaizu);
    expect(yaizu).toMatchObject({ code: "22212", country: "jp", city: yaizu?.iri, parent: iriOf("sac:C22000") });
    expect(vocabulary.areas.find("00000")).toBeUndefined();
  });
  it("know their city, and former cities the one that took their place", () => {
    expect(vocabulary.areas.find("67000310")).toMatchObject({ city: "https://w3id.org/tsunagi/area/tw/67000" });
    for (const former of ["10021", "10011"])
      expect(vocabulary.areas.find(former)?.city).toBe("https://w3id.org/tsunagi/area/tw/67000");
    expect(objects("https://w3id.org/tsunagi/area/tw/10011", iriOf("tsu:validUntil"))[0]?.value).toBe("2010-12-24");
  });
  it("carry the check digit that their code has", () => {
    const weights = [6, 5, 4, 3, 2];
    const japanese = vocabulary.quads.filter(
      (quad) => quad.predicate.value === iriOf("tsu:country") && quad.object.value === "jp",
    );
    expect(japanese.length).toBeGreaterThan(25);
    for (const { subject } of japanese) {
      const code = vocabulary.areas.find(subject.value)?.code ?? "";
      expect(subject.value).toBe(iriOf(`sac:C${code}`));
      const sum = weights.reduce((total, weight, i) => total + weight * Number(code[i]), 0);
      expect(vocabulary.areas.find(code + String(11 - (sum % 11)).at(-1))?.iri).toBe(subject.value);
    }
  });
});

describe("quads", () => {
  it("hold concepts, areas, classes, properties, models and fields with their labels", () => {
    for (const subject of [
      "hz:tsunami",
      "sac:C22212",
      "tsu:Shelter",
      "ic:住所",
      "tsu:ShelterModel",
      "tsu:ShelterModel.capacity",
    ])
      expect(
        objects(iriOf(subject), iriOf("rdfs:label"))
          .map((label) => label.kind === "literal" && label.language)
          .sort(),
      ).toEqual(["en", "ja", "zh-Hant"]);
  });
  it("hold no blank nodes", () => {
    expect(vocabulary.quads.filter((quad) => quad.subject.kind === "blank" || quad.object.kind === "blank")).toEqual(
      [],
    );
  });
  it("and the fingerprint are the same every time", async () => {
    const again = await loadVocabulary(vocabularyFolder);
    expect(again.quads).toEqual(vocabulary.quads);
    expect(again.fingerprint).toBe(vocabulary.fingerprint);
    expect(again.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });
});
