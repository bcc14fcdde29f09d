import { text as readAll } from "node:stream/consumers";
import { Command, Option } from "commander";
import { loadProject } from "../../config/load-project.ts";
import { ProblemError } from "../../problem/problem.ts";
import { exists, readText } from "../../safe/files.ts";
import { makeScratch } from "../../safe/scratch.ts";
import { answer } from "../../store/answer.ts";
import { type WantedFormats, writeAnswer } from "../../store/results/formats.ts";
import { writeTable } from "../../store/results/table.ts";
import { Store } from "../../store/store.ts";
import { onInterrupt } from "../interrupt.ts";
import { withMappings, withOutput } from "../options.ts";
import { builtStore } from "../serve.ts";
import { printAll } from "../standard-output.ts";

type Format = "table" | "json" | "csv";
const wanted: Record<Format, WantedFormats> = {
  table: { boolean: "csv", quads: "turtle" },
  json: { bindings: "json", boolean: "json", quads: "jsonld" },
  csv: { bindings: "csv", boolean: "csv", quads: "ntriples" },
};

export function command(): Command {
  return withOutput(withMappings(new Command("query")))
    .description("Answer a SPARQL query from the store.")
    .argument("<file>", "file with the query, or - for standard input")
    .addOption(new Option("--format <format>", "form of the answer").choices(["table", "json", "csv"]).default("table"))
    .addHelpText("after", "\nExample: tsunagi query vocab/queries/shelters-tsunami-earthquake.rq --format csv")
    .action(async (file: string, options: { mappings: string; output?: string; format: Format }) => {
      const text = await queryText(file);
      const project = loadProject(options.mappings, options);
      const scratch = makeScratch(); // where DuckDB puts what does not fit into memory
      const store = await Store.open(builtStore(project), {
        memoryMb: project.limits.queryMemoryMb,
        threads: project.limits.workers,
        scratch: scratch.folder,
      });
      const signal = onInterrupt();
      signal.addEventListener("abort", () => store.interrupt(), { once: true });
      try {
        const found = await answer(store, text);
        const written =
          found.kind === "bindings" && options.format === "table"
            ? writeTable(found.variables, found.rows)
            : writeAnswer(found, wanted[options.format])?.text;
        if (written !== undefined) await printAll(written);
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof ProblemError ? inFile(file, error) : error;
      } finally {
        await store.close();
        scratch.remove();
      }
    });
}

async function queryText(file: string): Promise<string> {
  if (file === "-") return readAll(process.stdin);
  if (exists(file)) return readText(file);
  throw new ProblemError({
    code: "CLI-001",
    severity: "error",
    message: `There is no file ${file}.`,
    advice: "Give a file with a SPARQL query, or - to read it from standard input.",
  });
}

/** The store does not know where the query was written. */
function inFile(file: string, error: ProblemError): ProblemError {
  const name = file === "-" ? "standard input" : file;
  return new ProblemError(
    error.problems.map((problem) =>
      problem.at === undefined ? problem : { ...problem, at: { ...problem.at, file: name } },
    ),
  );
}
