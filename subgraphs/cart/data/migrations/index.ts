import { sqlMigration, type Migration } from '@emporium/platform/db';

export const migrations: readonly Migration[] = [
  sqlMigration(1767312000001, 'Carts', [
    // One cart for an owner, whatever the domain thinks.
    `CREATE TABLE cart (
       id text PRIMARY KEY,
       owner_id text NOT NULL UNIQUE,
       version int NOT NULL,
       coupon_codes text[] NOT NULL DEFAULT '{}',
       updated_at timestamptz NOT NULL,
       expires_at timestamptz NOT NULL
     ) WITH (fillfactor = 70)`,
    `CREATE INDEX cart_expiry ON cart (expires_at)`,
    // What is saved for later lies beside the lines, so that one statement reads a cart's content.
    `CREATE TABLE cart_item (
       id text PRIMARY KEY,
       place bigint GENERATED ALWAYS AS IDENTITY,
       cart_id text NOT NULL REFERENCES cart ON DELETE CASCADE,
       saved boolean NOT NULL,
       offer_id text NOT NULL,
       quantity int NOT NULL CHECK (quantity BETWEEN 1 AND 30),
       price_minor bigint NOT NULL,
       currency text NOT NULL,
       at timestamptz NOT NULL,
       claim_id text,
       claim_price_minor bigint,
       claim_quantity int,
       claim_expires_at timestamptz,
       claim_ended boolean NOT NULL DEFAULT false,
       CONSTRAINT cart_item_once UNIQUE NULLS NOT DISTINCT (cart_id, saved, offer_id, claim_id)
     ) WITH (fillfactor = 80)`,
    `CREATE INDEX cart_item_claim ON cart_item (claim_id) WHERE claim_id IS NOT NULL`,
    // What sellers tell of offers, kept so that adding to a cart asks nobody for a price.
    `CREATE TABLE offer_price (
       offer_id text PRIMARY KEY,
       seller_id text NOT NULL,
       seller_name text NOT NULL,
       variant_id text NOT NULL,
       product_id text NOT NULL,
       category_path text[] NOT NULL,
       price_minor bigint NOT NULL,
       currency text NOT NULL,
       status text NOT NULL,
       version int NOT NULL
     ) WITH (fillfactor = 90)`,
    `CREATE INDEX offer_price_variant ON offer_price (variant_id, price_minor) WHERE status = 'ACTIVE'`,
  ]),
  sqlMigration(1767312000002, 'Wishlists', [
    `CREATE TABLE wishlist (
       id text PRIMARY KEY,
       owner_id text NOT NULL,
       name text NOT NULL,
       visibility text NOT NULL
     )`,
    `CREATE INDEX wishlist_owner ON wishlist (owner_id, id)`,
    `CREATE TABLE wishlist_item (
       id text PRIMARY KEY,
       wishlist_id text NOT NULL REFERENCES wishlist,
       variant_id text NOT NULL,
       price_minor bigint,
       currency text,
       note text,
       priority int NOT NULL,
       added_at timestamptz NOT NULL,
       UNIQUE (wishlist_id, variant_id)
     )`,
    `CREATE INDEX wishlist_item_order ON wishlist_item (wishlist_id, priority, id)`,
  ]),
];
