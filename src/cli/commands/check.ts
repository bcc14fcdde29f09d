import { Command } from "commander";
import { type CheckedDataset, check } from "../../run/check.ts";
import { leaveOnInterrupt } from "../interrupt.ts";
import { withMappings } from "../options.ts";
import { refusalsAsEvents } from "../report/json-reporter.ts";
import { printGroups } from "../report/print-problems.ts";
import { print } from "../standard-output.ts";

export function command(): Command {
  return withMappings(new Command("check"))
    .description("Check the configuration and every mapping against its table's header, without converting.")
    .option("--only <city/dataset>", "one city, or one dataset")
    .option("--source <file>", "another file in the place of the dataset's source (with --only)")
    .option("--json", "one JSON object a line")
    .addHelpText("after", "\nExample: tsunagi check --only yaizu/aed")
    .action(async (options: { mappings: string; only?: string; source?: string; json?: boolean }) => {
      leaveOnInterrupt();
      const checking = check(options);
      const checked = await (options.json ? checking.catch(refusalsAsEvents) : checking);
      for (const dataset of checked) {
        if (options.json) print(`${JSON.stringify(asJson(dataset))}\n`);
        else {
          print(`${line(dataset)}\n`);
          printGroups(dataset.problems);
        }
      }
      process.exitCode = checked.every((dataset) => dataset.planned !== undefined) ? 0 : 1;
    });
}

function line({ id, access, planned }: CheckedDataset): string {
  if (planned === undefined) return `✗ ${id}  has errors`;
  const { mapped = [], unmapped = [], ignored = [], private: hidden = [] } = planned.alignment ?? {};
  const source = planned.sources[0];
  const parts = [
    source === undefined ? undefined : `${source.encoding.name}, ${source.names.length} columns`,
    `${mapped.length} mapped`,
    hidden.length > 0 ? `${hidden.length} private` : undefined,
    ignored.length > 0 ? `${ignored.length} ignored` : undefined,
    unmapped.length > 0 ? `unmapped: ${unmapped.join(", ")}` : undefined,
    `${planned.plan.triplesMaps.length} triples maps`,
    access === "open" ? undefined : `access: ${access}, not published`,
  ];
  return `✓ ${id}  ${parts.filter((part) => part !== undefined).join(" · ")}`;
}

const asJson = ({ id, access, planned, problems }: CheckedDataset): object => ({
  id,
  access,
  ok: planned !== undefined,
  columns: planned?.alignment,
  problems,
});
