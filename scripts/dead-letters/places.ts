import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import { servingPort } from '@emporium/platform/embedded';
import { embeddedUrls, postgresDir, secretFile, serverVariables, variableOf } from '../start/environment.ts';
import type { Environment } from '../start/environment.ts';

/** The databases to look into. */
export interface Places {
  readonly subgraphs: readonly SubgraphName[];
  /** What the subgraphs' servers are told, as far as it is known; with a URL for each database. */
  readonly environment: Environment;
}

/**
 * The databases that the environment names, be it one subgraph's in its container, or else those of the marketplace that
 * `npm start` serves from the data folder.
 *
 * @throws with what to do, when nothing is named and nothing runs
 */
export async function findPlaces(given: Environment): Promise<Places> {
  const dataDir = path.resolve(given['EMPORIUM_DATA'] || '.emporium');
  const secret = await readFile(secretFile(dataDir), 'utf8').catch(() => null);
  const named = SUBGRAPHS.filter((name) => given[variableOf(name)]);
  if (named.length > 0) {
    // Without a secret of its own, it is `npm start` that was given these databases, and its servers have this one.
    const variables = given['IDENTITY_SECRET'] || secret === null ? {} : serverVariables(given, secret);
    return { subgraphs: named, environment: { ...given, ...variables } };
  }
  const port = secret === null ? null : await servingPort(postgresDir(dataDir));
  if (secret === null || port === null) {
    throw new Error(
      `No marketplace runs on the data in ${dataDir}, so its databases cannot be asked.\n` +
        'Start it with "npm start" and try again in a second terminal. If its data is elsewhere, set EMPORIUM_DATA;\n' +
        'if its databases are, set <SUBGRAPH>_DATABASE_URL.',
    );
  }
  const urls = embeddedUrls(`postgres://127.0.0.1:${port}`, secret);
  return { subgraphs: SUBGRAPHS, environment: { ...given, ...urls, ...serverVariables(given, secret) } };
}
