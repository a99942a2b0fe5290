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
  type DatabaseSpec,
  type EmbeddedPostgres,
} from '@emporium/platform/embedded';
import type { Log } from '@emporium/platform/log';

export type Environment = Readonly<Record<string, string | undefined>>;

const BUS = 'bus';
const DATABASES = [...SUBGRAPHS, BUS];
export const variableOf = (database: string): string => `${database.toUpperCase()}_DATABASE_URL`;
/** Where the embedded PostgreSQL keeps its files. */
export const postgresDir = (dataDir: string): string => path.join(dataDir, 'postgres');

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
    dataDir: postgresDir(dataDir),
    onLaunch,
    log,
  });
  await ensureDatabases(postgres.adminUrl, specsOf(secret));
  return {
    environment: { ...given, ...embeddedUrls(postgres.adminUrl, secret) },
    async note() {
      const notes = await readNotes(postgres.adminUrl, DATABASES);
      const [first, ...others] = DATABASES.map((database) => notes.get(database) ?? null);
      return others.every((note) => note === first) ? first! : null;
    },
    setNote: (text) => writeNotes(postgres.adminUrl, DATABASES, text),
    stop: () => postgres.stop(),
  };
}

/** A role for each database, with a password that follows from the installation's secret. */
const specsOf = (secret: string): DatabaseSpec[] =>
  DATABASES.map((database) => ({
    database,
    role: `${database}_owner`,
    password: createHmac('sha256', secret).update(`database ${database}`).digest('base64url'),
  }));

/** The variables with the URL of each database on the embedded server that `serverUrl` reaches. */
export const embeddedUrls = (serverUrl: string, secret: string): Environment =>
  Object.fromEntries(specsOf(secret).map((spec) => [variableOf(spec.database), databaseUrl(serverUrl, spec)]));

/** What `npm start` tells its servers beside what it was given: who signs, and that the outside world is simulated. */
export const serverVariables = (given: Environment, secret: string) => ({
  IDENTITY_SECRET: given['IDENTITY_SECRET'] || secret,
  SIMULATORS: given['SIMULATORS'] || 'true',
});

export const secretFile = (dataDir: string): string => path.join(dataDir, 'secret');

/** One secret for this installation, made at the first start; all others are derived from it. */
export async function readSecret(dataDir: string): Promise<string> {
  const file = secretFile(dataDir);
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
