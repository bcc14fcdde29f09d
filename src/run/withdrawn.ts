/** What the ledgers know of a resource that is no longer published. */
import * as path from "node:path";
import type { Project } from "../config/project.ts";
import { lookupWithdrawn } from "../uri/lookup-withdrawn.ts";

/** The note for the endpoint's 410; undefined when the resource was never minted or is still there. */
export function withdrawnResource(project: Project, iri: string): { readonly note: string } | undefined {
  for (const dataset of project.datasets) {
    // The ledger knows the keys of every edition.
    const prefix = dataset.prefix.slice(0, dataset.prefix.length - dataset.editionPrefix.length);
    if (!iri.startsWith(prefix)) continue;
    const key = iri.slice(prefix.length).split("#")[0] ?? "";
    const known = lookupWithdrawn(path.join(dataset.city.folder, "ledger", `${dataset.name}.tsv`), key);
    if (known !== undefined) return { note: `${known.label} (${Object.values(dataset.title)[0] ?? dataset.id})` };
  }
  return undefined;
}
