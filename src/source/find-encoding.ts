/** Which encoding a table is in: the one whose decoding most likely was written by somebody. */
import { isAscii, isUtf8 } from "node:buffer";
import { halfWidthAlone, halfWidthInRun, unlikely, weightsFor } from "./character-weights.ts";
import { type FoundEncoding, foundEncodings } from "./encoding-names.ts";

export interface EncodingGuess {
  readonly name: FoundEncoding;
  readonly bom: boolean;
  /** Share of the characters beyond ASCII that hardly anybody writes in this encoding, or that mean nothing in it. */
  readonly unlikelyShare: number;
}

/**
 * @param pieces parts of the file, the first from its start, the others beginning and ending at a line end. All in an
 *   ASCII-compatible encoding of one byte a character if it has no NUL bytes.
 */
export function findEncoding(pieces: readonly Buffer[]): EncodingGuess {
  const [first = Buffer.alloc(0)] = pieces;
  const marked = byteOrderMark(first);
  if (marked !== undefined) return { name: marked, bom: true, unlikelyShare: 0 };
  const nul = pieces.some((piece) => piece.includes(0));
  if (!nul && pieces.every((piece) => isAscii(piece))) return { name: "utf-8", bom: false, unlikelyShare: 0 };
  if (!nul && pieces.every((piece) => isUtf8(wholeCharacters(piece))))
    return { name: "utf-8", bom: false, unlikelyShare: 0 };

  let best: { name: FoundEncoding; score: number; unlikelyShare: number } | undefined;
  for (const name of foundEncodings) {
    // Every table has delimiters and line ends, so UTF-16 shows NUL bytes.
    const wide = name.startsWith("utf-16");
    if (wide && !nul) continue;
    const found = scoreOf(wide ? [first] : pieces, name);
    const score = wide ? found.score * (totalLength(pieces) / first.length) : found.score;
    if (best === undefined || score > best.score) best = { name, score, unlikelyShare: found.unlikelyShare };
  }
  if (best === undefined) throw new Error("no candidate encodings");
  return { name: best.name, bom: false, unlikelyShare: best.unlikelyShare };
}

function byteOrderMark(bytes: Buffer): FoundEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return "gb18030";
  return undefined;
}

function scoreOf(pieces: readonly Buffer[], name: FoundEncoding): { score: number; unlikelyShare: number } {
  const weights = weightsFor(name);
  let score = 0;
  let beyondAscii = 0;
  let unlikelyOnes = 0;
  for (const piece of pieces) {
    // `stream` and no flush: a character cut off at the end of the piece is no error.
    const text = new TextDecoder(name).decode(piece, { stream: true });
    let before = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      score += weights[code]!;
      if (code > 0x7f) {
        beyondAscii++;
        if (weights[code]! <= unlikely) unlikelyOnes++;
        // A single half-width kana between ideographs is half of somebody else's character.
        if (code >= 0xff66 && code <= 0xff9f && before > 0x7f && !isHalfWidth(before)) {
          score += halfWidthAlone - halfWidthInRun;
        } else if (isHalfWidth(before) && code > 0x7f && !isHalfWidth(code)) score += halfWidthAlone - halfWidthInRun;
      }
      before = code;
    }
  }
  return { score, unlikelyShare: beyondAscii === 0 ? 0 : unlikelyOnes / beyondAscii };
}

const isHalfWidth = (code: number): boolean => code >= 0xff66 && code <= 0xff9f;

/** Without the bytes of a UTF-8 character that the piece cuts off. */
function wholeCharacters(piece: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, piece.length); back++) {
    const byte = piece[piece.length - back]!;
    if (byte < 0x80) return piece;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? piece.subarray(0, piece.length - back) : piece;
    }
  }
  return piece;
}

const totalLength = (pieces: readonly Buffer[]): number => pieces.reduce((sum, { length }) => sum + length, 0);
