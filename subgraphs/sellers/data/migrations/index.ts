import { sqlMigration, type Migration } from '@emporium/platform/db';

export const migrations: readonly Migration[] = [
  sqlMigration(1767312000001, 'Sellers', [
    `CREATE TABLE commission_plan (
       id text PRIMARY KEY,
       name text NOT NULL
     )`,
    `CREATE TABLE commission_rule (
       id text PRIMARY KEY,
       plan_id text NOT NULL REFERENCES commission_plan,
       position int NOT NULL,
       category_id text,
       rate int NOT NULL CHECK (rate BETWEEN 0 AND 1000000),
       UNIQUE (plan_id, position)
     )`,
    `CREATE TABLE seller (
       id text PRIMARY KEY,
       slug text NOT NULL UNIQUE,
       display_name text NOT NULL,
       about text,
       logo_url text,
       status text NOT NULL,
       business_address jsonb,
       rating_tenths int CHECK (rating_tenths BETWEEN 0 AND 50),
       commission_plan text NOT NULL REFERENCES commission_plan,
       joined_at timestamptz NOT NULL DEFAULT now()
     )`,
    `CREATE TABLE seller_member (
       seller_id text NOT NULL REFERENCES seller,
       user_id text NOT NULL,
       role text NOT NULL,
       PRIMARY KEY (seller_id, user_id)
     )`,
    `CREATE INDEX seller_member_user ON seller_member (user_id)`,
  ]),
  sqlMigration(1767312000002, 'Offers', [
    // The summary columns are what the featured-offer rule last said: lists read them and never run it.
    `CREATE TABLE listing (
       product_id text PRIMARY KEY,
       status text NOT NULL,
       category_path text[] NOT NULL,
       version int NOT NULL,
       sequence int NOT NULL DEFAULT 0,
       currency text NOT NULL DEFAULT 'USD',
       featured_offer_id text,
       price_from_minor bigint,
       was_price_minor bigint,
       lowest_minor bigint,
       highest_minor bigint,
       offer_count int NOT NULL DEFAULT 0,
       prime_eligible boolean NOT NULL DEFAULT false,
       seller_ids text[] NOT NULL DEFAULT '{}',
       conditions text[] NOT NULL DEFAULT '{}'
     ) WITH (fillfactor = 80)`,
    `CREATE TABLE variant (
       id text PRIMARY KEY,
       product_id text NOT NULL REFERENCES listing,
       title text NOT NULL,
       removed boolean NOT NULL DEFAULT false,
       featured_offer_id text
     ) WITH (fillfactor = 80)`,
    `CREATE INDEX variant_product ON variant (product_id)`,
    `CREATE TABLE offer (
       id text PRIMARY KEY,
       product_id text NOT NULL REFERENCES listing,
       variant_id text NOT NULL REFERENCES variant,
       seller_id text NOT NULL REFERENCES seller,
       condition text NOT NULL,
       price_minor bigint NOT NULL CHECK (price_minor > 0),
       list_price_minor bigint,
       currency text NOT NULL,
       fulfilment text NOT NULL,
       prime_eligible boolean NOT NULL,
       handling_days int NOT NULL CHECK (handling_days >= 0),
       return_window_days int NOT NULL CHECK (return_window_days >= 0),
       ships_from text NOT NULL,
       status text NOT NULL,
       version int NOT NULL,
       in_stock boolean NOT NULL DEFAULT false,
       stock_version int NOT NULL DEFAULT 0,
       CONSTRAINT offer_list_price CHECK (list_price_minor > price_minor)
     ) WITH (fillfactor = 80)`,
    // A seller has one standing offer for a variant in a condition, whatever the domain thinks.
    `CREATE UNIQUE INDEX offer_standing ON offer (seller_id, variant_id, condition) WHERE status <> 'INACTIVE'`,
    `CREATE INDEX offer_product ON offer (product_id)`,
    `CREATE INDEX offer_variant ON offer (variant_id, price_minor, id) WHERE status = 'ACTIVE'`,
    `CREATE INDEX offer_seller ON offer (seller_id, id)`,
    `CREATE TABLE price_point (
       offer_id text NOT NULL,
       at timestamptz NOT NULL DEFAULT now(),
       price_minor bigint NOT NULL,
       currency text NOT NULL,
       PRIMARY KEY (offer_id, at)
     )`,
  ]),
];
