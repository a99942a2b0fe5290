import { sqlMigration, type Migration } from '@emporium/platform/db';

export const ledgerMigrations: readonly Migration[] = [
  sqlMigration(1767571200003, 'Ledger', [
    `CREATE TABLE ledger_transaction (
       sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       id text NOT NULL UNIQUE,
       kind text NOT NULL,
       reference text NOT NULL,
       payment_id text NOT NULL REFERENCES payment,
       posted_at timestamptz NOT NULL,
       CONSTRAINT ledger_transaction_once UNIQUE (kind, reference)
     )`,
    // The running balance of each account; debits count up, credits down. Kept with the entries, never apart from them.
    `CREATE TABLE ledger_account (
       account text NOT NULL,
       currency text NOT NULL,
       balance_minor bigint NOT NULL,
       PRIMARY KEY (account, currency)
     ) WITH (fillfactor = 70)`,
    `CREATE TABLE ledger_entry (
       id text PRIMARY KEY,
       transaction_sequence bigint NOT NULL REFERENCES ledger_transaction,
       account text NOT NULL,
       currency text NOT NULL,
       amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
       balance_minor bigint NOT NULL,
       posted_at timestamptz NOT NULL,
       UNIQUE (transaction_sequence, account, currency)
     )`,
    `CREATE INDEX ledger_entry_account ON ledger_entry (account, transaction_sequence DESC)`,
    `CREATE INDEX ledger_entry_posted_at ON ledger_entry (posted_at)`,
    `CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       RAISE EXCEPTION 'the ledger is append-only: correct % with a new transaction', TG_TABLE_NAME;
     END $$`,
    `CREATE TRIGGER ledger_transaction_append_only BEFORE UPDATE OR DELETE ON ledger_transaction
       FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change()`,
    `CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
       FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change()`,
    // Checked at COMMIT, when all entries are there: whatever writes here, no transaction is ever out of balance.
    `CREATE FUNCTION ledger_require_balance() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF EXISTS (SELECT FROM ledger_entry WHERE transaction_sequence = NEW.transaction_sequence
                   GROUP BY currency HAVING sum(amount_minor) <> 0) THEN
         RAISE EXCEPTION 'ledger transaction % is out of balance', NEW.transaction_sequence;
       END IF;
       RETURN NULL;
     END $$`,
    `CREATE CONSTRAINT TRIGGER ledger_entry_balanced AFTER INSERT ON ledger_entry
       DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_require_balance()`,
  ]),
];
