/** A run for people: live progress where there is a terminal, plain lines where there is none; then the summary. */
import { createLogUpdate } from "log-update";
import picocolors from "picocolors";
import type { DatasetOutcome, RunOutcome } from "../../run/outcome.ts";
import type { Reporter } from "../../run/reporter.ts";
import { print } from "../standard-output.ts";
import { printGroups } from "./print-problems.ts";

const number = new Intl.NumberFormat("en");
const steps: Record<string, string> = { catalogue: "Describing what is published", store: "Building the store" };

export function terminalReporter(): Reporter {
  const live = process.stderr.isTTY === true;
  const update = createLogUpdate(process.stderr);
  const colours = picocolors.createColors(process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined);
  let width = 0;
  const show = (text: string): void => {
    if (live) update(text);
  };
  return {
    started(datasets) {
      width = Math.max(0, ...datasets.map((id) => id.length));
    },
    progress(dataset, share, records) {
      const done = Math.round(share * 24);
      show(`${dataset.padEnd(width)}  ${"━".repeat(done)}${"╌".repeat(24 - done)}  ${number.format(records)} rows`);
    },
    finished(dataset) {
      if (live) update.clear();
      print(`${datasetLine(dataset, width, colours)}\n`);
      if (dataset.status !== "unchanged") printGroups(dataset.problems);
    },
    step: (name) => show(`${steps[name] ?? name} …`),
    done(run) {
      if (live) {
        update.clear();
        update.done(); // shows the cursor again: `start` goes on to serve
      }
      for (const id of run.removed)
        print(colours.dim(`– ${id.padEnd(width)}  no longer in the project: its output was removed\n`));
      print(`${summary(run)}\n`);
    },
  };
}

const counted = (count: number, noun: string): string => `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;

type Colours = ReturnType<typeof picocolors.createColors>;

function datasetLine(dataset: DatasetOutcome, width: number, colours: Colours): string {
  const id = dataset.id.padEnd(width);
  const seconds = `${dataset.seconds.toFixed(1)} s`;
  switch (dataset.status) {
    case "unchanged":
      return `${colours.dim("·")} ${id}  ${colours.dim(`unchanged: ${number.format(dataset.resources)} resources, ${number.format(dataset.quads)} quads   ${seconds}`)}`;
    case "unpublished":
      return `${colours.dim("–")} ${id}  ${colours.dim(`not published (${dataset.reason})`)}`;
    case "failed":
      return `${colours.red("✗")} ${id}  ${colours.red("failed:")} ${dataset.reason}${stands(dataset)}`;
    case "held":
      return `${colours.red("✗")} ${id}  ${colours.red("held:")} ${dataset.reason}${stands(dataset)}`;
    case "converted": {
      const rows =
        dataset.filtered === 0
          ? `${number.format(dataset.records)} rows`
          : `${number.format(dataset.records - dataset.filtered)} of ${number.format(dataset.records)} rows`;
      const { added, changed, withdrawn, returned } = dataset.uris;
      const uris = [
        added > 0 && `+${added}`,
        changed > 0 && `~${changed}`,
        withdrawn > 0 && `-${withdrawn}`,
        returned > 0 && `↩${returned}`,
      ]
        .filter(Boolean)
        .join(" ");
      const rejected =
        dataset.rejected === 0
          ? "0 rejected"
          : colours.yellow(`${number.format(dataset.rejected)} rejected (rejected.csv)`);
      const parts = [
        `${rows} → ${number.format(dataset.resources)} resources, ${number.format(dataset.quads)} quads`,
        uris,
        rejected,
        found(dataset),
        dataset.trial ? "(trial: the ledger is not touched)" : "",
        seconds,
      ];
      return `${colours.green("✓")} ${id}  ${parts.filter((part) => part !== "").join("   ")}`;
    }
  }
}

const stands = (dataset: DatasetOutcome): string =>
  dataset.lastOutputStands ? " The last good output stands." : " Nothing of it is published.";

/** Encoding and dialect, found or declared. */
function found(dataset: DatasetOutcome): string {
  const [source] = dataset.sources;
  if (source === undefined) return "";
  const delimiter = { ",": "comma", "\t": "tab", ";": "semicolon", "|": "bar" }[source.delimiter] ?? source.delimiter;
  const unmapped =
    dataset.columns.unmapped.length === 0 ? "" : `, ${counted(dataset.columns.unmapped.length, "column")} unmapped`;
  return `${source.encoding}${source.bom ? " with BOM" : ""}${source.encodingIs === "declared" ? " (declared)" : ""}, ${delimiter}${source.headerRows > 1 ? `, ${source.headerRows} header rows` : ""}${unmapped}`;
}

function summary(run: RunOutcome): string {
  const count = (status: DatasetOutcome["status"]): number =>
    run.datasets.filter((dataset) => dataset.status === status).length;
  const groups = run.datasets.flatMap(({ problems }) => problems);
  const total = (wanted: (group: (typeof groups)[number]) => boolean): number =>
    groups.filter(wanted).reduce((sum, group) => sum + group.count, 0);
  const unread = total(({ code, severity }) => severity === "error" && code.startsWith("VAL-"));
  const parts = [
    `${count("converted")} converted`,
    `${count("unchanged")} unchanged`,
    `${count("held")} held`,
    `${count("failed")} failed`,
    counted(
      total(({ severity }) => severity === "warning"),
      "warning",
    ),
  ];
  if (unread > 0) parts.push(`${counted(unread, "value")} not read`);
  if (count("unpublished") > 0) parts.push(`${count("unpublished")} not published`);
  const store =
    run.store === undefined
      ? ""
      : `\nStore: ${number.format(run.store.triples)} triples, ${number.format(run.store.terms)} terms${run.store.unchanged ? " (unchanged)" : `, built in ${run.store.seconds.toFixed(1)} s`}`;
  return `\n${parts.join(" · ")}   ${run.seconds.toFixed(1)} s${store}\nOutput: ${run.output}`;
}
