import type { FastifyInstance } from 'fastify';
import type { Log } from '../log/index.ts';
import type { Health } from './health.ts';

export interface DrainOptions {
  readonly log: Log;
  readonly health?: Health;
  /** How long balancers are given to notice that /readyz fails, before connections are refused. Default 0. */
  readonly noticeMs?: number;
  /** When requests under way are given up. Default 10,000. */
  readonly deadlineMs?: number;
}

/**
 * Ends a server without losing an answer: not ready, no new connections, WebSockets closed with 1001, requests
 * under way answered, and at the deadline whatever is left is cut.
 */
export async function drain(app: FastifyInstance, options: DrainOptions): Promise<void> {
  const { log, health, noticeMs = 0, deadlineMs = 10_000 } = options;
  health?.leave();
  if (noticeMs > 0) await new Promise((resolve) => setTimeout(resolve, noticeMs));

  // a connection that was busy when the server closed would keep it open, idle, until its keep-alive ran out
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => {
    log.warn({ deadlineMs }, 'requests were still under way at the deadline; their connections are cut');
    app.server.closeAllConnections();
  }, deadlineMs);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(deadline);
  }
}
