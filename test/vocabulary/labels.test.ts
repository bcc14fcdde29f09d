import { describe, expect, it } from "vitest";
import { fold } from "../../src/function/fold.ts";
import { iriOf, vocabulary } from "./vocabulary-under-test.ts";

const languages = ["en", "ja", "zh-Hant"];

describe("every label is in three languages", () => {
  it("of models and fields", () => {
    for (const model of vocabulary.models.values()) {
      expect(Object.keys(model.labels).sort(), model.key).toEqual(languages);
      for (const field of model.fields) expect(Object.keys(field.labels).sort(), field.iri).toEqual(languages);
    }
  });
  it("of concepts and areas", () => {
    for (const scheme of vocabulary.schemes.values()) {
      expect(scheme.concepts.length, scheme.key).toBeGreaterThan(2);
      for (const concept of scheme.concepts) expect(Object.keys(concept.labels).sort(), concept.iri).toEqual(languages);
    }
  });
  it("of everything that vocab/ declares, exactly once", () => {
    const labels = new Map<string, string[]>();
    for (const { subject, predicate, object } of vocabulary.quads)
      if (predicate.value === iriOf("rdfs:label") && object.kind === "literal") {
        const list = labels.get(subject.value) ?? [];
        list.push(object.language ?? "");
        labels.set(subject.value, list);
      }
    const declared = new Set(
      vocabulary.quads.filter((quad) => quad.predicate.value === iriOf("rdf:type")).map((quad) => quad.subject.value),
    );
    expect(declared.size).toBeGreaterThan(200);
    for (const subject of declared) expect(labels.get(subject)?.sort(), subject).toEqual(languages);
  });
  it("of comments too", () => {
    const comments = new Map<string, string[]>();
    for (const { subject, predicate, object } of vocabulary.quads)
      if ([iriOf("rdfs:comment"), iriOf("skos:scopeNote")].includes(predicate.value) && object.kind === "literal") {
        const list = comments.get(subject.value) ?? [];
        list.push(object.language ?? "");
        comments.set(subject.value, list);
      }
    for (const [subject, found] of comments) expect(found.sort(), subject).toEqual(languages);
  });
});

describe("names", () => {
  it("mean one concept only within a scheme (areas excepted: districts share names)", () => {
    for (const scheme of vocabulary.schemes.values()) {
      if (scheme.key === "area") continue;
      const owners = new Map<string, string>();
      for (const concept of scheme.concepts)
        for (const name of new Set(concept.names.map(fold))) {
          expect(owners.get(name), `${scheme.key}: ${name}`).toBeUndefined();
          owners.set(name, concept.iri);
        }
    }
  });
  it("mean one field only within a model, after folding", () => {
    for (const model of vocabulary.models.values()) {
      const owners = new Map<string, string>();
      for (const field of model.fields)
        for (const header of new Set([...field.headers, ...field.flagHeaders.map((flag) => flag.header)].map(fold))) {
          expect(owners.get(header), `${model.key}: ${header}`).toBeUndefined();
          owners.set(header, field.name);
        }
    }
  });
});
