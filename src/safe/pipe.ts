/** The writing end of a pipe that a parent process handed to this one. */
import { Socket } from "node:net";
import type { Writable } from "node:stream";

/** `fd` as a stream with backpressure: write() says false while the reader is behind. */
export const openPipe = (fd: number): Writable => new Socket({ fd, readable: false, writable: true });
