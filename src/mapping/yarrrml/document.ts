/** A YARRRML 1.3 document with all its shortcuts written out. */
import type { DocumentPath, ProblemList } from "../problem-list.ts";
import { CheckedData, type Data, isData, show } from "./checked-data.ts";
import { documentKeys, mappingKeys, names, objectKeys, predicateObjectKeys } from "./keys.ts";
import type {
  FunctionNode,
  Mapping,
  ObjectNode,
  PredicateObject,
  SourceNode,
  ValueNode,
  YarrrmlDocument,
} from "./nodes.ts";

/** Reads the data of a YAML file. Problems: MAP-040 wrong form, MAP-041 unknown key, MAP-042 not supported. */
export function readDocument(data: unknown, problems: ProblemList): YarrrmlDocument {
  const reader = new Reader(problems);
  return reader.document(data);
}

class Reader extends CheckedData {
  #sources: Data = {};

  document(data: unknown): YarrrmlDocument {
    const document = this.data(data, [], "The document") ?? {};
    this.checkKeys(document, documentKeys, []);
    const sources = document["sources"] ?? document["source"];
    if (isData(sources)) this.#sources = sources;
    const key = names.mappings.find((name) => document[name] !== undefined);
    const mappings = key === undefined ? undefined : this.data(document[key], [key], "mappings");
    if (mappings === undefined || key === undefined || Object.keys(mappings).length === 0) {
      if (key === undefined || isData(document[key]))
        this.fault(
          [],
          "The document has no mappings.",
          "Write mappings: { name: { subject: …, predicateobjects: … } }.",
        );
      return { prefixes: {}, externals: {}, keepEmpty: false, mappings: [] };
    }
    const base = document["base"];
    if (document["empty"] !== undefined && document["empty"] !== "keep" && document["empty"] !== "null") {
      this.fault(
        ["empty"],
        `empty is ${show(document["empty"])}.`,
        "Say keep (an empty cell is the text of length 0) or null (no value, the default).",
      );
    }
    return {
      prefixes: this.texts(document["prefixes"], ["prefixes"]),
      externals: this.texts(document["external"], ["external"]),
      keepEmpty: document["empty"] === "keep",
      ...(typeof base === "string" && base !== "" ? { base } : {}),
      mappings: Object.entries(mappings).flatMap(([name, mapping]) => this.#mapping(name, mapping, [key, name]) ?? []),
    };
  }

  #mapping(name: string, value: unknown, path: DocumentPath): Mapping | undefined {
    const mapping = this.data(value, path, `The mapping "${name}"`);
    if (mapping === undefined) return undefined;
    this.checkKeys(mapping, mappingKeys, path);
    const pairs = this.pick(mapping, names.predicateobjects, path);
    const subjects = this.pick(mapping, names.subjects, path);
    const stated = mapping["sources"] ?? mapping["source"];
    const sourcesPath = [...path, mapping["sources"] === undefined ? "source" : "sources"];
    if (subjects === undefined)
      this.later(
        path,
        `The mapping "${name}" has no subject: a blank node for each row is not supported yet.`,
        "Give it a subject such as ex:thing/$(id).",
      );
    if (pairs !== undefined && !Array.isArray(pairs.value))
      this.fault(pairs.path, `${String(pairs.path.at(-1))} is not a list.`);
    return {
      name,
      path,
      sources: stated === undefined ? [] : this.#sourceNodes(stated, sourcesPath),
      subjects: subjects === undefined ? [] : this.#values(subjects.value, subjects.path),
      ...this.#shared(mapping, path),
      predicateObjects:
        pairs !== undefined && Array.isArray(pairs.value)
          ? pairs.value.flatMap((pair: unknown, i) => this.#predicateObject(pair, [...pairs.path, i]) ?? [])
          : [],
    };
  }

  #predicateObject(value: unknown, path: DocumentPath): PredicateObject | undefined {
    if (Array.isArray(value)) {
      const [predicates, objects, third] = value as unknown[];
      if (value.length < 2 || value.length > 3) {
        this.fault(
          path,
          "A shortcut of predicate and object has two or three parts.",
          "Write [predicate, object], or [predicate, object, datatype or en~lang].",
        );
        return undefined;
      }
      const shape = third === undefined ? {} : this.#third(third, [...path, 2]);
      return {
        path,
        predicates: this.#values(predicates, [...path, 0]),
        objects: this.#objects(objects, [...path, 1], shape),
        graphs: [],
      };
    }
    const pair = this.data(value, path, "An entry of predicateobjects");
    if (pair === undefined) return undefined;
    this.checkKeys(pair, predicateObjectKeys, path);
    const predicates = this.pick(pair, names.predicates, path);
    const objects = this.pick(pair, names.objects, path);
    if (predicates === undefined || objects === undefined) {
      this.fault(path, `An entry of predicateobjects has no ${predicates === undefined ? "predicate" : "object"}.`);
      return undefined;
    }
    const shape = { ...textOf(pair, "datatype"), ...languageOf(pair) };
    return {
      path,
      predicates: this.#values(predicates.value, predicates.path),
      objects: this.#objects(objects.value, objects.path, shape),
      ...this.#shared(pair, path),
    };
  }

