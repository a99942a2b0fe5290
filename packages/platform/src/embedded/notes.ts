import pg from 'pg';

/**
 * A note about a database, kept by the server beside it: whoever drops the database drops the note, and whoever
 * copies the server's files copies it too.
 */
export async function readNotes(adminUrl: string, databases: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return asAdministrator(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string; note: string | null }>(
      `SELECT datname AS name, shobj_description(oid, 'pg_database') AS note FROM pg_database WHERE datname = ANY($1)`,
      [databases],
    );
    return new Map(rows.flatMap(({ name, note }) => (note === null ? [] : [[name, note]])));
  });
}

/** Replaces the notes of these databases by one text. */
export async function writeNotes(adminUrl: string, databases: readonly string[], note: string): Promise<void> {
  await asAdministrator(adminUrl, async (client) => {
    for (const database of databases) {
      await client.query(`COMMENT ON DATABASE ${pg.escapeIdentifier(database)} IS ${pg.escapeLiteral(note)}`);
    }
  });
}

async function asAdministrator<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => {}); // The query under way fails with it.
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
