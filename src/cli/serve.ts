/** The endpoint as a command runs it: pool, pages, ledger; stopped gracefully by an interrupt. */
import * as path from "node:path";
import type { Project } from "../config/project.ts";
import { createEndpoint, listen } from "../endpoint/create-endpoint.ts";
import { asciiIri } from "../endpoint/resource-iri.ts";
import { loadExampleQueries } from "../page/example-queries.ts";
import { ProblemError } from "../problem/problem.ts";
import { vocabularyFolder } from "../run/open-vocabulary.ts";
import { storeFile } from "../run/run-store.ts";
import { withdrawnResource } from "../run/withdrawn.ts";
import { exists } from "../safe/files.ts";
import { openQueryPool } from "../store/pool/query-pool.ts";
import { exampleRecord } from "./example-record.ts";

export interface Serving {
  readonly project: Project;
  readonly port: number;
  readonly signal: AbortSignal;
}

/** Resolves when the endpoint has been stopped. @throws ProblemError CLI-002 without a store, CLI-003 when the port is taken. */
export async function serve({ project, port, signal }: Serving): Promise<void> {
  const { limits } = project;
  const pool = openQueryPool({
    store: builtStore(project),
    processes: limits.queryProcesses,
    memoryMb: limits.queryMemoryMb,
    deadlineSeconds: limits.queryDeadlineSeconds,
  });
  const queries = loadExampleQueries(path.join(vocabularyFolder(project.root), "queries"));
  const app = createEndpoint({ project, pool, queries, withdrawn: (iri) => withdrawnResource(project, iri) });
  try {
    await pool.ready();
    const address = await listen(app, port).catch((error: NodeJS.ErrnoException) => {
      throw error.code === "EADDRINUSE" ? portTaken(port) : error;
    });
    if (!signal.aborted) greet(address, exampleRecord(project));
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  } finally {
    await app.close();
    await pool.close();
  }
}

/** The store of the last run. @throws ProblemError CLI-002 when nothing has been converted yet. */
export function builtStore(project: Project): string {
  const file = storeFile(project.output);
  if (exists(file)) return file;
  throw new ProblemError({
    code: "CLI-002",
    severity: "error",
    message: `There is no store in ${project.output}.`,
    advice: "Run: tsunagi convert",
  });
}

const portTaken = (port: number): ProblemError =>
  new ProblemError({
    code: "CLI-003",
    severity: "error",
    message: `Port ${port} is taken by another program.`,
    advice: `Give another: --port ${port + 1}`,
  });

/** Two addresses to open and one query to try. */
function greet(address: string, record: string | undefined): void {
  const page = record === undefined ? `${address}about` : `${address}${asciiIri(record)}`;
  const query =
    "SELECT ?class (COUNT(*) AS ?records) WHERE { ?record a ?class } GROUP BY ?class ORDER BY DESC(?records)";
  process.stdout.write(`
Open    ${address}            questions over all cities
        ${page}    one record under its URI
Try     curl -H "Accept: text/csv" --data-urlencode "query=${query}" ${address}sparql
Stop    Ctrl-C
`);
}
