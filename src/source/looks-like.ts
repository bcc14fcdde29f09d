/** Files that are given as tables and are something else. */

const signatures: readonly [string, string][] = [
  ["PK\x03\x04", "a ZIP archive or an Excel workbook (xlsx)"],
  ["\xd0\xcf\x11\xe0", "an old Excel workbook (xls)"],
  ["%PDF-", "a PDF"],
  ["\x1f\x8b", "compressed with gzip"],
  ["SQLite format 3\0", "a SQLite database"],
];

/**
 * What a file is when its first bytes say that it is no table.
 *
 * @param bytes its beginning as a one-byte string
 */
export function otherFormat(bytes: string): string | undefined {
  for (const [start, what] of signatures) if (bytes.startsWith(start)) return what;
  const text = bytes.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (/^<(\?xml|!doctype|html|[a-z][\w:.-]*[\s>])/i.test(text))
    return /^<(!doctype html|html)/i.test(text) ? "an HTML page" : "XML";
  if (/^(\{\s*("|\})|\[\s*[{[])/.test(text)) return "JSON";
  return undefined;
}
