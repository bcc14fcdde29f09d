/** What one look at a whole block spares the cells. */
import { nothingToEscape } from "../rdf/literal-text.ts";
import { bytesOfLatin1 } from "../rdf/utf8-bytes.ts";
import type { Dialect } from "../source/source.ts";
import { replacementCharacter } from "./cell-text.ts";
import type { Row } from "./row.ts";

/** Says whether cells of this block may need escaping, and whether one may hold an undecodable byte. */
export function lookAtBlock(row: Row, block: string, dialect: Dialect): void {
  // A line break that is no record's end is inside quotes, or the dialect ends its records otherwise.
  const quoted = dialect.quote !== "" && block.includes(dialect.quote);
  row.clean = dialect.plain && !quoted && nothingToEscape(bytesOfLatin1(block));
  row.undecodable = block.includes(replacementCharacter);
}
