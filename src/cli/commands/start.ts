import { Command } from "commander";
import { loadProject } from "../../config/load-project.ts";
import { convert } from "../../run/convert.ts";
import { exitCodeOf } from "../../run/outcome.ts";
import { onInterrupt } from "../interrupt.ts";
import { portOption, withMappings, withOutput } from "../options.ts";
import { terminalReporter } from "../report/terminal-reporter.ts";
import { serve } from "../serve.ts";

export function command(): Command {
  return withOutput(withMappings(new Command("start")))
    .description("Convert what has changed, then serve it: the first thing to run.")
    .addOption(portOption())
    .addHelpText("after", "\nExample: tsunagi start --port 8080")
    .action(async (options: { mappings: string; output?: string; port: number }) => {
      const signal = onInterrupt();
      const run = await convert({ ...options, reporter: terminalReporter(), signal });
      await serve({ project: loadProject(options.mappings, options), port: options.port, signal });
      process.exitCode = exitCodeOf(run);
    });
}
