import { randomBytes, randomUUID } from 'node:crypto';
import { IdempotencyConflict, type Database, type Json, type Tx } from '@emporium/platform/db';
import type { Result } from '@emporium/platform/result';
import type { z } from 'zod';
import type { FaultStore, Faults } from './faults.ts';
import { cancel, capture, confirm, decide, refund, type Intent, type IntentProblem } from './intent.ts';
import type { IntentStore } from './intent-store.ts';
import { TEST_CARDS } from './test-cards.ts';
import { queueWebhook } from './webhooks.ts';
import { presentIntent, type BODIES } from './wire.ts';

/** Answer as it is under the caller's key. */
export type Answer = {
  readonly status: number;
  readonly body: { readonly [field: string]: Json };
  /** It comes after the caller's deadline. */
  readonly isLate: boolean;
};

export interface OperationsDeps {
  readonly db: Database;
  readonly intents: IntentStore;
  readonly faults: FaultStore;
  /** Where a browser reaches the simulator. */
  readonly baseUrl: string;
  /** When the webhook about a late answer is sent. */
  readonly lateAnswerMs: number;
  readonly now: () => Date;
}

type Body<Name extends keyof typeof BODIES> = z.infer<(typeof BODIES)[Name]>;

/**
 * What the simulated gateway does. Every operation stores its answer under the caller's idempotency
 * key, refusals included, in the transaction of its work: the same key replays the answer.
 */
export function createOperations({ db, intents, faults, baseUrl, lateAnswerMs, now }: OperationsDeps) {
  const present = (intent: Intent) => presentIntent(intent, baseUrl) as { [field: string]: Json };

  /** Once for each key, with the state and its webhook in one transaction. */
  const once = async (
    key: string,
    command: object,
    work: (tx: Tx, faults: Faults) => Promise<Answer>,
  ): Promise<Answer> => {
    const settings = await faults.read();
    try {
      return await db.uow.once(`simulator:${key}`, command, (tx) => work(tx, settings));
    } catch (error) {
      if (error instanceof IdempotencyConflict) return refusal('idempotency_error');
      throw error;
    }
  };

  const change = (key: string, command: object, id: string, work: (tx: Tx, intent: Intent, faults: Faults) => Answer) =>
    once(key, { id, ...command }, async (tx, settings) => {
      const intent = await intents.lock(tx, id);
      return intent === null ? refusal('resource_missing', 404) : work(tx, intent, settings);
    });

  const save = (tx: Tx, before: Intent, after: Intent, settings: Faults): Answer => {
    if (after.status !== before.status) tellStatus(tx, after, settings);
    intents.update(tx, after);
    return answerWith(present(after), after);
  };

  const tellStatus = (tx: Tx, intent: Intent, settings: Faults): void =>
    queueWebhook(tx, `payment_intent.${intent.status}`, present(intent), settings, now());

  /** Money moved: the mover's own id comes back with the answer and with the webhook. */
  const move = (
    tx: Tx,
    kind: 'capture' | 'refund',
    metadata: { readonly id: string },
    outcome: Result<Intent, IntentProblem>,
    settings: Faults,
  ): Answer => {
    if (!outcome.ok) return refusal(outcome.error);
    const moved = {
      object: kind,
      id: `${kind}_${randomUUID()}`,
      status: 'succeeded',
      payment_intent: outcome.value.id,
      metadata,
    };
    intents.update(tx, outcome.value);
    queueWebhook(tx, `${kind}.succeeded`, moved, settings, now());
    return answerWith(moved, outcome.value);
  };

  return {
    keepMethod: (key: string, { token }: Body<'method'>): Promise<Answer> =>
      once(key, { token }, async (tx) => {
        const card = Object.hasOwn(TEST_CARDS, token) ? TEST_CARDS[token]! : null;
        if (card === null) return refusal('token_invalid');
        const { behaviour, brand, last4 } = card;
        const method = {
          id: `spm_${randomUUID()}`,
          type: 'card' as const,
          card: { brand, last4, exp_month: 12, exp_year: now().getUTCFullYear() + 3 },
        };
        intents.insertMethod(tx, { ...method, behaviour });
        return { status: 200, body: { object: 'payment_method', ...method }, isLate: false };
      }),

    authorize: (key: string, body: Body<'intent'>): Promise<Answer> =>
      once(key, body, async (tx, settings) => {
        const method = await intents.method(tx, body.payment_method);
        if (method === null) return refusal('resource_missing');
        const intent: Intent = {
          id: `pi_${randomUUID()}`,
          orderId: body.metadata.order_id,
          attempt: Number(body.metadata.attempt),
          methodId: method.id,
          behaviour: method.behaviour,
          currency: body.currency,
          amountMinor: BigInt(body.amount),
          capturedMinor: 0n,
          refundedMinor: 0n,
          ...decide(method.behaviour, now()),
          clientSecret: randomBytes(16).toString('hex'),
        };
        intents.insert(tx, intent);
        const isLate = method.behaviour === 'LATE';
        const webhookDelayMs = Math.max(settings.webhookDelayMs, isLate ? lateAnswerMs : 0);
        tellStatus(tx, intent, { ...settings, webhookDelayMs });
        return { ...answerWith(present(intent), intent), isLate };
      }),

    confirm: (key: string, id: string, { proof }: Body<'confirm'>): Promise<Answer> =>
      change(key, { proof }, id, (tx, intent, settings) => save(tx, intent, confirm(intent, proof, now()), settings)),

    cancel: (key: string, id: string): Promise<Answer> =>
      change(key, {}, id, (tx, intent, settings) => save(tx, intent, cancel(intent), settings)),

    capture: (key: string, id: string, body: Body<'capture'>): Promise<Answer> =>
      change(key, body, id, (tx, intent, settings) =>
        move(tx, 'capture', body.metadata, capture(intent, BigInt(body.amount_to_capture)), settings),
      ),

    refund: (key: string, body: Body<'refund'>): Promise<Answer> =>
      change(key, body, body.payment_intent, (tx, intent, settings) =>
        move(tx, 'refund', body.metadata, refund(intent, BigInt(body.amount)), settings),
      ),

    async lookUp({ order_id, attempt }: Body<'lookup'>): Promise<Answer> {
      const intent = await intents.findByMetadata(order_id, attempt);
      return intent === null ? refusal('resource_missing', 404) : { status: 200, body: present(intent), isLate: false };
    },
  };
}

export type Operations = ReturnType<typeof createOperations>;

const refusal = (code: string, status = 400): Answer => ({
  status,
  body: { error: { type: 'invalid_request_error', code } },
  isLate: false,
});

/** A refusal of the bank is answered with 402 and the intent inside, as Stripe does. */
function answerWith(object: { readonly [field: string]: Json }, { status, declineCode }: Intent): Answer {
  if (status !== 'requires_payment_method') return { status: 200, body: object, isLate: false };
  const error = { type: 'card_error', code: 'card_declined', decline_code: declineCode, payment_intent: object };
  return { status: 402, body: { error }, isLate: false };
}
