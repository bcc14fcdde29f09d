/** Lines of N-Quads as one Turtle text for people; the graphs are not shown. */
import type * as RDF from "@rdfjs/types";
import { DataFactory, Parser } from "n3";
import { expand } from "./namespaces.ts";
import { quadFromRdfJs } from "./rdfjs.ts";
import type { Quad } from "./term.ts";
import { writeTurtle } from "./turtle.ts";

const langString = DataFactory.namedNode(expand("rdf", "langString"));

/** n3's own factory writes zh-Hant as zh-hant; people are shown what the data say. */
const literal = (value: string, kind?: string | RDF.NamedNode): RDF.Literal => {
  if (typeof kind !== "string") return DataFactory.literal(value, kind);
  const equals = (other?: RDF.Term | null): boolean =>
    other?.termType === "Literal" && other.value === value && other.language === kind;
  return { termType: "Literal", value, language: kind, datatype: langString, equals };
};
const factory = { ...DataFactory, literal } as unknown as typeof DataFactory;

export async function quadsToTurtle(nquads: readonly string[]): Promise<string> {
  const quads = new Parser({ format: "N-Quads", factory }).parse(nquads.join("")).map(quadFromRdfJs);
  let turtle = "";
  for await (const text of writeTurtle(once(quads))) turtle += text;
  return turtle;
}

async function* once(quads: readonly Quad[]): AsyncGenerator<readonly Quad[]> {
  yield quads;
}
