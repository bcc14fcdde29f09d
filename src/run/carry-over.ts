/**
 * `rows: append`: observations that an earlier edition of the table had and this one has no more stay published. Their
 * quads are carried over from the last good output, behind the new ones.
 */
import { latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import { closeFile, exists, linesOf, openForAppending, writeAll } from "../safe/files.ts";

export interface CarryOver {
  /** data.nq of the last good output; it need not exist. */
  readonly last: string;
  /** data.nq of this run; the carried quads are appended. */
  readonly data: string;
  /** Keys of this run: the first column of each line. */
  readonly keys: string;
  /** Everything of a record's IRI before the key. */
  readonly prefix: string;
}

/** Returns how many resources and quads were carried over. */
export function carryOver({ last, data, keys, prefix }: CarryOver): { resources: number; quads: number } {
  if (!exists(last)) return { resources: 0, quads: 0 };
  const present = new Set<string>();
  for (const line of linesOf(keys)) present.add(line.slice(0, line.indexOf("\t")));

  const start = `<${latin1Of(toUtf8Bytes(prefix))}`;
  const carried = new Set<string>();
  let quads = 0;
  const output = openForAppending(data);
  try {
    for (const line of linesOf(last)) {
      const key = keyOf(line, start);
      if (key === undefined || present.has(key)) continue;
      carried.add(key);
      quads += 1;
      writeAll(output, Buffer.from(`${line}\n`, "latin1"));
    }
  } finally {
    closeFile(output);
  }
  return { resources: carried.size, quads };
}

/** The key in a line's subject, without the fragment of an intermediate node. */
function keyOf(line: string, start: string): string | undefined {
  if (!line.startsWith(start)) return undefined;
  const end = line.indexOf(">");
  const fragment = line.indexOf("#", start.length);
  return line.slice(start.length, fragment === -1 || fragment > end ? end : fragment);
}
