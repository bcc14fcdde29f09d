import { Command } from "commander";
import { quadsToTurtle } from "../../rdf/turtle-text.ts";
import { preview } from "../../run/preview.ts";
import { leaveOnInterrupt } from "../interrupt.ts";
import { wholeNumber, withMappings } from "../options.ts";
import { printProblems } from "../report/print-problems.ts";
import { print } from "../standard-output.ts";

export function command(): Command {
  return withMappings(new Command("preview"))
    .description("Show the first rows of a table beside the resources that they become.")
    .requiredOption("--only <city/dataset>", "the dataset")
    .option("--source <file>", "another file in the place of the dataset's source")
    .option("--rows <number>", "how many rows", wholeNumber, 3)
    .addHelpText("after", "\nExample: tsunagi preview --only saitama/aed --rows 2")
    .action(async (options: { mappings: string; only: string; source?: string; rows: number }) => {
      leaveOnInterrupt();
      const { sources, alignment, records, problems } = await preview(options);
      printProblems(problems);
      const [source] = sources;
      if (source !== undefined)
        print(
          `${source.file}: ${source.encoding.name}, ${source.names.length} columns, delimiter ${JSON.stringify(source.dialect.delimiter)}\n`,
        );
      if (alignment !== undefined && alignment.unmapped.length > 0)
        print(`Columns that nothing uses: ${alignment.unmapped.join(", ")}\n`);
      for (const record of records) {
        const cells = record.cells
          .filter(({ value }) => value !== "")
          .map(({ header, value }) => `  ${header}: ${value}`);
        print(`\n── line ${record.line} ${"─".repeat(40)}\n${cells.join("\n")}\n\n`);
        print(`${(await quadsToTurtle(record.quads)).replace(/^(?=.)/gm, "    ")}\n`);
        printProblems(record.problems);
      }
    });
}
