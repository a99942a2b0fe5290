import type { Database, Tx } from '@emporium/platform/db';
import type { Intent } from './intent.ts';
import type { Behaviour } from './test-cards.ts';

export interface SimulatedMethod {
  readonly id: string;
  readonly type: 'card' | 'bank_transfer';
  readonly behaviour: Behaviour;
  readonly card: {
    readonly brand: string;
    readonly last4: string;
    readonly exp_month: number;
    readonly exp_year: number;
  } | null;
}

const COLUMNS = `id, order_id AS "orderId", attempt, method_id AS "methodId", behaviour, currency,
  amount_minor AS "amountMinor", captured_minor AS "capturedMinor", refunded_minor AS "refundedMinor", status,
  decline_code AS "declineCode", action, action_expires_at AS "actionExpiresAt", client_secret AS "clientSecret"`;

export const intentStore = (db: Database) => ({
  find: (id: string): Promise<Intent | null> =>
    db.one<Intent>(`SELECT ${COLUMNS} FROM simulator_intent WHERE id = $1`, [id]),
  findByMetadata: (orderId: string, attempt: number): Promise<Intent | null> =>
    db.one<Intent>(
      `SELECT ${COLUMNS} FROM simulator_intent WHERE order_id = $1 AND attempt = $2 ORDER BY created_at LIMIT 1`,
      [orderId, attempt],
    ),

  async lock(tx: Tx, id: string): Promise<Intent | null> {
    const [intent] = await tx.query<Intent>(`SELECT ${COLUMNS} FROM simulator_intent WHERE id = $1 FOR UPDATE`, [id]);
    return intent ?? null;
  },
  async method(tx: Tx, id: string): Promise<SimulatedMethod | null> {
    return (await tx.query<SimulatedMethod>('SELECT * FROM simulator_method WHERE id = $1', [id]))[0] ?? null;
  },

  insertMethod(tx: Tx, { id, type, behaviour, card }: SimulatedMethod): void {
    tx.write('INSERT INTO simulator_method (id, type, behaviour, card) VALUES ($1, $2, $3, $4)', [
      id,
      type,
      behaviour,
      card && JSON.stringify(card),
    ]);
  },
  insert(tx: Tx, intent: Intent): void {
    tx.write(
      `INSERT INTO simulator_intent (id, order_id, attempt, method_id, behaviour, currency, amount_minor, status,
                                     decline_code, action, action_expires_at, client_secret)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        intent.id,
        intent.orderId,
        intent.attempt,
        intent.methodId,
        intent.behaviour,
        intent.currency,
        intent.amountMinor,
        intent.status,
        intent.declineCode,
        intent.action,
        intent.actionExpiresAt,
        intent.clientSecret,
      ],
    );
  },
  update(tx: Tx, intent: Intent): void {
    tx.writeOne(
      `UPDATE simulator_intent SET status = $2, decline_code = $3, captured_minor = $4, refunded_minor = $5 WHERE id = $1`,
      [intent.id, intent.status, intent.declineCode, intent.capturedMinor, intent.refundedMinor],
    );
  },
});

export type IntentStore = ReturnType<typeof intentStore>;
