/** `tsunagi`: one file a command; exit codes and the printing of problems are decided here and nowhere else. */
import { Command, CommanderError } from "commander";
import { ProblemError } from "../problem/problem.ts";
import { interrupted } from "./interrupt.ts";
import { printProblems } from "./report/print-problems.ts";
import { refusedBySystem } from "./system-refusal.ts";
import "./standard-output.ts";
import { version } from "./version.ts";

/** Each is loaded when it is asked for: `check` need not wait for a database to load. */
const commands: Readonly<Record<string, () => Promise<{ command(): Command }>>> = {
  start: () => import("./commands/start.ts"),
  convert: () => import("./commands/convert.ts"),
  check: () => import("./commands/check.ts"),
  preview: () => import("./commands/preview.ts"),
  query: () => import("./commands/query.ts"),
  serve: () => import("./commands/serve.ts"),
};

const program = new Command("tsunagi")
  .description("City tables in, five-star linked data out, and one SPARQL endpoint that joins the cities.")
  .version(version)
  .addHelpText(
    "after",
    "\nExit codes: 0 done · 1 a dataset failed or a gate held · 2 wrong use or configuration · 3 unexpected fault · 130 interrupted\n\nExample: tsunagi convert --only yaizu/aed",
  );
const asked = commands[process.argv[2] ?? ""];
for (const load of asked === undefined ? Object.values(commands) : [asked])
  program.addCommand((await load()).command());

for (const command of [program, ...program.commands])
  command.exitOverride().showHelpAfterError("(--help shows the options and an example)");

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}

function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (interrupted(error)) {
    process.stderr.write("Interrupted; the last output stands.\n");
    return 130;
  }
  if (error instanceof ProblemError) {
    printProblems(error.problems);
    return 2;
  }
  const refusal = refusedBySystem(error);
  if (refusal !== undefined) {
    printProblems([refusal]);
    return 3;
  }
  process.stderr.write(
    `Unexpected fault; the last output stands. Please report this:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 3;
}
