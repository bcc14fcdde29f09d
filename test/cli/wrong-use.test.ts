/** Wrong use: exit code 2, one clear sentence, and the way to the help. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Finished, runCli } from "../support/run-cli.ts";
import { aedHeader, aedRows, TemporaryProject } from "../support/temporary-project.ts";

const commands = ["start", "convert", "check", "preview", "query", "serve"] as const;

describe("help", () => {
  it.each(commands)("of %s shows an example that names only options it has", async (name) => {
    const { command } = (await import(
      `../../src/cli/commands/${name}.ts`
    )) as typeof import("../../src/cli/commands/convert.ts");
    let text = "";
    const described = command().configureOutput({
      writeOut: (more) => {
        text += more;
      },
    });
    described.outputHelp();
    const example = /\nExample: tsunagi (\w+) (.*)\n/.exec(text);
    expect(example?.[1]).toBe(name);
    const known = described.options.flatMap(({ long }) => long ?? []);
    for (const option of example?.[2]?.match(/--[a-z]+/g) ?? []) expect(known).toContain(option);
  });
});

describe("wrong use", () => {
  let project: TemporaryProject;
  afterAll(() => project.remove());

  const cases: [said: string, args: (where: string[]) => string[]][] = [
    ["(Did you mean convert?)", () => ["convret"]],
    ["(Did you mean --only?)", () => ["convert", "--onyl", "x"]],
    ["Expected a port from 0 to 65535, got 99999.", () => ["serve", "--port", "99999"]],
    ["CLI-002  There is no store", (where) => ["serve", ...where]],
    ["CFG-020  There is no project.yaml", () => ["convert", "--mappings", "/nowhere"]],
  ];
  let results: Finished[];
  beforeAll(async () => {
    project = new TemporaryProject({ "yaizu/data/aed.csv": aedHeader + aedRows(1, 3) });
    const where = ["--mappings", project.mappings, "--output", project.output];
    results = await Promise.all(cases.map(([, args]) => runCli(args(where))));
  });

  it.each(cases.map(([said], index) => [said, index] as const))("%s", (said, index) => {
    expect(results[index]).toMatchObject({ code: 2, stdout: "" });
    expect(results[index]?.stderr).toContain(said);
    expect(results[index]?.stderr).not.toContain("    at "); // no stack
  });

  it("writes nothing", () => expect(project.files()).toEqual([]));
});
