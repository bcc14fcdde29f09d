/** The files a browser loads beside a page, all from this origin, with a version in their address. */
import { fileURLToPath } from "node:url";
import { readText, sha256 } from "../safe/files.ts";

export interface StaticFile {
  /** Path on the host, such as /static/query.js. */
  readonly path: string;
  readonly mediaType: string;
  readonly content: string;
  readonly version: string;
}

const load = (name: string, mediaType: string): StaticFile => {
  const content = readText(fileURLToPath(new URL(`./static/${name}`, import.meta.url)));
  return { path: `/static/${name}`, mediaType, content, version: sha256(content).slice(0, 12) };
};

export const styleSheet = load("style.css", "text/css; charset=utf-8");
export const queryScript = load("query.js", "text/javascript; charset=utf-8");
/** Loaded by the script. */
const shortIris = load("short-iri.js", "text/javascript; charset=utf-8");
export const icon = load("icon.svg", "image/svg+xml");
export const staticFiles: readonly StaticFile[] = [styleSheet, queryScript, shortIris, icon];

/** Address of a file that changes with its content, so that it may be kept for ever. */
export const addressOf = (file: StaticFile): string => `${file.path}?v=${file.version}`;
