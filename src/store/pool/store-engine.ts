/** The engine of a query process: the store's file, read-only. */
import { iri } from "../../rdf/term.ts";
import { answer } from "../answer.ts";
import { describe, graphsOf, inverse, labelsOf } from "../describe.ts";
import { queryFault } from "../query-fault.ts";
import { compileQuery } from "../sparql/compile-query.ts";
import { Store } from "../store.ts";
import type { OpenEngine, ResourceDescription } from "./engine.ts";

/** Inverse links on a page. */
const INVERSE_SHOWN = 50;
/** Datasets that a page credits. */
const DATASETS_SHOWN = 10;

export const openEngine: OpenEngine = async ({ store: path, ...options }) => {
  const store = await Store.open(path, options);
  return {
    async answer(text, { deadlineMs, baseIri }) {
      const found = await answer(store, text, {
        deadline: deadlineMs,
        baseIri,
        limits: options,
        compile: compileQuery,
      });
      return { ...found, way: found.reason === undefined ? found.way : `${found.way} (${found.reason})` };
    },
    describe: (resource) =>
      describeResource(store, resource).catch((error: unknown) => {
        throw queryFault(error, options);
      }),
    interrupt: () => store.interrupt(),
    close: () => store.close(),
  };
};

async function describeResource(store: Store, resource: string): Promise<ResourceDescription | undefined> {
  const quads = await describe(store, iri(resource));
  // What is only pointed to (a class, a concept of elsewhere) still has a page that says by what.
  const pointing = await inverse(store, iri(resource), INVERSE_SHOWN + 1);
  if (quads.length === 0 && pointing.length === 0) return undefined;
  const graphs = (await graphsOf(store, iri(resource))).map(({ value }) => value);
  const datasets = (
    await Promise.all(graphs.slice(0, DATASETS_SHOWN).map((graph) => describe(store, iri(graph))))
  ).flat();
  const inverseShown = pointing.slice(0, INVERSE_SHOWN);
  const named = new Set([resource, ...graphs]);
  for (const { subject, predicate, object } of [...quads, ...inverseShown, ...datasets])
    for (const term of [subject, predicate, object]) if (term.kind === "iri") named.add(term.value);
  const labels = await labelsOf(store, [...named], []);
  // An older edition's resource stands outside the default graph.
  if (!labels.has(resource))
    for (const [of, terms] of await labelsOf(store, [resource], [], "all")) labels.set(of, terms);
  return {
    iri: resource,
    quads,
    inverse: inverseShown,
    moreInverse: pointing.length > INVERSE_SHOWN,
    labels: Object.fromEntries(labels),
    graphs,
    datasets,
  };
}
