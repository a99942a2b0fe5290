import { sqlMigration, type Migration } from '@emporium/platform/db';

export const migrations: readonly Migration[] = [
  sqlMigration(1767398400001, 'Catalogue', [
    `CREATE EXTENSION IF NOT EXISTS pg_trgm`,
    `CREATE EXTENSION IF NOT EXISTS unaccent`,
    // unaccent itself is only STABLE, since its dictionary could be altered; ours is not.
    `CREATE FUNCTION plain(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
       AS $$ SELECT public.unaccent('public.unaccent'::regdictionary, lower(value)) $$`,
    `CREATE TABLE category (
       id text PRIMARY KEY,
       slug text NOT NULL UNIQUE,
       name text NOT NULL,
       parent_id text REFERENCES category,
       path_ids text[] NOT NULL,
       position int NOT NULL,
       attributes jsonb NOT NULL DEFAULT '[]'
     )`,
    `CREATE INDEX category_children ON category (parent_id, position)`,
    `CREATE INDEX category_path ON category USING gin (path_ids)`,
    `CREATE TABLE brand (id text PRIMARY KEY, slug text NOT NULL UNIQUE, name text NOT NULL, verified boolean NOT NULL)`,
    `CREATE TABLE product (
       id text PRIMARY KEY,
       slug text NOT NULL UNIQUE,
       title text NOT NULL,
       description_html text NOT NULL,
       brand_id text REFERENCES brand,
       category_id text NOT NULL REFERENCES category,
       status text NOT NULL,
       attributes jsonb NOT NULL DEFAULT '[]',
       options jsonb NOT NULL DEFAULT '[]',
       media jsonb NOT NULL DEFAULT '[]',
       compliance_flags text[] NOT NULL DEFAULT '{}',
       carbon_footprint_grams int,
       version int NOT NULL DEFAULT 1,
       created_at timestamptz NOT NULL DEFAULT now(),
       updated_at timestamptz NOT NULL DEFAULT now()
     )`,
    `CREATE INDEX product_category ON product (category_id)`,
    `CREATE INDEX product_slug_prefix ON product (slug text_pattern_ops)`,
    `CREATE TABLE variant (
       id text PRIMARY KEY,
       product_id text NOT NULL REFERENCES product,
       position int NOT NULL,
       sku text NOT NULL CONSTRAINT variant_sku UNIQUE,
       gtin text CONSTRAINT variant_gtin UNIQUE,
       title text NOT NULL,
       selected_options jsonb NOT NULL DEFAULT '[]',
       weight_grams int,
       dimensions_mm int[],
       tax_class text NOT NULL,
       image_path text,
       UNIQUE (product_id, position)
     )`,
  ]),
  sqlMigration(1767398400002, 'ProductCard', [
    // One row a product with all that grids, filters, facets and search need: a list page reads nothing else.
    `CREATE TABLE product_card (
       product_id text PRIMARY KEY REFERENCES product ON DELETE CASCADE,
       listed boolean NOT NULL,
       slug text NOT NULL,
       title text NOT NULL,
       image_path text,
       brand_id text,
       category_path text[] NOT NULL,
       attributes text[] NOT NULL DEFAULT '{}',
       currency text NOT NULL DEFAULT 'USD',
       price_minor bigint,
       was_minor bigint,
       deal_id text,
       deal_minor bigint,
       deal_ends_at timestamptz,
       effective_minor bigint GENERATED ALWAYS AS (least(price_minor, deal_minor)) STORED,
       prime boolean NOT NULL DEFAULT false,
       offer_count int NOT NULL DEFAULT 0,
       seller_ids text[] NOT NULL DEFAULT '{}',
       conditions text[] NOT NULL DEFAULT '{}',
       rating_hundredths int,
       rating_count int NOT NULL DEFAULT 0,
       availability text NOT NULL DEFAULT 'OUT_OF_STOCK',
       popularity real NOT NULL DEFAULT 0,
       created_at timestamptz NOT NULL DEFAULT now(),
       updated_at timestamptz NOT NULL DEFAULT now(),
       offers_sequence bigint NOT NULL DEFAULT 0,
       rating_sequence bigint NOT NULL DEFAULT 0,
       document tsvector NOT NULL
     ) WITH (fillfactor = 80)`,
    `CREATE TABLE offer_stock (
       offer_id text PRIMARY KEY,
       product_id text,
       active boolean NOT NULL DEFAULT true,
       offer_version int NOT NULL DEFAULT 0,
       status text NOT NULL DEFAULT 'OUT_OF_STOCK',
       status_version bigint NOT NULL DEFAULT 0
     )`,
    `CREATE TABLE deal_seen (deal_id text PRIMARY KEY, sequence bigint NOT NULL)`,
    `CREATE TABLE word (word text PRIMARY KEY, frequency int NOT NULL)`,
    `CREATE TABLE suggestion (
       kind text NOT NULL,
       reference text NOT NULL,
       text text NOT NULL,
       sort_text text NOT NULL,
       weight real NOT NULL,
       PRIMARY KEY (kind, reference)
     )`,
  ]),
  sqlMigration(1767398400003, 'CardIndexes', [
    `CREATE INDEX card_document ON product_card USING gin (document)`,
    `CREATE INDEX card_category ON product_card USING gin (category_path)`,
    `CREATE INDEX card_attributes ON product_card USING gin (attributes)`,
    `CREATE INDEX card_popular ON product_card ((popularity::float8) DESC, product_id) WHERE listed`,
    `CREATE INDEX card_deal ON product_card (deal_ends_at) WHERE deal_id IS NOT NULL`,
    `CREATE INDEX offer_stock_product ON offer_stock (product_id)`,
    `CREATE INDEX word_similar ON word USING gin (word gin_trgm_ops)`,
    `CREATE INDEX suggestion_prefix ON suggestion (sort_text text_pattern_ops)`,
  ]),
  sqlMigration(1767398400004, 'DealsOfProducts', [
    // Several deals may run on one product, each on another offer; the card shows one of them.
    `ALTER TABLE deal_seen RENAME TO product_deal`,
    `ALTER TABLE product_deal ADD COLUMN product_id text, ADD COLUMN shown boolean NOT NULL DEFAULT false,
       ADD COLUMN price_minor bigint, ADD COLUMN ends_at timestamptz`,
    `UPDATE product_deal d SET product_id = c.product_id, shown = true, price_minor = c.deal_minor, ends_at = c.deal_ends_at
       FROM product_card c WHERE c.deal_id = d.deal_id`,
    `CREATE INDEX product_deal_shown ON product_deal (product_id, price_minor) WHERE shown`,
  ]),
];
