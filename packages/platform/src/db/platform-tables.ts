import { kvMigration } from '../kv/tables.ts';
import { sqlMigration, type Migration } from './migrate.ts';

/** The tables that the platform needs in every subgraph's database. */
export const platformTables: readonly Migration[] = [
  sqlMigration(1767225600001, 'PlatformTransactions', [
    `CREATE TABLE idempotency (
       key text PRIMARY KEY,
       command_hash text NOT NULL,
       result json NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now()
     )`,
    `CREATE INDEX idempotency_created_at ON idempotency USING brin (created_at)`,
    `CREATE FUNCTION require_one_row(changed bigint) RETURNS void LANGUAGE plpgsql AS $$
     BEGIN
       IF changed <> 1 THEN
         RAISE EXCEPTION 'expected to change one row, changed %', changed USING ERRCODE = 'EM001';
       END IF;
     END $$`,
  ]),
  sqlMigration(1767225600002, 'PlatformEvents', [
    `CREATE TABLE outbox (
       position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       id text NOT NULL,
       key text NOT NULL,
       event jsonb NOT NULL,
       traceparent text,
       occurred_at timestamptz NOT NULL DEFAULT clock_timestamp()
     )`,
    `CREATE TABLE dead_letter (
       event_id text NOT NULL,
       consumer text NOT NULL,
       envelope jsonb NOT NULL,
       error text NOT NULL,
       attempts int NOT NULL,
       parked_at timestamptz NOT NULL DEFAULT now(),
       PRIMARY KEY (consumer, event_id)
     )`,
    `CREATE TABLE stream_head (
       subject text PRIMARY KEY,
       sequence bigint NOT NULL
     ) WITH (fillfactor = 70)`,
    `CREATE TABLE stream_event (
       subject text NOT NULL,
       sequence bigint NOT NULL,
       payload jsonb NOT NULL,
       occurred_at timestamptz NOT NULL DEFAULT now(),
       PRIMARY KEY (subject, sequence)
     )`,
    `CREATE INDEX stream_event_occurred_at ON stream_event USING brin (occurred_at)`,
  ]),
  sqlMigration(1767225600003, 'PlatformKeyValue', kvMigration),
  sqlMigration(1767225600004, 'PlatformSeed', [
    `CREATE TABLE seed (
       only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
       products int NOT NULL,
       seeded_at timestamptz NOT NULL DEFAULT now()
     )`,
  ]),
];
