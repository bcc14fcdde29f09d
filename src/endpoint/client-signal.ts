/** Tells when nobody waits for an answer any more. */
import type { FastifyReply } from "fastify";

/**
 * Aborted when the connection closes before the answer is finished. The response's own `close` is the sign to watch:
 * the request's comes as soon as its body has been read.
 */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
