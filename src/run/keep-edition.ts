/**
 * `rows: edition`: the edition that was published last stays dereferenceable when a newer one takes its place. Its quads
 * move to `editions/<edition>.nq`, into a named graph of their own that is not part of the default graph.
 */
import { latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import { closeFile, exists, linesOf, openForWriting, writeAll } from "../safe/files.ts";

/** IRI of one edition's named graph. */
export const editionIri = (dataset: string, edition: string): string => `${dataset}/edition/${edition}`;

/** The edition (as it stands in the URIs) that a data.nq holds; undefined when there is none. */
export function editionOf(data: string, setPrefix: string): string | undefined {
  if (!exists(data)) return undefined;
  const start = `<${latin1Of(toUtf8Bytes(setPrefix))}`;
  for (const line of linesOf(data)) {
    if (line.startsWith(start)) return line.slice(start.length, line.indexOf("/", start.length));
  }
  return undefined;
}

/** Copies the quads of `data` to `target`, with the edition's IRI in the place of the dataset's as the graph. */
export function keepEdition(data: string, target: string, dataset: string, edition: string): void {
  const own = `\t<${latin1Of(toUtf8Bytes(dataset))}>\t.`;
  const graph = `\t<${latin1Of(toUtf8Bytes(editionIri(dataset, edition)))}>\t.`;
  const output = openForWriting(target);
  try {
    for (const line of linesOf(data)) {
      const moved = line.endsWith(own) ? line.slice(0, -own.length) + graph : line;
      writeAll(output, Buffer.from(`${moved}\n`, "latin1"));
    }
  } finally {
    closeFile(output);
  }
}
