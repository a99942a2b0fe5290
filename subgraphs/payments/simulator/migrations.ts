import { sqlMigration, type Migration } from '@emporium/platform/db';

/** The simulated gateway's memory. Nothing of ours reads these tables: the two meet over HTTP. */
export const simulatorMigrations: readonly Migration[] = [
  sqlMigration(1767571200004, 'GatewaySimulator', [
    `CREATE TABLE simulator_method (
       id text PRIMARY KEY,
       type text NOT NULL,
       behaviour text NOT NULL,
       card jsonb
     )`,
    `CREATE TABLE simulator_intent (
       id text PRIMARY KEY,
       order_id text NOT NULL,
       attempt int NOT NULL,
       method_id text NOT NULL,
       behaviour text NOT NULL,
       currency text NOT NULL,
       amount_minor bigint NOT NULL,
       captured_minor bigint NOT NULL DEFAULT 0,
       refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor <= captured_minor),
       status text NOT NULL,
       decline_code text,
       action text,
       action_expires_at timestamptz,
       client_secret text NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT simulator_intent_takes_no_more CHECK (captured_minor <= amount_minor)
     )`,
    // Not unique: a real gateway would charge an attempt twice, if it came under two keys.
    `CREATE INDEX simulator_intent_attempt ON simulator_intent (order_id, attempt)`,
    `CREATE TABLE simulator_fault (
       only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
       settings jsonb NOT NULL
     )`,
  ]),
];
