/** Names of encodings: what people write → the WHATWG Encoding Standard's name in lower case. */

/** Encodings that are found; others of the standard can be declared. Order decides between equal scores. */
export const foundEncodings = ["utf-8", "big5", "shift_jis", "euc-jp", "gb18030", "utf-16le", "utf-16be"] as const;
export type FoundEncoding = (typeof foundEncodings)[number];

/** Names in use that the standard does not list as labels. */
const otherNames: Readonly<Record<string, string>> = {
  cp932: "shift_jis",
  mskanji: "shift_jis",
  cp950: "big5",
  cp936: "gb18030",
  eucjp: "euc-jp",
  utf16le: "utf-16le",
  utf16be: "utf-16be",
  utf16: "utf-16le",
  "utf-8-sig": "utf-8",
  utf8sig: "utf-8",
};

/** The standard's name, or undefined when nobody knows the encoding. GBK and GB2312 are read as their superset GB18030. */
export function encodingNamed(label: string): string | undefined {
  const folded = label.trim().toLowerCase();
  try {
    const { encoding } = new TextDecoder(otherNames[folded] ?? otherNames[folded.replaceAll(/[-_ ]/g, "")] ?? folded);
    return encoding === "gbk" ? "gb18030" : encoding;
  } catch {
    return undefined;
  }
}
