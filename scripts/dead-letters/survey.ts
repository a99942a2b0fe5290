import type { SubgraphName } from '@emporium/contracts/topology';
import { readDeadLetters, type DeadLetter } from '@emporium/platform/bus';
import { isConnectionFailure, openDatabase } from '@emporium/platform/db';
import type { Log } from '@emporium/platform/log';
import { variableOf } from '../start/environment.ts';
import type { Places } from './places.ts';

/** An event that a subgraph has put aside. */
export interface Parked {
  readonly subgraph: SubgraphName;
  readonly letter: DeadLetter;
}

/**
 * What is parked: by subgraph, in the order in which it happened.
 *
 * @throws with what to do, when a database cannot be asked
 */
export async function survey({ subgraphs, environment }: Places, log: Log): Promise<Parked[]> {
  const found = await Promise.all(
    subgraphs.map(async (subgraph) => {
      const url = environment[variableOf(subgraph)]!;
      const letters = await read(subgraph, url, log).catch((error: unknown) => {
        throw explained(error, subgraph, url);
      });
      return letters.map((letter) => ({ subgraph, letter }));
    }),
  );
  return found.flat();
}

async function read(subgraph: SubgraphName, url: string, log: Log): Promise<DeadLetter[]> {
  const db = openDatabase({ url, name: `${subgraph} dead letters`, poolSize: 1, log });
  try {
    return await readDeadLetters(db, subgraph);
  } finally {
    await db.close();
  }
}

const UNDEFINED_TABLE = '42P01';

/** Not the URL itself: it has a password. */
function explained(error: unknown, subgraph: SubgraphName, url: string): unknown {
  if (isConnectionFailure(error)) {
    const where = URL.parse(url)?.host ?? 'its URL';
    const { message, code } = error as NodeJS.ErrnoException;
    return new Error(
      `The database of ${subgraph} does not answer at ${where} (${message || code}).\n` +
        `Start it, or correct ${variableOf(subgraph)}.`,
      { cause: error },
    );
  }
  if ((error as { code?: string }).code === UNDEFINED_TABLE) {
    return new Error(`The database of ${subgraph} has no tables yet. Wait until its server has started.`, {
      cause: error,
    });
  }
  return error;
}
