import { sqlMigration, type Migration } from '@emporium/platform/db';

export const migrations: readonly Migration[] = [
  sqlMigration(1767312000001, 'Accounts', [
    // The address is stored normalized, so the constraint decides who was first.
    `CREATE TABLE account (
       id text PRIMARY KEY,
       email text NOT NULL UNIQUE,
       email_verified boolean NOT NULL DEFAULT false,
       password_hash text NOT NULL,
       display_name text NOT NULL,
       phone text,
       locale text NOT NULL,
       preferred_currency text NOT NULL,
       preferences jsonb NOT NULL,
       roles text[] NOT NULL,
       created_at timestamptz NOT NULL
     )`,
    `CREATE INDEX account_email_prefix ON account (email text_pattern_ops)`,
    `CREATE INDEX account_name_prefix ON account (lower(display_name) text_pattern_ops)`,
    `CREATE TABLE user_address (
       id text PRIMARY KEY,
       user_id text NOT NULL REFERENCES account,
       label text,
       address jsonb NOT NULL,
       is_default boolean NOT NULL,
       validated boolean NOT NULL
     )`,
    `CREATE INDEX user_address_user ON user_address (user_id, id)`,
    `CREATE UNIQUE INDEX user_address_default ON user_address (user_id) WHERE is_default`,
    // Without a reference: sellers may speak of an account before this subgraph has it.
    `CREATE TABLE membership (
       user_id text NOT NULL,
       seller_id text NOT NULL,
       role text NOT NULL,
       PRIMARY KEY (user_id, seller_id)
     )`,
    `CREATE TABLE guest_merge (
       guest_id text PRIMARY KEY,
       user_id text NOT NULL REFERENCES account,
       merged_at timestamptz NOT NULL
     )`,
  ]),
  sqlMigration(1767312000002, 'Sessions', [
    `CREATE TABLE session (
       id text PRIMARY KEY,
       user_id text NOT NULL REFERENCES account,
       device text,
       created_at timestamptz NOT NULL,
       last_seen_at timestamptz NOT NULL,
       expires_at timestamptz NOT NULL,
       revoked_at timestamptz
     ) WITH (fillfactor = 80)`,
    `CREATE INDEX session_by_user ON session (user_id, id DESC)`,
    `CREATE INDEX session_expiry ON session (expires_at)`,
    `CREATE TABLE refresh_token (
       hash bytea PRIMARY KEY,
       session_id text NOT NULL REFERENCES session ON DELETE CASCADE,
       nonce uuid NOT NULL DEFAULT gen_random_uuid(),
       successor_hash bytea,
       used_at timestamptz
     )`,
    `CREATE INDEX refresh_token_session ON refresh_token (session_id)`,
    `CREATE TABLE sign_in_attempt (
       email_key bytea PRIMARY KEY,
       failures int NOT NULL DEFAULT 0,
       locked_until timestamptz,
       last_failure_at timestamptz
     )`,
    `CREATE TABLE mail_token (
       hash bytea PRIMARY KEY,
       user_id text NOT NULL REFERENCES account,
       purpose text NOT NULL,
       email text NOT NULL,
       expires_at timestamptz NOT NULL
     )`,
    `CREATE INDEX mail_token_user ON mail_token (user_id, purpose)`,
    `CREATE TABLE security_event (
       id text PRIMARY KEY,
       user_id text NOT NULL REFERENCES account,
       kind text NOT NULL,
       device text,
       at timestamptz NOT NULL
     )`,
    `CREATE INDEX security_event_user ON security_event (user_id, id DESC)`,
    `CREATE INDEX security_event_at ON security_event USING brin (at)`,
    `CREATE TABLE signing_key (
       id text PRIMARY KEY,
       sealed_with text NOT NULL,
       private_key bytea NOT NULL,
       public_key jsonb NOT NULL,
       signs_from timestamptz NOT NULL
     )`,
  ]),
  sqlMigration(1767312000003, 'Messages', [
    `CREATE TABLE notification (
       id text PRIMARY KEY,
       user_id text NOT NULL REFERENCES account,
       channel text NOT NULL,
       template text NOT NULL,
       title text NOT NULL,
       body text NOT NULL,
       deep_link text,
       subject_id text,
       created_at timestamptz NOT NULL,
       read_at timestamptz
     )`,
    `CREATE INDEX notification_user ON notification (user_id, id DESC)`,
    `CREATE INDEX notification_unread ON notification (user_id, id DESC) WHERE read_at IS NULL`,
    `CREATE TABLE mail (
       id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       recipient text NOT NULL,
       subject text NOT NULL,
       body text NOT NULL,
       sent_at timestamptz NOT NULL DEFAULT now()
     )`,
    `CREATE INDEX mail_recipient ON mail (recipient, id DESC)`,
  ]),
  sqlMigration(1767312000004, 'ApiClients', [
    `CREATE TABLE api_client (
       id text PRIMARY KEY,
       owner_id text NOT NULL REFERENCES account,
       name text NOT NULL,
       scopes text[] NOT NULL,
       key_start text NOT NULL,
       key_hash bytea NOT NULL UNIQUE,
       created_at timestamptz NOT NULL,
       last_used_at timestamptz,
       revoked_at timestamptz
     ) WITH (fillfactor = 80)`,
    `CREATE INDEX api_client_owner ON api_client (owner_id, id) WHERE revoked_at IS NULL`,
    `CREATE INDEX api_client_revoked ON api_client (revoked_at) WHERE revoked_at IS NOT NULL`,
  ]),
];
