import type { Json, Tx } from '../db/index.ts';

const APPEND = `
  WITH head AS (
    INSERT INTO stream_head (subject, sequence) VALUES ($1, 1)
    ON CONFLICT (subject) DO UPDATE SET sequence = stream_head.sequence + 1
    RETURNING sequence
  ), appended AS (
    INSERT INTO stream_event (subject, sequence, payload) SELECT $1, sequence, $2 FROM head RETURNING sequence
  )
  SELECT pg_notify('stream', $1) FROM appended`;

/**
 * Adds an event to a live stream if the transaction commits. A subject (an order, a cart, a claim)
 * counts its events from 1 without a gap; the count's row is locked to the commit, so append last
 * and keep one subject per aggregate.
 */
export function appendToStream(tx: Tx, subject: string, payload: Json): void {
  tx.write(APPEND, [subject, JSON.stringify(payload)]);
}
