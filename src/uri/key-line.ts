/**
 * The lines of the keys file, which a run writes in row order, and of the ledger, which keeps them sorted by key:
 *
 *     key ⇥ fingerprint of what it means ⇥ label            (ledger: ⇥ withdrawn, when the resource is no longer there)
 *
 * Keys are percent-encoded and hold no tab or line end; labels are made so by `ledgerLabel`.
 */

/** Longest label that the ledger keeps, in characters (bytes of a one-byte string). */
export const labelLimit = 120;

/** Tabs, line ends and other control characters: they would break a line, or make git take the file for binary. */
const controls = /[\u0000-\u001f\u007f]+/g;

/** A label as the ledger keeps it: one line, at most 120 long. Takes characters or a one-byte string of UTF-8 alike. */
export function ledgerLabel(label: string): string {
  return (label.length > labelLimit ? label.slice(0, cutAt(label)) : label).replace(controls, " ");
}

/** Not within a character: neither in a surrogate pair nor in the bytes of a UTF-8 sequence. */
function cutAt(label: string): number {
  let end = labelLimit;
  while (end > labelLimit - 4 && isContinuation(label.charCodeAt(end))) end--;
  return end;
}

const isContinuation = (code: number): boolean => (code & 0xffc0) === 0x80 || (code & 0xfc00) === 0xdc00;
