/** Bytes that mean nothing in the table's encoding: U+FFFD stands in their place, and costs its cell, not the file. */

/** Code of the problem of a cell that holds U+FFFD. */
export const undecodableCell = "SRC-010";

/** U+FFFD as bytes, in a one-byte string: what to look for in a cell or a block. */
export const replacementBytes = "\xef\xbf\xbd";
