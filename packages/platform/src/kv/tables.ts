/**
 * The tables of the PostgreSQL adapters. UNLOGGED: a crash empties them, which a cache, a count of
 * recent events and a rate limit survive, and writes cost a fraction.
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
  `CREATE UNLOGGED TABLE counter (
     key text PRIMARY KEY,
     value bigint NOT NULL,
     expires_at timestamptz NOT NULL
   ) WITH (fillfactor = 70)`,
  `CREATE INDEX counter_expires_at ON counter (expires_at)`,
  `CREATE UNLOGGED TABLE rate_limit (
     key text PRIMARY KEY,
     tokens double precision NOT NULL,
     taken boolean NOT NULL,
     refilled_at timestamptz NOT NULL,
     full_at timestamptz NOT NULL
   ) WITH (fillfactor = 70)`,
];
