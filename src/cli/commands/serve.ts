import { Command } from "commander";
import { loadProject } from "../../config/load-project.ts";
import { onInterrupt } from "../interrupt.ts";
import { portOption, withMappings, withOutput } from "../options.ts";
import { serve } from "../serve.ts";

export function command(): Command {
  return withOutput(withMappings(new Command("serve")))
    .description("Serve the store: SPARQL endpoint, page, and every record under its URI. Read-only, on 127.0.0.1.")
    .addOption(portOption())
    .addHelpText("after", "\nExample: tsunagi serve --port 8080")
    .action(async (options: { mappings: string; output?: string; port: number }) => {
      await serve({ project: loadProject(options.mappings, options), port: options.port, signal: onInterrupt() });
    });
}
