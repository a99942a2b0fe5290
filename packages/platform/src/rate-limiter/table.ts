/** UNLOGGED: a crash empties it, which a rate limit survives, and writes cost a fraction. */
export const rateLimitTable = `CREATE UNLOGGED TABLE rate_limit (
  key text PRIMARY KEY,
  tokens double precision NOT NULL,
  taken boolean NOT NULL,
  refilled_at timestamptz NOT NULL,
  full_at timestamptz NOT NULL
) WITH (fillfactor = 70)`;
