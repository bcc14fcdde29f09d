/** Lines of N-Quads as one Turtle text for people; the graphs are not shown. */
import { Parser } from "n3";
import { quadFromRdfJs } from "./rdfjs.ts";
import type { Quad } from "./term.ts";
import { writeTurtle } from "./turtle.ts";

export async function quadsToTurtle(nquads: readonly string[]): Promise<string> {
  const quads = new Parser({ format: "N-Quads" }).parse(nquads.join("")).map(quadFromRdfJs);
  let turtle = "";
  for await (const text of writeTurtle(once(quads))) turtle += text;
  return turtle;
}

async function* once(quads: readonly Quad[]): AsyncGenerator<readonly Quad[]> {
  yield quads;
}
