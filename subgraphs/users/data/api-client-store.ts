import type { ApiClientId, UserId } from '@emporium/contracts/ids';
import type { ApiClientStore } from '../app/ports.ts';
import type { ApiClient } from '../domain/api-client.ts';

interface ApiClientRow {
  readonly id: ApiClientId;
  readonly owner_id: UserId;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly key_start: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

export const API_CLIENT_COLUMNS = 'id, owner_id, name, scopes, key_start, created_at, last_used_at';

export const toApiClient = (row: ApiClientRow): ApiClient => ({
  id: row.id,
  ownerId: row.owner_id,
  name: row.name,
  scopes: row.scopes,
  keyStart: row.key_start,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
});

export type { ApiClientRow };

export const postgresApiClientStore = (): ApiClientStore => ({
  async countLive(tx, ownerId) {
    const [row] = await tx.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM api_client WHERE owner_id = $1 AND revoked_at IS NULL',
      [ownerId],
    );
    return row!.count;
  },

  insert(tx, client, keyHash) {
    tx.write(
      `INSERT INTO api_client (id, owner_id, name, scopes, key_start, key_hash, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [client.id, client.ownerId, client.name, client.scopes, client.keyStart, keyHash, client.createdAt],
    );
  },

  async lockLive(tx, id, ownerId) {
    const [row] = await tx.query<ApiClientRow>(
      `SELECT ${API_CLIENT_COLUMNS} FROM api_client
        WHERE id = $1 AND revoked_at IS NULL AND ($2::text IS NULL OR owner_id = $2) FOR UPDATE`,
      [id, ownerId],
    );
    return row ? toApiClient(row) : null;
  },

  async lockByKey(tx, keyHash) {
    const [row] = await tx.query<ApiClientRow>(
      `SELECT ${API_CLIENT_COLUMNS} FROM api_client WHERE key_hash = $1 AND revoked_at IS NULL FOR UPDATE`,
      [keyHash],
    );
    return row ? toApiClient(row) : null;
  },

  revoke: (tx, id, now) => tx.write('UPDATE api_client SET revoked_at = $2 WHERE id = $1', [id, now]),

  recordUse: (tx, id, now) => tx.write('UPDATE api_client SET last_used_at = $2 WHERE id = $1', [id, now]),
});
