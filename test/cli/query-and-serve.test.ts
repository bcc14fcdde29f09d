/** `query` in every form, and `serve` from greeting to Ctrl-C. */
import { createServer } from "node:net";
import * as path from "node:path";
import { Parser } from "n3";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { command } from "../../src/cli/commands/query.ts";
import { formatProblem } from "../../src/problem/format.ts";
import { ProblemError } from "../../src/problem/problem.ts";
import { runCli, startCli, until } from "../support/run-cli.ts";
import { aedHeader, aedRows, TemporaryProject } from "../support/temporary-project.ts";

let project: TemporaryProject;
let where: string[];
beforeAll(async () => {
  project = new TemporaryProject({ "yaizu/data/aed.csv": aedHeader + aedRows(1, 30) });
  await project.convert();
  where = ["--mappings", project.mappings, "--output", project.output];
});
afterAll(() => project.remove());

/** The command in this process: a start of its own takes a second. */
async function query(text: string, ...options: string[]): Promise<string> {
  project.write("../query.rq", text);
  const listening = { SIGINT: process.listeners("SIGINT"), SIGTERM: process.listeners("SIGTERM") };
  let printed = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((piece) => {
    printed += String(piece);
    return true;
  });
  try {
    await command().parseAsync([path.join(project.folder, "query.rq"), ...where, ...options], { from: "user" });
  } finally {
    spy.mockRestore();
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      for (const listener of process.listeners(signal))
        if (!listening[signal].includes(listener)) process.off(signal, listener);
  }
  return printed;
}

const label = "<http://www.w3.org/2000/01/rdf-schema#label>";
const record = "<https://example.org/id/jp/22212/aed/7>";
const select = `SELECT ?label WHERE { ${record} ${label} ?label }`;
const construct = `CONSTRUCT { ${record} ${label} ?label } WHERE { ${record} ${label} ?label }`;

describe("query", () => {
  it("SELECT as a table, JSON and CSV", async () => {
    expect(await query(select)).toMatch(/^label\n─+\n施設7号館\n1 row\n$/);
    expect(JSON.parse(await query(select, "--format", "json"))).toMatchObject({
      results: { bindings: [{ label: { type: "literal", value: "施設7号館", "xml:lang": "ja" } }] },
    });
    expect(await query(select, "--format", "csv")).toMatch(/^label\r?\n施設7号館\r?\n$/);
  });

  it("ASK as one line", async () => {
    expect(await query(`ASK { ${record} ?p ?o }`)).toBe("true\n");
    expect(await query(`ASK { ${record} <http://nothing> ?o }`, "--format", "csv")).toBe("false\n");
    expect(JSON.parse(await query(`ASK { ${record} ?p ?o }`, "--format", "json"))).toMatchObject({ boolean: true });
  });

  it.each(["CONSTRUCT", "DESCRIBE"])("%s as Turtle, JSON-LD and N-Triples", async (form) => {
    const text = form === "CONSTRUCT" ? construct : `DESCRIBE ${record}`;
    const turtle = new Parser({ format: "text/turtle" }).parse(await query(text));
    const triples = new Parser({ format: "application/n-triples" }).parse(await query(text, "--format", "csv"));
    expect(turtle.length).toBe(triples.length);
    expect(triples.length).toBe(form === "CONSTRUCT" ? 1 : triples.length);
    expect(triples.some((triple) => triple.object.value === "施設7号館")).toBe(true);
    const json = JSON.parse(await query(text, "--format", "json")) as object[];
    expect(JSON.stringify(json)).toContain("施設7号館");
  });

  it("nothing found is no fault", async () => {
    const none = "WHERE { ?s <http://nothing> ?o }";
    expect(await query(`SELECT ?s ${none}`, "--format", "csv")).toMatch(/^s\r?\n$/);
    expect(await query(`SELECT ?s ${none}`)).toContain("0 rows");
    expect(await query(`CONSTRUCT { ?s ?p ?o } ${none.replace("}", "; ?p ?o }")}`)).toBe("");
  });

  const faults: [what: string, text: string, ...said: string[]][] = [
    ["a misspelt word", "SELECT ?s\nWERE { ?s ?p ?o }", "QRY-001", "query.rq:2:1", '"WERE"'],
    [
      "a prefix that is not declared",
      "SELECT ?s WHERE { ?s a ic:AED }",
      "QRY-001",
      "query.rq:1:24",
      "PREFIX ic: <http://imi.go.jp/",
    ],
    ["an update", "DELETE WHERE { ?s ?p ?o }", "QRY-002"],
    ["an empty query", "\n", "QRY-001", "empty"],
  ];
  it.each(faults)("%s is told with its place", async (_, text, ...said) => {
    const error: unknown = await query(text).catch((caught: unknown) => caught);
    if (!(error instanceof ProblemError)) throw error;
    const told = error.problems.map((problem) => formatProblem(problem)).join("\n");
    for (const part of said) expect(told).toContain(part);
  });

  it("reads standard input, and stops when nobody reads", async () => {
    const [found, wrong] = await Promise.all([
      runCli(["query", "-", ...where], select),
      runCli(["query", "-", ...where], "SELECT"),
    ]);
    expect(found).toMatchObject({ code: 0, stderr: "" });
    expect(found.stdout).toContain("施設7号館");
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain("at standard input:1:");
    const left = startCli(["query", "-", ...where, "--format", "csv"], "SELECT * { ?a ?b ?c . ?d ?e ?f }");
    left.child.stdout?.once("data", () => left.child.stdout?.destroy());
    expect(await left.finished).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("serve", () => {
  it("answers until Ctrl-C; a port that is taken is told with another", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    const refused = runCli(["serve", ...where, "--port", String(port)]);

    const serving = startCli(["serve", ...where, "--port", "0"]);
    await until(() => serving.stdout().includes("Stop"));
    const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(serving.stdout())?.[0] ?? "";
    const page = await fetch(`${address}id/jp/22212/aed/7`, { headers: { accept: "text/turtle" } });
    expect(await page.text()).toContain("施設7号館");
    serving.child.kill("SIGINT");
    expect((await serving.finished).code).toBe(0);

    expect(await refused).toMatchObject({ code: 2, stdout: "" });
    expect((await refused).stderr).toContain(`CLI-003  Port ${port} is taken by another program.`);
    taken.close();
  });
});
