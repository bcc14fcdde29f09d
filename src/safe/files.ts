/** The only door to the disk. Whole files are replaced, never half written: beside, then renamed. */
import { createHash, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

export const exists = (file: string): boolean => fs.existsSync(file);
export const readText = (file: string): string => fs.readFileSync(file, "utf8");
export const readBytes = (file: string): Buffer => fs.readFileSync(file);
export const sizeOf = (file: string): number => fs.statSync(file).size;
export const modifiedAt = (file: string): number => fs.statSync(file).mtimeMs;
export const makeFolder = (folder: string): void => void fs.mkdirSync(folder, { recursive: true });
/** A folder that nobody else may look into: it holds tables before their private columns are blanked. */
export const makePrivateFolder = (folder: string): void => void fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
/** The system's folder for what is soon thrown away (TMPDIR). */
export const temporaryFolder = (): string => os.tmpdir();
/** Makes a new folder there whose name begins so; nobody else may look into it. */
export const makePrivateTemporaryFolder = (prefix: string): string => fs.mkdtempSync(path.join(os.tmpdir(), prefix));
export const remove = (file: string): void => fs.rmSync(file, { recursive: true, force: true });

/** Names in a folder, sorted by code point so that a run is the same on every machine; empty if there is no folder. */
export function listFolder(folder: string): { name: string; folder: boolean }[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .map((entry) => ({ name: entry.name, folder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Writes a whole file beside its place and renames it: readers see the old or the new, never half. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  makeFolder(path.dirname(file));
  const beside = `${file}.${randomUUID()}.tmp`;
  const handle = fs.openSync(beside, "w");
  try {
    fs.writeFileSync(handle, content);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(beside, file);
}

/** Moves a finished file into its place, replacing what was there; from another disk it is copied beside it first. */
export function moveInto(from: string, to: string): void {
  makeFolder(path.dirname(to));
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    const beside = `${to}.${randomUUID()}.tmp`;
    copyFile(from, beside);
    fs.renameSync(beside, to);
    remove(from);
  }
}

export function copyFile(from: string, to: string): void {
  makeFolder(path.dirname(to));
  fs.copyFileSync(from, to);
}

export const openForReading = (file: string): number => fs.openSync(file, "r");
export const openForWriting = (file: string): number => {
  makeFolder(path.dirname(file));
  return fs.openSync(file, "w");
};
export const openForAppending = (file: string): number => fs.openSync(file, "a");
export const closeFile = (handle: number): void => fs.closeSync(handle);
/** Reads into `buffer` from `position`; returns the number of bytes read (0 at the end). */
export const readAt = (handle: number, buffer: Uint8Array, offset: number, length: number, position: number): number =>
  fs.readSync(handle, buffer, offset, length, position);
/** Writes all of `bytes` at the end of what this handle has written so far. */
export function writeAll(handle: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += fs.writeSync(handle, bytes, done, bytes.length - done);
}

export const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");
/** SHA-256 of a file, read in pieces of 1 MB. */
export function sha256OfFile(file: string): string {
  const hash = createHash("sha256");
  const handle = fs.openSync(file, "r");
  const piece = Buffer.allocUnsafe(1 << 20);
  try {
    for (let read = fs.readSync(handle, piece); read > 0; read = fs.readSync(handle, piece))
      hash.update(piece.subarray(0, read));
  } finally {
    fs.closeSync(handle);
  }
  return hash.digest("hex");
}

/**
 * The lines of a file of any size, without their line feeds, as one-byte strings (each character is a byte).
 * Memory is bounded by a piece of 1 MB and the longest line.
 */
export function* linesOf(file: string): Generator<string> {
  const handle = fs.openSync(file, "r");
  const piece = Buffer.allocUnsafe(1 << 20);
  let rest = "";
  try {
    for (let read = fs.readSync(handle, piece); read > 0; read = fs.readSync(handle, piece)) {
      const lines = (rest + piece.toString("latin1", 0, read)).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (rest !== "") yield rest;
  } finally {
    fs.closeSync(handle);
  }
}
