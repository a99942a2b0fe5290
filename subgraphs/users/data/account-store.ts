import type { UserId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import type { Database } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { AccountStore, Credentials } from '../app/ports.ts';
import type { Account, Preferences } from '../domain/account.ts';
import type { Role } from '../domain/roles.ts';

export interface AccountRow {
  readonly id: UserId;
  readonly email: string;
  readonly email_verified: boolean;
  readonly display_name: string;
  readonly phone: string | null;
  readonly locale: string;
  readonly preferred_currency: CurrencyCode;
  readonly preferences: Preferences;
  readonly roles: readonly Role[];
  readonly created_at: Date;
}

export const ACCOUNT_COLUMNS = `id, email, email_verified, display_name, phone, locale, preferred_currency, preferences,
  roles, created_at`;

export const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  email: row.email,
  emailVerified: row.email_verified,
  displayName: row.display_name,
  phone: row.phone,
  locale: row.locale,
  preferredCurrency: row.preferred_currency,
  preferences: row.preferences,
  roles: row.roles,
  createdAt: row.created_at,
});

const LOCK = `SELECT ${ACCOUNT_COLUMNS}, password_hash FROM account WHERE id = $1`;

export const postgresAccountStore = ({ db, newId }: { db: Database; newId: NewId }): AccountStore => ({
  findCredentials: (email) =>
    db.one<Credentials>('SELECT id AS "userId", password_hash AS "passwordHash" FROM account WHERE email = $1', [
      email,
    ]),

  async insert(tx, account, passwordHash) {
    const inserted = await tx.query(
      `INSERT INTO account (id, email, email_verified, password_hash, display_name, phone, locale, preferred_currency,
                            preferences, roles, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (email) DO NOTHING RETURNING id`,
      [
        account.id,
        account.email,
        account.emailVerified,
        passwordHash,
        account.displayName,
        account.phone,
        account.locale,
        account.preferredCurrency,
        JSON.stringify(account.preferences),
        account.roles,
        account.createdAt,
      ],
    );
    return inserted.length === 1;
  },

  async lock(tx, id, mode = 'update') {
    const [row] = await tx.query<AccountRow & { password_hash: string }>(
      mode === 'share' ? `${LOCK} FOR SHARE` : `${LOCK} FOR UPDATE`,
      [id],
    );
    return row ? { ...toAccount(row), passwordHash: row.password_hash } : null;
  },

  update(tx, account) {
    tx.writeOne(
      `UPDATE account SET email_verified = $2, display_name = $3, phone = $4, locale = $5, preferred_currency = $6,
                          preferences = $7, roles = $8
        WHERE id = $1`,
      [
        account.id,
        account.emailVerified,
        account.displayName,
        account.phone,
        account.locale,
        account.preferredCurrency,
        JSON.stringify(account.preferences),
        account.roles,
      ],
    );
  },

  setPassword(tx, id, passwordHash) {
    tx.writeOne('UPDATE account SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
  },

  recordSecurityEvent(tx, { userId, kind, device, at }) {
    tx.write('INSERT INTO security_event (id, user_id, kind, device, at) VALUES ($1, $2, $3, $4, $5)', [
      newId('sec'),
      userId,
      kind,
      device,
      at,
    ]);
  },

  recordSecurityEventByEmail(tx, email, { kind, device, at }) {
    tx.write(
      `INSERT INTO security_event (id, user_id, kind, device, at)
       SELECT $1, id, $3, $4, $5 FROM account WHERE email = $2`,
      [newId('sec'), email, kind, device, at],
    );
  },
});
