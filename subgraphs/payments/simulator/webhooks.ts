import { randomUUID } from 'node:crypto';
import type { Tx } from '@emporium/platform/db';
import { enqueueJob, type Task } from '@emporium/platform/jobs';
import { SIGNATURE_HEADER, signWebhook } from '../webhooks/signature.ts';
import type { Faults } from './faults.ts';

export const WEBHOOK_TASK = 'simulator.webhook';

/** With the waits between them, a receiver may be away for half an hour. */
const MAX_ATTEMPTS = 7;
const TIMEOUT_MS = 5_000;

/** Queues a webhook with the change it tells of, as often and as late as the faults say. */
export function queueWebhook(
  tx: Tx,
  type: string,
  object: object,
  { webhookCopies, webhookDelayMs }: Faults,
  now: Date,
): void {
  const event = { id: `evt_${randomUUID()}`, type, created: Math.floor(now.getTime() / 1_000), data: { object } };
  const runAt = webhookDelayMs > 0 ? { runAt: new Date(now.getTime() + webhookDelayMs) } : {};
  for (let copy = 0; copy < webhookCopies; copy += 1) {
    enqueueJob(tx, WEBHOOK_TASK, { event }, { maxAttempts: MAX_ATTEMPTS, ...runAt });
  }
}

/** Signs at the moment of sending; whatever is not answered with 2xx is sent again later. */
export const deliverWebhook =
  ({ url, secret, now }: { url: string; secret: string; now: () => Date }): Task =>
  async (payload, { signal }) => {
    const body = JSON.stringify((payload as { event: unknown }).event);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signWebhook(body, secret, now()) },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the webhook was answered with ${response.status}`);
  };
