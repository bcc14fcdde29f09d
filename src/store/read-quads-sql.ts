import { text, textList } from "../table/sql-text.ts";

/** Cells of a megabyte and more: the longest line that is read. */
const longestLine = 16_000_000;

/**
 * A table expression with the columns s, p, o, g (N-Quads text; g NULL: default graph), e, the full stop, and hidden,
 * true for the lines of `hidden` files. Blank nodes of different files get different labels.
 */
export function quadLines(inputs: readonly string[], hidden: readonly string[] = []): string {
  if (inputs.length === 0)
    return "(SELECT NULL::VARCHAR s, NULL::VARCHAR p, NULL::VARCHAR o, NULL::VARCHAR g, '.' e, false AS hidden WHERE false)";
  if (inputs.length === 1)
    return `(SELECT *, ${hidden.includes(inputs[0] as string)} AS hidden FROM ${readCsv(inputs)})`;
  const own = (column: string): string =>
    `CASE WHEN starts_with(${column}, '_:') THEN '_:f' || list_position(${textList(inputs)}, filename) || '.' || substr(${column}, 3)
      ELSE ${column} END AS ${column}`;
  const isHidden = hidden.length === 0 ? "false" : `list_contains(${textList(hidden)}, filename)`;
  return `(SELECT ${own("s")}, p, ${own("o")}, ${own("g")}, e, ${isHidden} AS hidden FROM ${readCsv(inputs, "filename = true, ")})`;
}

/** True of a line that lacks a term or its full stop. */
export const isIncomplete = "(e IS DISTINCT FROM '.' OR s IS NULL OR p IS NULL OR o IS NULL)";

/** Five columns always; nothing is quoted, escaped or a comment. */
export function readCsv(inputs: readonly string[], more = ""): string {
  return `read_csv(${textList(inputs)}, ${more}delim = ${text("\t")}, header = false, quote = '', escape = '', comment = '',
    auto_detect = false, new_line = '\\n', strict_mode = true, null_padding = false, max_line_size = ${longestLine}, buffer_size = 33554432,
    columns = {s: 'VARCHAR', p: 'VARCHAR', o: 'VARCHAR', g: 'VARCHAR', e: 'VARCHAR'})`;
}
