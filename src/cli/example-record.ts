/** One record to show a newcomer: the first of the first dataset that has output. */
import * as path from "node:path";
import type { Project } from "../config/project.ts";
import { bytesOfLatin1, fromUtf8Bytes } from "../rdf/utf8-bytes.ts";
import { datasetFolder } from "../run/dataset-report.ts";
import { exists, linesOf } from "../safe/files.ts";

/** Its address under the endpoint, `id/…`; undefined when nothing has been published. */
export function exampleRecord(project: Project): string | undefined {
  for (const dataset of project.datasets) {
    const file = path.join(datasetFolder(project.output, dataset.id), "data.nq");
    if (!exists(file)) continue;
    for (const line of linesOf(file)) {
      const iri = fromUtf8Bytes(bytesOfLatin1(line.slice(1, line.search(/[>#]/))));
      return iri.startsWith(`${project.base}id/`) ? iri.slice(project.base.length) : undefined;
    }
  }
  return undefined;
}
