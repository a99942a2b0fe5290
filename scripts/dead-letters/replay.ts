import { replayDeadLetters, type Replayed } from '@emporium/platform/bus';
import type { Log } from '@emporium/platform/log';
import { openSubgraph } from '@emporium/platform/subgraph';
import { definitionOf } from '../start/subgraphs.ts';
import type { Places } from './places.ts';
import type { Parked } from './survey.ts';

export interface ReplayedIn extends Replayed, Pick<Parked, 'subgraph'> {}

/** Hands parked events to the handlers of the subgraphs that have parked them, in the given order; told as it happens. */
export async function* replayParked(
  parked: readonly Parked[],
  { environment }: Pick<Places, 'environment'>,
  log: Log,
): AsyncGenerator<ReplayedIn, void, undefined> {
  for (const [subgraph, own] of Map.groupBy(parked, (one) => one.subgraph)) {
    await using opened = new AsyncDisposableStack();
    const { db, subgraph: running } = openSubgraph(definitionOf(subgraph), { environment, log }, opened);
    const letters = own.map(({ letter }) => letter);
    for await (const replayed of replayDeadLetters(db, subgraph, letters, running.handlers ?? {})) {
      yield { subgraph, ...replayed };
    }
  }
}
