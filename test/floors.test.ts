import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, describe, expect, it } from "vitest";

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly { readonly rule: { readonly name: string } }[] };
}

function cruise(folder: string): Cruise {
  const depcruise = path.resolve("node_modules/.bin/depcruise");
  const json = execFileSync(depcruise, ["--config", ".dependency-cruiser.cjs", "--output-type", "json", "src"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return JSON.parse(json) as Cruise;
}

const house = mkdtempSync(path.join(os.tmpdir(), "tsunagi-floors-"));
afterAll(() => rmSync(house, { recursive: true, force: true }));

describe("the floors", () => {
  it("are kept, and every file of the house is looked at", () => {
    const { modules, summary } = cruise(".");
    const seen = new Set(modules.map((module) => module.source));
    const files = readdirSync("src", { recursive: true, encoding: "utf8" }).map((file) => `src/${file}`);
    const code = files.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));
    expect(code.filter((file) => !seen.has(file))).toEqual([]);
    expect(summary.violations).toEqual([]);
  }, 120_000);

  it("are checked: an upward import, a cycle and a file opened elsewhere are seen", () => {
    for (const file of [".dependency-cruiser.cjs", "tsconfig.json"]) cpSync(file, path.join(house, file));
    symlinkSync(path.resolve("node_modules"), path.join(house, "node_modules"));
    const write = (file: string, text: string): void => {
      mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
      writeFileSync(path.join(house, file), text);
    };
    write("src/rdf/term.ts", 'import { run } from "../run/run.ts";\nexport const term: unknown = run;\n');
    write("src/run/run.ts", 'import type { Other } from "./other.ts";\nexport const run: Other | 1 = 1;\n');
    write(
      "src/run/other.ts",
      'import { readFileSync } from "node:fs";\nimport type { run } from "./run.ts";\nexport type Other = typeof run | typeof readFileSync;\nreadFileSync("x");\n',
    );
    const names = cruise(house).summary.violations.map((violation) => violation.rule.name);
    expect(new Set(names)).toEqual(new Set(["floor-0-imports-go-down", "no-circular", "only-safe-opens-files"]));
  }, 120_000);
});
