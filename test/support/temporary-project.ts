/** A small project of a test's own: one city, tables written in the test, converted in this process. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { convert } from "../../src/run/convert.ts";
import type { DatasetOutcome, RunOutcome } from "../../src/run/outcome.ts";
import { silent } from "../../src/run/reporter.ts";
import type { RunRequest } from "../../src/run/run-request.ts";

/** Two files that a newcomer writes first. */
export const projectYaml = "base: https://example.org/\noutput: ../output\n";
export const cityYaml = `country: jp
area: "22212"
names: { ja: 焼津市, en: Yaizu }
language: ja
publisher: { ja: 焼津市 }
licence: CC-BY-4.0
timeZone: Asia/Tokyo
`;
/** yaizu/aed.yaml: six columns, keyed by 番号. */
export const aedYaml = `title: { ja: AED }
access: open
source: { path: data/aed.csv }
model: aed
key: [id]
columns: { 番号: id, 名称: name, 住所: address, 緯度: latitude, 経度: longitude, 電話: phone }
`;
export const aedHeader = "番号,名称,住所,緯度,経度,電話\n";
/** Rows of yaizu/data/aed.csv with these numbers. */
export const aedRows = (from: number, to: number, name = (n: number): string => `施設${n}号館`): string =>
  Array.from({ length: to - from + 1 }, (_, i) => i + from)
    .map((n) => `${n},${name(n)},焼津市本町${n}-1,34.8${String(n % 100).padStart(2, "0")},138.32,054-000-${n}\n`)
    .join("");

export class TemporaryProject {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "tsunagi-project-"));
  readonly mappings = path.join(this.folder, "mappings");
  readonly output = path.join(this.folder, "output");

  /** @param files by their path in mappings/; they are added to project.yaml, yaizu/city.yaml and yaizu/aed.yaml */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    const all = { "project.yaml": projectYaml, "yaizu/city.yaml": cityYaml, "yaizu/aed.yaml": aedYaml, ...files };
    for (const [name, content] of Object.entries(all)) this.write(name, content);
  }

  /** A file of mappings/. */
  write(name: string, content: string | Uint8Array): string {
    const file = path.join(this.mappings, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  convert(request: Partial<RunRequest> = {}): Promise<RunOutcome> {
    return convert({ mappings: this.mappings, output: this.output, reporter: silent, ...request });
  }

  /** Converts everything; the outcome of one dataset. */
  async dataset(id = "yaizu/aed", request: Partial<RunRequest> = {}): Promise<DatasetOutcome> {
    const found = (await this.convert(request)).datasets.find((dataset) => dataset.id === id);
    if (found === undefined) throw new Error(`${id} was not in the run`);
    return found;
  }

  /** Text of a file of the output. */
  read(name: string): string {
    return readFileSync(path.join(this.output, name), "utf8");
  }

  has(name: string): boolean {
    return existsSync(path.join(this.output, name));
  }

  /** Labels that are published, sorted. */
  labels(id = "yaizu/aed"): string[] {
    const label = /\t<http:\/\/www\.w3\.org\/2000\/01\/rdf-schema#label>\t"([^"]*)"/;
    return this.read(`${id}/data.nq`)
      .split("\n")
      .flatMap((line) => label.exec(line)?.[1] ?? [])
      .sort();
  }

  /** Every file below a folder (default: the output), hidden ones too, by its path in that folder. */
  files(folder = this.output): string[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort();
  }

  /** Bytes of every file of the output, by name: what must not change when a run is aborted. */
  snapshot(): Record<string, string> {
    return Object.fromEntries(
      this.files().map((name) => [name, readFileSync(path.join(this.output, name)).toString("latin1")]),
    );
  }

  copySamples(): void {
    cpSync("mappings", this.mappings, { recursive: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Code and message of every problem, for assertions a reader can follow. */
export const said = (outcome: DatasetOutcome): string[] =>
  outcome.problems.map(({ code, message }) => `${code} ${message}`);
