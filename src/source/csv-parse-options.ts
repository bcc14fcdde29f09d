/** Our dialect in csv-parse's words. */
import type { Options } from "csv-parse/sync";
import { latin1Of, toUtf8Bytes } from "../rdf/utf8-bytes.ts";
import type { ReadingDialect } from "./block-reading.ts";

/** @param limit bytes that the cells of a record may have together */
export function csvParseOptions(dialect: ReadingDialect, limit: number): Options<string[]> {
  const quote = dialect.quote === "" ? null : markBytes(dialect.quote);
  return {
    encoding: "latin1",
    delimiter: markBytes(dialect.delimiter),
    quote,
    escape: quote,
    comment: dialect.comment === undefined ? null : markBytes(dialect.comment),
    comment_no_infix: true,
    record_delimiter: dialect.lineEnding === "\r" ? ["\r\n", "\n", "\r"] : ["\r\n", "\n"],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: limit,
  };
}

/** csv-parse takes its options in the input's encoding: the bytes of the character, one by one. */
export const markBytes = (character: string): string => latin1Of(toUtf8Bytes(character));
