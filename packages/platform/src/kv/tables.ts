/**
 * The tables of the PostgreSQL adapters. UNLOGGED: emptied by a crash, which a cache, a counter of
 * recent events or a rate limit survives, and three times cheaper to write.
 */
export const kvMigration: readonly string[] = [
  `CREATE UNLOGGED TABLE cache_entry (
     key text PRIMARY KEY,
     value json NOT NULL,
     expires_at timestamptz NOT NULL
   )`,
  `CREATE INDEX cache_entry_expires_at ON cache_entry (expires_at)`,
  `CREATE UNLOGGED TABLE cache_lease (
     key text PRIMARY KEY,
     holder uuid NOT NULL,
     expires_at timestamptz NOT NULL
   )`,
  `CREATE INDEX cache_lease_expires_at ON cache_lease (expires_at)`,
  `CREATE UNLOGGED TABLE counter (
     key text PRIMARY KEY,
     value bigint NOT NULL,
     expires_at timestamptz NOT NULL DEFAULT 'infinity'
   ) WITH (fillfactor = 70)`,
  `CREATE INDEX counter_expires_at ON counter (expires_at) WHERE expires_at < 'infinity'`,
  `CREATE UNLOGGED TABLE rate_limit (
     key text PRIMARY KEY,
     tokens double precision NOT NULL,
     refilled_at timestamptz NOT NULL,
     full_at timestamptz NOT NULL
   ) WITH (fillfactor = 70)`,
];
