import type { DomainEvent } from '@emporium/contracts/events';
import type { Tx } from '../db/index.ts';
import { newId } from '../ids/index.ts';
import { currentTrace, formatTraceparent } from '../trace/index.ts';

const INSERT = `
  WITH appended AS (INSERT INTO outbox (id, key, event, traceparent) VALUES ($1, $2, $3, $4) RETURNING 1)
  SELECT pg_notify('outbox', '') FROM appended`;

/**
 * Publishes an event if, and only if, the transaction commits; the only way to publish. Events of
 * one `key` (the aggregate's id) arrive in the order of their transactions, provided each holds a
 * lock on the aggregate, as every command does.
 */
export function appendToOutbox<Event extends DomainEvent>(tx: Tx, key: string, event: Event): void {
  const trace = currentTrace();
  tx.write(INSERT, [newId('evt'), key, JSON.stringify(event), trace && formatTraceparent(trace)]);
}
