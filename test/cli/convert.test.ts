/** `convert`, `check` and `start`'s run as processes: exit codes, streams, signals. */
import { existsSync, readdirSync, statSync } from "node:fs";
import * as path from "node:path";
import { afterEach, expect, it } from "vitest";
import { runCli, startCli, until } from "../support/run-cli.ts";
import { aedHeader, aedRows, aedYaml, TemporaryProject } from "../support/temporary-project.ts";

const projects: TemporaryProject[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) project.remove();
});
function newProject(files: Readonly<Record<string, string>> = {}): TemporaryProject {
  const project = new TemporaryProject({ "yaizu/data/aed.csv": aedHeader + aedRows(1, 30), ...files });
  projects.push(project);
  return project;
}
const where = (project: TemporaryProject): string[] => ["--mappings", project.mappings, "--output", project.output];
const escapeCharacter = "\u001b";

it("--json: every line is an event, and the exit code is 1 when a dataset failed", async () => {
  const project = newProject({ "yaizu/broken.yaml": aedYaml.replace("緯度: lat", "北緯: lat") });
  const { code, stdout, stderr } = await runCli(["convert", ...where(project), "--json"]);
  expect(code).toBe(1);
  expect(stderr).toBe("");
  const events = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.map(({ event }) => event)).toEqual(["started", "dataset", "dataset", "step", "step", "done"]);
  expect(events[1]).toMatchObject({ id: "yaizu/aed", status: "converted", resources: 30 });
  expect(events[2]).toMatchObject({ id: "yaizu/broken", status: "failed", problems: [{ code: "MAP-012" }] });
  expect(events[5]).toMatchObject({ store: { unchanged: false }, removed: [] });
});

it("for people: the summary on one stream, problems on the other, no colours where there is no terminal", async () => {
  const project = newProject({ "yaizu/data/aed.csv": `${aedHeader}${aedRows(1, 30)}31,x\n` });
  const { code, stdout, stderr } = await runCli(["convert", ...where(project)]);
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain(escapeCharacter);
  expect(stdout).toContain("✓ yaizu/aed  31 rows → 30 resources");
  expect(stdout).toContain("+30   1 rejected (rejected.csv)   utf-8, comma");
  expect(stdout).toContain("1 converted · 0 unchanged · 0 held · 0 failed · 0 warnings");
  expect(stderr).toContain("CNV-010  The record has 2 cells, 6 were expected.");
  const checked = await runCli(["check", "--mappings", project.mappings]);
  expect(checked.code).toBe(0);
  expect(checked.stdout).toMatch(/^✓ yaizu\/aed {2}utf-8, 6 columns · 6 mapped · \d+ triples maps\n$/);
});

it("a reader that leaves (| head) costs the run nothing", async () => {
  const project = newProject();
  const { child, finished } = startCli(["convert", ...where(project)]);
  child.stdout?.destroy();
  expect(await finished).toMatchObject({ code: 0, stderr: "" });
  expect(project.labels()).toHaveLength(30);
});

it("an interrupt, a second run and a crash in the middle leave the last output as it was", async () => {
  const project = newProject();
  await project.convert();
  const before = project.snapshot();
  project.write("yaizu/data/aed.csv", aedHeader + aedRows(1, 200_000));
  const dataOf = (): string | undefined => {
    const scratch = readdirSync(project.output).find((name) => name.startsWith(".run-"));
    return scratch === undefined ? undefined : path.join(project.output, scratch, "datasets/yaizu/aed/data.nq");
  };
  const inTheMiddle = (): boolean => {
    const data = dataOf();
    return data !== undefined && existsSync(data) && statSync(data).size > 1_000_000;
  };

  const first = startCli(["convert", ...where(project)]);
  await until(inTheMiddle);
  await expect(project.convert()).rejects.toThrow(`Another run (process ${first.child.pid})`);
  first.child.kill("SIGINT");
  const { code, stderr } = await first.finished;
  expect(code).toBe(130);
  expect(stderr).toContain("Interrupted; the last output stands.");
  expect(project.snapshot()).toEqual(before); // no .lock, no .run-…

  const second = startCli(["convert", ...where(project)]);
  await until(inTheMiddle);
  second.child.kill("SIGKILL");
  await second.finished;
  expect(project.files().some((name) => name.startsWith(".run-"))).toBe(true);
  expect(project.read("yaizu/aed/data.nq")).toBe(Buffer.from(before["yaizu/aed/data.nq"]!, "latin1").toString("utf8"));
  project.write("yaizu/data/aed.csv", aedHeader + aedRows(1, 31));
  expect(await project.dataset()).toMatchObject({ status: "converted", uris: { added: 1 } });
  expect(project.files().filter((name) => name.startsWith("."))).toEqual([]);
});
