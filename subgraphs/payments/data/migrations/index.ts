import { sqlMigration, type Migration } from '@emporium/platform/db';
import { simulatorMigrations } from '../../simulator/migrations.ts';
import { ledgerMigrations } from './ledger.ts';

export const migrations: readonly Migration[] = [
  sqlMigration(1767571200001, 'PaymentMethods', [
    `CREATE TABLE payment_method (
       id text PRIMARY KEY,
       owner_id text NOT NULL,
       kind text NOT NULL,
       brand text,
       last4 text CHECK (last4 ~ '^[0-9]{4}$'),
       exp_month int,
       exp_year int,
       reference text NOT NULL,
       is_default boolean NOT NULL DEFAULT false,
       created_at timestamptz NOT NULL DEFAULT now(),
       removed_at timestamptz
     )`,
    `CREATE INDEX payment_method_owner ON payment_method (owner_id) WHERE removed_at IS NULL`,
    `CREATE UNIQUE INDEX payment_method_default ON payment_method (owner_id) WHERE is_default AND removed_at IS NULL`,
  ]),
  sqlMigration(1767571200002, 'Payments', [
    // What the domain promises, the table enforces: no more is taken than was authorised, or given back than was taken.
    `CREATE TABLE payment (
       id text PRIMARY KEY,
       order_id text NOT NULL UNIQUE,
       order_number text NOT NULL,
       owner_id text NOT NULL,
       status text NOT NULL,
       method jsonb NOT NULL,
       currency text NOT NULL,
       amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
       authorized_minor bigint NOT NULL DEFAULT 0,
       captured_minor bigint NOT NULL DEFAULT 0 CHECK (captured_minor >= 0),
       capturing_minor bigint NOT NULL DEFAULT 0 CHECK (capturing_minor >= 0),
       voided_minor bigint NOT NULL DEFAULT 0 CHECK (voided_minor >= 0),
       refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor >= 0),
       refunding_minor bigint NOT NULL DEFAULT 0 CHECK (refunding_minor >= 0),
       prepaid_minor bigint NOT NULL DEFAULT 0 CHECK (prepaid_minor >= 0),
       created_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT payment_takes_no_more CHECK (captured_minor + capturing_minor + voided_minor <= authorized_minor),
       CONSTRAINT payment_gives_no_more CHECK (refunded_minor + refunding_minor <= captured_minor)
     ) WITH (fillfactor = 80)`,
    `CREATE INDEX payment_owner ON payment (owner_id)`,
    `CREATE INDEX payment_undecided ON payment (id) WHERE status IN ('PROCESSING', 'REQUIRES_ACTION')`,
    `CREATE TABLE payment_attempt (
       payment_id text NOT NULL REFERENCES payment,
       number int NOT NULL CHECK (number > 0),
       status text NOT NULL,
       method_reference text NOT NULL,
       gateway_reference text,
       decline_code text,
       next_action jsonb,
       gateway_ms int,
       started_at timestamptz NOT NULL,
       released_at timestamptz,
       PRIMARY KEY (payment_id, number)
     )`,
    `CREATE TABLE payment_allocation (
       payment_id text NOT NULL REFERENCES payment,
       seller_order_id text NOT NULL,
       seller_id text NOT NULL,
       authorized_minor bigint NOT NULL,
       captured_seller_minor bigint NOT NULL DEFAULT 0,
       captured_commission_minor bigint NOT NULL DEFAULT 0,
       captured_tax_minor bigint NOT NULL DEFAULT 0,
       refunded_seller_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_seller_minor BETWEEN 0 AND captured_seller_minor),
       refunded_commission_minor bigint NOT NULL DEFAULT 0
         CHECK (refunded_commission_minor BETWEEN 0 AND captured_commission_minor),
       refunded_tax_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_tax_minor BETWEEN 0 AND captured_tax_minor),
       PRIMARY KEY (payment_id, seller_order_id)
     )`,
    `CREATE TABLE capture (
       id text PRIMARY KEY,
       payment_id text NOT NULL REFERENCES payment,
       shipment_id text UNIQUE,
       seller_order_id text,
       seller_id text,
       seller_minor bigint NOT NULL DEFAULT 0,
       commission_minor bigint NOT NULL DEFAULT 0,
       tax_minor bigint NOT NULL DEFAULT 0,
       amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
       prepaid_minor bigint NOT NULL CHECK (prepaid_minor >= 0),
       status text NOT NULL,
       failure_code text,
       created_at timestamptz NOT NULL DEFAULT now(),
       settled_at timestamptz
     )`,
    `CREATE INDEX capture_payment ON capture (payment_id)`,
    `CREATE TABLE refund (
       id text PRIMARY KEY,
       payment_id text NOT NULL REFERENCES payment,
       return_id text,
       amount_minor bigint NOT NULL CHECK (amount_minor > 0),
       reason text NOT NULL,
       split jsonb NOT NULL,
       status text NOT NULL,
       failure_code text,
       created_at timestamptz NOT NULL,
       completed_at timestamptz
     )`,
    `CREATE INDEX refund_payment ON refund (payment_id)`,
    `CREATE INDEX refund_return ON refund (return_id) WHERE return_id IS NOT NULL`,
  ]),
  ...ledgerMigrations,
  ...simulatorMigrations,
  // Orders that were given up before anybody asked to pay for them.
  sqlMigration(1767571200005, 'RefusedOrders', [
    `CREATE TABLE refused_order (order_id text PRIMARY KEY, refused_at timestamptz NOT NULL)`,
  ]),
];
