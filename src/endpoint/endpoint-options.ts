/** What an endpoint is made of. */
import type { ExampleQuery } from "../page/example-queries.ts";
import type { QueryPool } from "../store/pool/query-pool.ts";
import type { DocumentOptions } from "./document-routes.ts";

export interface EndpointOptions {
  readonly project: { readonly base: string; readonly languages: readonly string[] };
  readonly pool: QueryPool;
  readonly queries: readonly ExampleQuery[];
  /** What is known of a resource that was here once; its document answers 410. */
  readonly withdrawn?: DocumentOptions["withdrawn"];
  /** Told of every fault of ours, with the request's path. Standard error by default. */
  readonly onFault?: (error: unknown, where: string) => void;
}
