import type { Database } from '@emporium/platform/db';
import type { Mailer } from '../app/ports.ts';
import type { Mail } from '../domain/mail.ts';

export interface StoredMail extends Mail {
  readonly id: bigint;
  readonly sentAt: Date;
}

export interface Mailbox {
  /** The latest, for one recipient or for all. */
  list(recipient: string | null): Promise<readonly StoredMail[]>;
  read(id: bigint): Promise<StoredMail | null>;
}

const LISTED = 100;
const COLUMNS = 'id, recipient AS "to", subject, body AS text, sent_at AS "sentAt"';

/** The embedded mail server: what is sent is there to be read, and goes nowhere. */
export const mailboxMailer = (): Mailer => ({
  send(tx, { to, subject, text }) {
    tx.write('INSERT INTO mail (recipient, subject, body) VALUES ($1, $2, $3)', [to, subject, text]);
  },
});

export const mailbox = (db: Database): Mailbox => ({
  list: (recipient) =>
    db.search<StoredMail>(
      `SELECT ${COLUMNS} FROM mail WHERE $1::text IS NULL OR recipient = $1 ORDER BY id DESC LIMIT ${LISTED}`,
      [recipient],
    ),
  read: (id) => db.one<StoredMail>(`SELECT ${COLUMNS} FROM mail WHERE id = $1`, [id]),
});
