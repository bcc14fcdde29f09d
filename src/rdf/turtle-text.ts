/** Lines of N-Quads as one Turtle text for people; the graphs are not shown. */
import { Parser } from "n3";
import { quadFromRdfJs } from "./rdfjs.ts";
import type { Quad } from "./term.ts";
import { writeTurtle } from "./turtle.ts";

export async function quadsToTurtle(nquads: readonly string[]): Promise<string> {
  const text = nquads.join("");
  const written = languagesIn(text);
  const quads = new Parser({ format: "N-Quads" }).parse(text).map((quad) => {
    const { object, ...rest } = quadFromRdfJs(quad);
    const language = object.kind === "literal" ? object.language : undefined;
    return {
      ...rest,
      object: language === undefined ? object : { ...object, language: written.get(language) ?? language },
    };
  });
  let turtle = "";
  for await (const text of writeTurtle(once(quads))) turtle += text;
  return turtle;
}

/** The parser writes zh-Hant as zh-hant; people are shown what the data say. */
function languagesIn(nquads: string): ReadonlyMap<string, string> {
  return new Map([...nquads.matchAll(/(?<!\\)"@([A-Za-z0-9-]+)\s/g)].map(([, tag = ""]) => [tag.toLowerCase(), tag]));
}

async function* once(quads: readonly Quad[]): AsyncGenerator<readonly Quad[]> {
  yield quads;
}