  #objects(value: unknown, path: DocumentPath, shape: Pick<ObjectNode, "datatype" | "language">): ObjectNode[] {
    if (!Array.isArray(value)) return this.#object(value, path, shape);
    return value.flatMap((item: unknown, index) => this.#object(item, [...path, index], shape));
  }

  #object(value: unknown, path: DocumentPath, shape: Pick<ObjectNode, "datatype" | "language">): ObjectNode[] {
    if (typeof value === "string") return [{ path, ...shape, ...typed(value) }];
    if (Array.isArray(value)) {
      const [first, second] = value as unknown[];
      if (typeof first !== "string" || value.length > 2) {
        this.fault(path, "An object in brackets is [value] or [value, datatype or en~lang].");
        return [];
      }
      return [{ path, ...shape, ...typed(first), ...(second === undefined ? {} : this.#third(second, [...path, 1])) }];
    }
    const object = this.data(value, path, "An object");
    if (object === undefined) return [];
    this.checkKeys(object, objectKeys, path);
    const type = this.#termType(object, path);
    const call = this.#call(object, path);
    const stated = this.pick(object, names.value, path)?.value;
    if (call === undefined && stated === undefined) {
      if (object["mapping"] === undefined && object["m"] === undefined) {
        this.later(path, "An object without a value is not supported yet.", "Give it a value, e.g. value: $(id).");
      }
      return [];
    }
    const condition = this.#condition(object, path);
    const own = { ...textOf(object, "datatype"), ...languageOf(object) };
    return [
      {
        path,
        ...shape,
        ...(stated === undefined ? {} : typed(String(stated))),
        ...own,
        ...(type === undefined ? {} : { type }),
        ...(call === undefined ? {} : { function: call }),
        ...(condition === undefined ? {} : { condition }),
      },
    ];
  }

  #termType(object: Data, path: DocumentPath): ObjectNode["type"] {
    const type = object["type"];
    if (type === undefined || type === "iri" || type === "blank" || type === "literal") return type;
    this.fault([...path, "type"], `The type of a term is ${show(type)}.`, "It is iri, literal or blank.");
    return undefined;
  }

  #values(value: unknown, path: DocumentPath): ValueNode[] {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index): ValueNode[] => {
      const at = Array.isArray(value) ? [...path, index] : path;
      if (typeof item === "string" && item !== "") return [{ path: at, ...typed(item) }];
      if (Array.isArray(item)) {
        this.later(at, "Targets are not supported: a dataset has one output.");
        return [];
      }
      const data = this.data(item, at, "A term");
      if (data === undefined) return [];
      this.checkKeys(data, objectKeys, at);
      const stated = this.pick(data, names.value, at)?.value;
      if (this.#call(data, at) !== undefined) this.later(at, "Functions are supported for objects only.");
      else if (typeof stated === "string")
        return [{ path: at, ...typed(stated), ...given("type", this.#termType(data, at)) }];
      else this.later(at, "A term without a value is not supported yet.");
      return [];
    });
  }

  #shared(data: Data, path: DocumentPath): Pick<Mapping, "graphs" | "condition"> {
    const graphs = this.pick(data, names.graphs, path);
    return {
      graphs: graphs === undefined ? [] : this.#values(graphs.value, graphs.path),
      ...given("condition", this.#condition(data, path)),
    };
  }

  #condition(data: Data, path: DocumentPath): FunctionNode | undefined {
    const stated = this.pick(data, names.condition, path);
    if (stated === undefined) return undefined;
    const list: unknown[] = Array.isArray(stated.value) ? stated.value : [stated.value];
    if (list.length !== 1) {
      this.later(stated.path, "More than one condition at one place is not supported yet.");
      return undefined;
    }
    const at = Array.isArray(stated.value) ? [...stated.path, 0] : stated.path;
    const condition = this.data(list[0], at, "A condition");
    const call = condition === undefined ? undefined : this.#call(condition, at);
    if (condition !== undefined && call === undefined)
      this.fault(at, "A condition has no function.", "Write function: idlab-fn:equal with two parameters.");
    return call;
  }

  #call(data: Data, path: DocumentPath): FunctionNode | undefined {
    const stated = this.pick(data, names.function, path);
    if (stated === undefined) return undefined;
    if (typeof stated.value !== "string") {
      this.fault(stated.path, "A function is named by an IRI such as idlab-fn:equal.");
      return undefined;
    }
    if (stated.value.includes("(")) {
      this.later(
        stated.path,
        "The short form of functions, name(parameter = value), is not supported yet.",
        "Write function: and parameters: apart.",
      );
      return undefined;
    }
    const parameters = this.pick(data, names.parameters, path);
    const list: unknown[] = Array.isArray(parameters?.value) ? parameters.value : [];
    return {
      path,
      name: stated.value,
      parameters: list.flatMap((item, index) => this.#parameter(item, [...parameters!.path, index])),
    };
  }

  #parameter(item: unknown, path: DocumentPath): FunctionNode["parameters"][number][] {
    const pair: readonly unknown[] = Array.isArray(item)
      ? item
      : isData(item)
        ? [this.pick(item, names.parameter, path)?.value, this.pick(item, names.value, path)?.value]
        : [];
    const [name, value] = pair;
    if (typeof name === "string" && typeof value === "string") return [{ name, value, path }];
    if (isData(value)) this.later(path, "A function as the parameter of a function is not supported yet.");
    else this.fault(path, "A parameter is [name, value].");
    return [];
  }

