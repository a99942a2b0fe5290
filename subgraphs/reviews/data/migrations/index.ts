import { sqlMigration, type Migration } from '@emporium/platform/db';

export const migrations: readonly Migration[] = [
  sqlMigration(1767312000001, 'Reviews', [
    `CREATE TABLE known_product (
       product_id text PRIMARY KEY,
       version int NOT NULL,
       status text NOT NULL
     )`,
    `CREATE TABLE rating_summary (
       product_id text PRIMARY KEY REFERENCES known_product,
       sequence int NOT NULL DEFAULT 0,
       stars int[] NOT NULL DEFAULT '{0,0,0,0,0}',
       verified int[] NOT NULL DEFAULT '{0,0,0,0,0}',
       updated_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT rating_summary_counts
         CHECK (cardinality(stars) = 5 AND cardinality(verified) = 5 AND 0 <= ALL (stars) AND 0 <= ALL (verified))
     ) WITH (fillfactor = 70)`,
    `CREATE TABLE review (
       id text PRIMARY KEY,
       product_id text NOT NULL REFERENCES known_product,
       variant_id text,
       author_id text NOT NULL,
       order_line_id text,
       stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
       title text,
       body text NOT NULL,
       verified_purchase boolean NOT NULL,
       status text NOT NULL CHECK (status IN ('PENDING', 'PUBLISHED', 'FLAGGED', 'REJECTED', 'REMOVED')),
       helpful_count int NOT NULL DEFAULT 0 CHECK (helpful_count >= 0),
       not_helpful_count int NOT NULL DEFAULT 0 CHECK (not_helpful_count >= 0),
       helpfulness int NOT NULL DEFAULT 0,
       moderation_reason text,
       moderated_by text,
       moderated_at timestamptz,
       created_at timestamptz NOT NULL,
       edited_at timestamptz,
       CONSTRAINT review_one_an_author UNIQUE (author_id, product_id)
     )`,
    // An index for each order of a product's reviews: a page is read where it begins, however far down.
    ...[
      ['most_helpful', 'helpfulness, created_at, id'],
      ['newest', 'created_at, id'],
      ['rating_high', 'stars, helpfulness, id'],
      ['rating_low', '(-stars), helpfulness, id'],
    ].map(
      ([name, key]) =>
        `CREATE INDEX review_${name} ON review (product_id, ${key}) WHERE status IN ('PUBLISHED', 'FLAGGED')`,
    ),
    `CREATE INDEX review_author ON review (author_id, created_at, id)`,
    `CREATE INDEX review_queue ON review (status, created_at, id) WHERE status <> 'PUBLISHED'`,
  ]),
  sqlMigration(1767312000002, 'Opinions', [
    `CREATE TABLE review_vote (
       review_id text NOT NULL REFERENCES review ON DELETE CASCADE,
       user_id text NOT NULL,
       vote text NOT NULL CHECK (vote IN ('HELPFUL', 'NOT_HELPFUL')),
       PRIMARY KEY (review_id, user_id)
     )`,
    `CREATE TABLE review_report (
       review_id text NOT NULL REFERENCES review ON DELETE CASCADE,
       reporter_id text NOT NULL,
       reason text NOT NULL,
       reported_at timestamptz NOT NULL DEFAULT now(),
       settled_at timestamptz,
       PRIMARY KEY (review_id, reporter_id)
     )`,
  ]),
  sqlMigration(1767312000003, 'Purchases', [
    `CREATE TABLE purchase (
       order_line_id text PRIMARY KEY,
       owner_id text NOT NULL,
       product_id text NOT NULL,
       variant_id text NOT NULL,
       delivered_at timestamptz NOT NULL
     )`,
    `CREATE INDEX purchase_owner ON purchase (owner_id, product_id)`,
    `CREATE TABLE merged_guest (
       guest_id text PRIMARY KEY,
       user_id text NOT NULL
     )`,
  ]),
];
