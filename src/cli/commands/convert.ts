import { Command } from "commander";
import { convert } from "../../run/convert.ts";
import { exitCodeOf } from "../../run/outcome.ts";
import { onInterrupt } from "../interrupt.ts";
import { withMappings, withOutput } from "../options.ts";
import { jsonReporter, refusalsAsEvents } from "../report/json-reporter.ts";
import { terminalReporter } from "../report/terminal-reporter.ts";

export interface ConvertOptions {
  readonly mappings: string;
  readonly output?: string;
  readonly only?: string;
  readonly source?: string;
  readonly json?: boolean;
}

export function command(): Command {
  return withOutput(withMappings(new Command("convert")))
    .description("Convert the cities' tables into linked data and build the store.")
    .option("--only <city/dataset>", "one city, or one dataset")
    .option("--source <file>", "another file in the place of the dataset's source (with --only)")
    .option("--json", "one JSON object a line instead of the summary")
    .addHelpText(
      "after",
      "\nExample: tsunagi convert --only taipei/residential-theft --source full-table.csv --output /tmp/trial",
    )
    .action(async (options: ConvertOptions) => {
      const reporter = options.json ? jsonReporter() : terminalReporter();
      const running = convert({ ...options, reporter, signal: onInterrupt() });
      const run = await (options.json ? running.catch(refusalsAsEvents) : running);
      process.exitCode = exitCodeOf(run);
    });
}