  #sourceNodes(value: unknown, path: DocumentPath): SourceNode[] {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index): SourceNode[] => {
      const at = Array.isArray(value) ? [...path, index] : path;
      const stated = typeof item === "string" && Object.hasOwn(this.#sources, item) ? this.#sources[item] : item;
      const text = Array.isArray(stated) ? (stated as unknown[])[0] : stated;
      if (typeof text === "string") {
        const [access = "", formulation] = text.split("~");
        return [{ path: at, access, ...given("formulation", formulation) }];
      }
      const data = this.data(stated, at, "A source");
      const access = data?.["access"] ?? data?.["table"];
      if (typeof access === "string")
        return [
          {
            path: at,
            access,
            ...(typeof data?.["referenceFormulation"] === "string"
              ? { formulation: data["referenceFormulation"] }
              : {}),
          },
        ];
      if (data !== undefined) this.fault(at, "A source has no access.");
      return [];
    });
  }

  /** `xsd:integer`, or `en~lang`. */
  #third(value: unknown, path: DocumentPath): Pick<ObjectNode, "datatype" | "language"> {
    if (typeof value !== "string" || value === "") {
      this.fault(path, "Expected a datatype such as xsd:integer, or a language such as en~lang.");
      return {};
    }
    return value.endsWith("~lang") ? { language: value.slice(0, -"~lang".length) } : { datatype: value };
  }
}

/** `$(url)~iri` is an IRI. */
const typed = (value: string): { value: string; type?: "iri" } =>
  value.endsWith("~iri") ? { value: value.slice(0, -"~iri".length), type: "iri" } : { value };

const given = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
const textOf = (data: Data, key: "datatype"): { datatype?: string } =>
  typeof data[key] === "string" ? { [key]: data[key] } : {};
const languageOf = (data: Data): { language?: string } =>
  typeof data["language"] === "string" ? { language: data["language"].replace(/~lang$/, "") } : {};
