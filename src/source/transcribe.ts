/** A table in another encoding → UTF-8 in the scratch folder, piece by piece. */
import * as path from "node:path";
import { setImmediate } from "node:timers/promises";
import { closeFile, moveInto, openForReading, openForWriting, readAt, sha256, writeAll } from "../safe/files.ts";

export interface Transcription {
  readonly file: string;
  /** Of the transcription, in bytes. */
  readonly size: number;
  /** Places that mean nothing in the encoding; each became U+FFFD. */
  readonly undecodable: number;
  /** Line of the first of them, from 1. */
  readonly undecodableLine: number;
  /** Private-use characters (外字, 造字): kept, but only their publisher knows what they look like. */
  readonly privateUse: number;
}

const pieceBytes = 1 << 20;

/**
 * What Node's decoders make of single bytes that are no character, where the WHATWG standard says U+FFFD: controls, and
 * private-use characters above the ones that stand for 外字.
 */
const strayBytes = /[\x80-\x9f\uf8f0-\uf8ff]/g;
const privateUseCharacters = /[\ue000-\uf8ff]/g;

/**
 * Writes `file`, decoded, into `folder`. Undecodable bytes become U+FFFD, a byte order mark is left out. The name is made
 * of the file's path and the encoding.
 *
 * @param encoding a name of the WHATWG Encoding Standard
 */
export async function transcribe(file: string, encoding: string, folder: string): Promise<Transcription> {
  const target = path.join(folder, `${sha256(`${encoding}\n${file}`).slice(0, 24)}.utf8`);
  const beside = `${target}.part`;
  const decoder = new TextDecoder(encoding);
  const national = !encoding.startsWith("utf-");
  const from = openForReading(file);
  const to = openForWriting(beside);
  let size = 0;
  let undecodable = 0;
  let undecodableLine = 1;
  let privateUse = 0;
  try {
    const piece = Buffer.allocUnsafe(pieceBytes);
    for (let position = 0, read = -1; read !== 0; position += read) {
      read = readAt(from, piece, 0, pieceBytes, position);
      let text = decoder.decode(piece.subarray(0, read), { stream: read > 0 });
      // TextDecoder drops the mark of UTF-8 and UTF-16, not that of GB18030.
      if (position === 0 && text.startsWith("\ufeff")) text = text.slice(1);
      if (national) text = text.replaceAll(strayBytes, "\ufffd");
      privateUse += text.match(privateUseCharacters)?.length ?? 0;
      let counted = 0;
      for (let at = text.indexOf("\ufffd"); at !== -1; at = text.indexOf("\ufffd", at + 1)) {
        if (undecodable++ === 0) undecodableLine += countFeeds(text, counted, at);
        counted = at;
      }
      if (undecodable === 0) undecodableLine += countFeeds(text, 0, text.length);
      const bytes = Buffer.from(text, "utf8");
      writeAll(to, bytes);
      size += bytes.length;
      await setImmediate();
    }
  } finally {
    closeFile(from);
    closeFile(to);
  }
  moveInto(beside, target);
  return { file: target, size, undecodable, undecodableLine, privateUse };
}

function countFeeds(text: string, from: number, to: number): number {
  let count = 0;
  for (let feed = text.indexOf("\n", from); feed !== -1 && feed < to; feed = text.indexOf("\n", feed + 1)) count++;
  return count;
}
