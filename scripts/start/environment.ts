import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SUBGRAPHS } from '@emporium/contracts/topology';
import {
  databaseUrl,
  ensureDatabases,
  readNotes,
  startEmbeddedPostgres,
  writeNotes,
  type EmbeddedPostgres,
} from '@emporium/platform/embedded';
import type { Log } from '@emporium/platform/log';

export type Environment = Readonly<Record<string, string | undefined>>;

const BUS = 'bus';
const DATABASES = [...SUBGRAPHS, BUS];
const variableOf = (database: string): string => `${database.toUpperCase()}_DATABASE_URL`;

export interface Databases {
  /** The environment with a URL for each database. */
  readonly environment: Environment;
  /** What was noted about all of them, or null. Nothing is noted about databases of somebody's own. */
  note(): Promise<string | null>;
  setNote(text: string): Promise<void>;
  stop(): Promise<void>;
}

export interface OpenDatabasesOptions {
  readonly dataDir: string;
  readonly secret: string;
  /** Called once, when there is nothing left to do but wait for PostgreSQL. */
  readonly onLaunch: () => void;
  readonly log: Log;
}

/** The databases that the environment names, or the embedded PostgreSQL with nine roles that cannot see each other's. */
export async function openDatabases(
  given: Environment,
  { dataDir, secret, onLaunch, log }: OpenDatabasesOptions,
): Promise<Databases> {
  const named = DATABASES.filter((database) => given[variableOf(database)]);
  if (named.length === DATABASES.length) {
    return { environment: given, note: async () => null, setNote: async () => {}, stop: async () => {} };
  }
  if (named.length > 0) {
    const missing = DATABASES.filter((database) => !named.includes(database)).map(variableOf);
    throw new Error(`Some databases are given and some are not. Set ${missing.join(', ')} too, or none at all.`);
  }
  const postgres: EmbeddedPostgres = await startEmbeddedPostgres({
    dataDir: path.join(dataDir, 'postgres'),
    onLaunch,
    log,
  });
  const specs = DATABASES.map((database) => ({
    database,
    role: `${database}_owner`,
    password: createHmac('sha256', secret).update(`database ${database}`).digest('base64url'),
  }));
  await ensureDatabases(postgres.adminUrl, specs);
  const urls = Object.fromEntries(
    specs.map((spec) => [variableOf(spec.database), databaseUrl(postgres.adminUrl, spec)]),
  );
  return {
    environment: { ...given, ...urls },
    async note() {
      const notes = await readNotes(postgres.adminUrl, DATABASES);
      const [first, ...others] = DATABASES.map((database) => notes.get(database) ?? null);
      return others.every((note) => note === first) ? first! : null;
    },
    setNote: (text) => writeNotes(postgres.adminUrl, DATABASES, text),
    stop: () => postgres.stop(),
  };
}

/** One secret for this installation, made at the first start; all others are derived from it. */
export async function readSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret');
  try {
    await mkdir(dataDir, { recursive: true });
    if (existsSync(file)) return await readFile(file, 'utf8');
    const secret = randomBytes(32).toString('base64url');
    await writeFile(file, secret, { mode: 0o600 });
    return secret;
  } catch (error) {
    throw new Error(
      `Emporium keeps its data in ${dataDir}, and that does not work: ${(error as Error).message}.\n` +
        'Make it a folder that you may write to, or name another: EMPORIUM_DATA=/some/folder npm start',
      { cause: error },
    );
  }
}
