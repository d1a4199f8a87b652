/** Answers that become ready in one turn of the event loop are sent together at its end. */
import type { FastifyInstance } from 'fastify';

/**
 * Each write to a socket may wake whoever reads at the other end. With one write here and one there among the work of a turn, a client
 * or proxy on the same machine falls asleep and is woken for each of them, at the sender's expense: half the time of a small answer
 * (measured). One after the other they cost a fraction. With a single request in the turn nothing waits for anything.
 *
 * To be called after all else that adds `onSend` hooks.
 */
export function sendTogether(app: FastifyInstance): void {
  let ready: (() => void)[] = [];
  const flush = () => {
    const batch = ready;
    ready = [];
    for (const send of batch) send();
  };
  app.addHook('onSend', (request, reply, payload, done) => {
    const send = () => {
      try {
        done(null, payload);
      } catch (error) {
        // Nothing above would catch it, and the answers behind it must not fall with it.
        request.log.error({ err: error, request_id: request.id }, 'an answer could not be sent');
        reply.raw.destroy(error as Error); // whatever Fastify throws is one
      }
    };
    if (ready.push(send) === 1) setImmediate(flush);
  });
}
