/** Text → bytes in the encodings of cities. Node has no such encoders: these are its own decoders' tables, inverted. */

export const encodings = ["utf-8", "big5", "shift_jis", "euc-jp", "gb18030", "utf-16le", "utf-16be"] as const;
export type TestEncoding = (typeof encodings)[number];

const tables = new Map<TestEncoding, Map<string, readonly number[]>>();

function tableOf(encoding: TestEncoding): Map<string, readonly number[]> {
  let table = tables.get(encoding);
  if (table === undefined) {
    table = new Map();
    tables.set(encoding, table);
    const decoder = new TextDecoder(encoding, { fatal: true });
    const add = (bytes: number[]) => {
      try {
        const text = decoder.decode(Uint8Array.from(bytes));
        if ([...text].length === 1 && !table!.has(text)) table!.set(text, bytes);
      } catch {
        // no character
      }
    };
    for (let byte = 0; byte < 0x100; byte++) add([byte]);
    for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add([lead, trail]);
    if (encoding === "euc-jp") for (let kana = 0xa1; kana < 0xe0; kana++) add([0x8e, kana]);
  }
  return table;
}

/** Undefined when the encoding lacks a character of the text. */
export function encode(text: string, encoding: TestEncoding): Buffer | undefined {
  if (encoding === "utf-8") return Buffer.from(text);
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  const table = tableOf(encoding);
  const bytes: number[] = [];
  for (const character of text) {
    const found = table.get(character);
    if (found === undefined) return undefined;
    bytes.push(...found);
  }
  return Buffer.from(bytes);
}
