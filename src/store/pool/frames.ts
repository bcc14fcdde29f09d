/**
 * How an answer travels from a query process to the endpoint: frames on one extra pipe, in order. Node's IPC channel
 * carries only the orders, since it has no backpressure and would copy every byte through JSON.
 *
 * A frame is a kind (1 byte), a length (4 bytes, big endian) and as many bytes. An answer is head, data…, end; or
 * head, data…, failure; or failure alone. Without an end frame an answer is not whole.
 */
import { Buffer } from "node:buffer";
import type { Problem } from "../../problem/problem.ts";

export const frameKinds = { head: 1, data: 2, end: 3, failure: 4 } as const;
export type FrameKind = (typeof frameKinds)[keyof typeof frameKinds];

export interface AnswerHead {
  readonly mediaType: string;
  readonly way?: string;
  /** Bytes of the whole answer, when it was whole before the head was sent. */
  readonly length?: number;
}
/** Problems are for the client; `unexpected` is a fault of ours and for the log. */
export type Failure = { readonly problems: readonly Problem[] } | { readonly unexpected: string };

const HEADER = 5;
/** Longest data frame: what the reader holds while it waits for the rest of a frame. */
export const LARGEST_DATA = 64 * 1024;

export function encodeFrame(kind: FrameKind, payload: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER + payload.length);
  frame[0] = kind;
  frame.writeUInt32BE(payload.length, 1);
  frame.set(payload, HEADER);
  return frame;
}

/** Puts frames together from the pieces a pipe delivers, and hands each on in order. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);
  readonly #onFrame: (kind: FrameKind, payload: Buffer) => void;

  constructor(onFrame: (kind: FrameKind, payload: Buffer) => void) {
    this.#onFrame = onFrame;
  }

  push(piece: Buffer): void {
    let bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    while (bytes.length >= HEADER) {
      const length = bytes.readUInt32BE(1);
      if (bytes.length < HEADER + length) break;
      const kind = bytes[0] as FrameKind;
      const payload = bytes.subarray(HEADER, HEADER + length);
      bytes = bytes.subarray(HEADER + length);
      this.#onFrame(kind, payload);
    }
    this.#rest = bytes;
  }
}
