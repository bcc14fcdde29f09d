#!/usr/bin/env node
// npm run bench -- [--rows N] [--aed-rows N] [--workers N] [--only name,name]
// Makes a table, reads it with csv-parse, converts it, and prints all side by side. Every measurement is a process of its
// own, one after the other, so that memory and CPU time are its own. Everything is written to a folder that is removed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writeTable } from "./table.mjs";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    "aed-rows": { type: "string" },
    workers: { type: "string" },
    only: { type: "string" },
  },
});
const rows = Number(values.rows);
// A row of the AED model is 31 quads and 6.4 KB: a store of a million of them takes minutes and many gigabytes of disk.
const mostAedRows = 300_000;
const aedRows = Number(values["aed-rows"] ?? Math.min(rows, mostAedRows));
const workers = Number(values.workers ?? Math.max(1, Math.min(cpus().length, 8)));

/** [name, what it says in the table, number of an earlier measurement's bytes to write] */
const measurements = [
  ["csv-parse-objects", "csv-parse, columns: true, read only"],
  ["csv-parse-arrays", "csv-parse, arrays, read only"],
  ["flat-null", "flat, 8 triples a row, to memory"],
  ["flat-disk", "flat, 8 triples a row, to disk"],
  ["flat-floor", "the same bytes only written"],
  ["aed-null", "AED model, full form, to memory"],
  ["aed-disk", "AED model, full form, to disk"],
  ["aed-floor", "the same bytes only written"],
  ["flat-store", "flat, CSV to queryable store"],
  ["aed-store", "AED model, CSV to queryable store"],
].filter(([name]) => values.only === undefined || values.only.split(",").includes(name));

const folder = mkdtempSync(join(tmpdir(), "tsunagi-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));

const table = join(folder, "table.csv");
const aedTable = join(folder, "aed.csv");
writeTable(table, rows);
writeTable(aedTable, aedRows);
const number = (value) => value.toLocaleString("en");
const megabytes = (file) => `${(statSync(file).size / 1e6).toFixed(0)} MB of UTF-8 CSV`;
console.log(
  `${number(rows)} rows × 8 columns, ${megabytes(table)}; Node ${process.version}, ${cpus().length} cores, ${workers} workers`,
);
if (aedRows !== rows) {
  console.log(
    `AED model: ${number(aedRows)} rows, ${megabytes(aedTable)}, compared with the same share of csv-parse's time (--aed-rows N for another number)`,
  );
}
console.log("");

const results = new Map();
const heading = ["", "seconds", "× csv-parse", "CPU s", "peak MB", "quads", "M quads/s", "output MB"];
const widths = [38, 8, 11, 7, 8, 11, 10, 10];
print(heading);
for (const [name, label] of measurements) {
  const result = measure(name);
  results.set(name, result);
  if (result.skipped !== undefined) {
    console.log(`${label.padEnd(widths[0])}  not measured: ${result.skipped}`);
    continue;
  }
  const share = name.startsWith("aed") ? aedRows / rows : 1;
  const reference = results.get("csv-parse-objects")?.seconds;
  print([
    label,
    result.seconds.toFixed(2),
    reference === undefined ? "" : (result.seconds / (reference * share)).toFixed(2),
    result.cpuSeconds.toFixed(2),
    result.peakMb.toFixed(0),
    result.quads === undefined ? "" : result.quads.toLocaleString("en"),
    result.quads === undefined ? "" : (result.quads / result.seconds / 1e6).toFixed(2),
    result.bytes === undefined ? "" : (result.bytes / 1e6).toFixed(0),
  ]);
}
conclude();

function measure(name) {
  const floorOf = name.endsWith("-floor") ? results.get(name.replace("-floor", "-disk"))?.bytes : undefined;
  if (name.endsWith("-floor") && floorOf === undefined) return { skipped: "the conversion to disk was not measured" };
  const script = fileURLToPath(new URL("./measure.ts", import.meta.url));
  const child = spawnSync(
    process.execPath,
    [
      "--import",
      "tsx",
      script,
      name,
      folder,
      name.startsWith("aed") ? aedTable : table,
      String(workers),
      String(floorOf ?? 0),
    ],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 1 << 24,
    },
  );
  const line = child.stdout.split("\n").findLast((text) => text.startsWith("{"));
  if (child.status === 0 && line !== undefined) return JSON.parse(line);
  return { skipped: child.stderr.split("\n").find((text) => /Error|error/.test(text)) ?? `exit code ${child.status}` };
}

function print(cells) {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(" "));
}

function conclude() {
  const reading = results.get("csv-parse-objects");
  const flat = results.get("flat-disk");
  const aed = { memory: results.get("aed-null"), disk: results.get("aed-disk"), store: results.get("aed-store") };
  const met = (holds) => (holds ? "met" : "MISSED");
  if (reading?.seconds !== undefined && flat?.seconds !== undefined) {
    const ratio = flat.seconds / reading.seconds;
    console.log(
      `\nFlat: conversion to disk takes ${ratio.toFixed(2)} of the time that csv-parse needs to read (at most 0.50: ${met(ratio <= 0.5)}), in ${flat.peakMb.toFixed(0)} MB (at most 256: ${met(flat.peakMb <= 256)}).`,
    );
  }
  const parts = [
    ["to memory", aed.memory],
    ["to disk", aed.disk],
    ["to a queryable store", aed.store],
  ].filter(([, one]) => one?.seconds !== undefined);
  if (parts.length === 0) return;
  const told = parts.map(
    ([where, { quads, seconds, cpuSeconds, planSeconds }]) =>
      `${(quads / (seconds - planSeconds) / 1e6).toFixed(2)} M quads/s ${where} (${((cpuSeconds / quads) * 1e6).toFixed(2)} CPU s a million)`,
  );
  const planning = Math.min(...parts.map(([, { planSeconds }]) => planSeconds)).toFixed(1);
  console.log(
    `AED model, full form: ${told.join(", ")}; not counting the ${planning} s to read project, vocabulary and mapping, which the seconds above include.`,
  );
}
