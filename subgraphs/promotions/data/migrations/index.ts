import { sqlMigration, type Migration } from '@emporium/platform/db';

export const migrations: readonly Migration[] = [
  sqlMigration(1767312000001, 'Deals', [
    // The counter is what a claim adds to; that it never passes the quantity, the table itself enforces.
    `CREATE TABLE deal (
       id text PRIMARY KEY,
       kind text NOT NULL,
       title text NOT NULL,
       offer_id text NOT NULL,
       product_id text NOT NULL,
       seller_id text NOT NULL,
       category_path text[] NOT NULL,
       deal_minor bigint NOT NULL CHECK (deal_minor > 0),
       was_minor bigint NOT NULL CHECK (was_minor > deal_minor),
       currency text NOT NULL,
       quantity int NOT NULL CHECK (quantity > 0),
       claimed int NOT NULL DEFAULT 0,
       stage text NOT NULL,
       was_approved boolean NOT NULL DEFAULT false,
       cancel_reason text,
       starts_at timestamptz NOT NULL,
       ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
       member_early_access_at timestamptz,
       members_only boolean NOT NULL,
       per_customer_limit int NOT NULL CHECK (per_customer_limit > 0),
       claim_hold_seconds int NOT NULL CHECK (claim_hold_seconds > 0),
       CONSTRAINT deal_slots CHECK (claimed BETWEEN 0 AND quantity)
     ) WITH (fillfactor = 70)`,
    `CREATE INDEX deal_end ON deal (ends_at, id)`,
    `CREATE INDEX deal_offer ON deal (offer_id, ends_at)`,
    `CREATE INDEX deal_product ON deal (product_id, ends_at)`,
    `CREATE TABLE deal_claim (
       id text PRIMARY KEY,
       deal_id text NOT NULL REFERENCES deal,
       owner_id text NOT NULL,
       quantity int NOT NULL CHECK (quantity > 0),
       status text NOT NULL,
       expires_at timestamptz NOT NULL,
       order_id text
     ) WITH (fillfactor = 80)`,
    `CREATE INDEX deal_claim_held ON deal_claim (deal_id, expires_at) INCLUDE (quantity) WHERE status = 'HELD'`,
    `CREATE INDEX deal_claim_expiry ON deal_claim (expires_at) WHERE status = 'HELD'`,
    `CREATE INDEX deal_claim_owner ON deal_claim (owner_id, id DESC)`,
    `CREATE INDEX deal_claim_order ON deal_claim (order_id) WHERE order_id IS NOT NULL`,
    // Beside the deal, so that telling the world does not wait for claims, nor they for it.
    `CREATE TABLE deal_publication (
       deal_id text PRIMARY KEY REFERENCES deal,
       status text NOT NULL,
       claimed int NOT NULL,
       sequence int NOT NULL,
       told_at timestamptz NOT NULL,
       open boolean NOT NULL
     ) WITH (fillfactor = 70)`,
    `CREATE INDEX deal_publication_open ON deal_publication (deal_id) WHERE open`,
  ]),
  sqlMigration(1767312000002, 'Promotions', [
    `CREATE TABLE promotion (
       id text PRIMARY KEY,
       name text NOT NULL,
       kind text NOT NULL,
       code text UNIQUE,
       starts_at timestamptz NOT NULL,
       ends_at timestamptz,
       conditions jsonb NOT NULL,
       actions jsonb NOT NULL,
       priority int NOT NULL,
       stacking text NOT NULL,
       usage_limit int,
       per_customer_limit int,
       usage_count int NOT NULL DEFAULT 0 CHECK (usage_count >= 0),
       CONSTRAINT promotion_code CHECK ((kind = 'COUPON') = (code IS NOT NULL)),
       CONSTRAINT promotion_uses CHECK (usage_count <= usage_limit)
     ) WITH (fillfactor = 80)`,
    `CREATE INDEX promotion_without_code ON promotion (starts_at) WHERE code IS NULL`,
    `CREATE TABLE promotion_use (
       order_id text NOT NULL,
       promotion_id text NOT NULL REFERENCES promotion,
       owner_id text NOT NULL,
       PRIMARY KEY (order_id, promotion_id)
     )`,
    `CREATE INDEX promotion_use_owner ON promotion_use (owner_id, promotion_id)`,
    `CREATE TABLE customer (
       owner_id text PRIMARY KEY,
       is_member boolean NOT NULL DEFAULT false,
       has_ordered boolean NOT NULL DEFAULT false,
       merged_into text
     )`,
  ]),
  // Orders that came to nothing: what still comes in for them uses nothing.
  sqlMigration(1767312000003, 'EndedOrders', [
    `CREATE TABLE ended_order (order_id text PRIMARY KEY, ended_at timestamptz NOT NULL)`,
  ]),
];
