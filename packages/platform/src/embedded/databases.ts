import pg from 'pg';
import { matchesScram, scramVerifier } from './scram.ts';

export interface DatabaseSpec {
  readonly database: string;
  /** Owns the database, so it may create schemas and trusted extensions (pg_trgm, unaccent). No superuser. */
  readonly role: string;
  /** ASCII. */
  readonly password: string;
}

/** The URL under which a role reaches its database on the administrator's server. */
export function databaseUrl(adminUrl: string, spec: DatabaseSpec): string {
  const url = new URL(adminUrl);
  url.username = encodeURIComponent(spec.role);
  url.password = encodeURIComponent(spec.password);
  url.pathname = `/${encodeURIComponent(spec.database)}`;
  return url.href;
}

/** One number for all processes that create databases on a server at the same moment. */
const SETUP_LOCK = 4_010_400_000;

/**
 * Sees to it that each database exists, belongs to its role and admits nobody else but the
 * administrator, and that each role has its password. Costs one query when that is so already.
 */
export async function ensureDatabases(adminUrl: string, specs: readonly DatabaseSpec[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    if ((await missingStatements(client, specs)).length === 0) return;
    await client.query('SELECT pg_advisory_lock($1)', [SETUP_LOCK]);
    // One by one: CREATE DATABASE refuses to run in a transaction, and so in a list of statements.
    for (const statement of await missingStatements(client, specs)) await client.query(statement);
  } finally {
    await client.end();
  }
}

interface RoleRow {
  readonly name: string;
  readonly verifier: string | null;
}

interface DatabaseRow {
  readonly name: string;
  readonly owner: string;
  readonly open: boolean;
}

const STATE = `
  SELECT (SELECT json_agg(json_build_object('name', rolname, 'verifier', rolpassword))
            FROM pg_authid WHERE rolname = ANY($1)) AS roles,
         (SELECT json_agg(json_build_object('name', datname, 'owner', pg_get_userbyid(datdba),
                                            'open', has_database_privilege('public', oid, 'CONNECT')))
            FROM pg_database WHERE datname = ANY($2)) AS databases`;

/** Open to every role when a server is new. */
const SHARED_DATABASES = ['postgres', 'template1'];

async function missingStatements(client: pg.Client, specs: readonly DatabaseSpec[]): Promise<string[]> {
  const names = [...specs.map((spec) => spec.database), ...SHARED_DATABASES];
  const state = await client.query<{ roles: RoleRow[] | null; databases: DatabaseRow[] | null }>(STATE, [
    specs.map((spec) => spec.role),
    names,
  ]);
  const roles = new Map(state.rows[0]?.roles?.map((row) => [row.name, row]));
  const databases = new Map(state.rows[0]?.databases?.map((row) => [row.name, row]));
  const ofRoles = await Promise.all(specs.map((spec) => roleStatements(spec, roles.get(spec.role))));
  return [
    ...ofRoles.flat(),
    ...specs.flatMap((spec) => ownerStatements(spec, databases.get(spec.database))),
    ...names.filter((name) => databases.get(name)?.open ?? true).map(closeStatement),
  ];
}

async function roleStatements(spec: DatabaseSpec, row: RoleRow | undefined): Promise<string[]> {
  if (row && (await matchesScram(spec.password, row.verifier))) return [];
  const password = pg.escapeLiteral(await scramVerifier(spec.password));
  return [`${row ? 'ALTER' : 'CREATE'} ROLE ${pg.escapeIdentifier(spec.role)} LOGIN PASSWORD ${password}`];
}

function ownerStatements(spec: DatabaseSpec, row: DatabaseRow | undefined): string[] {
  const database = pg.escapeIdentifier(spec.database);
  const role = pg.escapeIdentifier(spec.role);
  if (!row) return [`CREATE DATABASE ${database} OWNER ${role} TEMPLATE template0`];
  return row.owner === spec.role ? [] : [`ALTER DATABASE ${database} OWNER TO ${role}`];
}

const closeStatement = (name: string): string =>
  `REVOKE CONNECT, TEMPORARY ON DATABASE ${pg.escapeIdentifier(name)} FROM PUBLIC`;
