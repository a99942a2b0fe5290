import type { Variables } from '../../engine/engine-types.ts';
import type { RequestContext } from '../../request-context.ts';
import type { SubgraphClient } from '../../subgraphs/subgraph-client.ts';
import type { Asked } from '../execution.ts';
import type { ReadBody } from './body.ts';
import type { Join } from './join.ts';
import type { Excerpt } from './scan.ts';

/** One attempt to answer an operation with texts. */
export interface Attempt {
  readonly join: Join;
  readonly variables: Variables;
  readonly context: RequestContext;
  /** What was cut out of the answers, from the root down. */
  readonly root: Excerpt;
  /** For whoever has to go on with objects. */
  readonly asked: Asked[];
  /** Some answer did not come, or has to be read as objects. */
  isOver: boolean;
  /** One has to be read so although it says nothing of an error. */
  isInVain: boolean;
}

export const newAttempt = (join: Join, variables: Variables, context: RequestContext): Attempt => ({
  join,
  variables,
  context,
  root: join.root(),
  asked: [],
  isOver: false,
  isInVain: false,
});

/** Asks a subgraph, and hands over what its answer brought, unless that ends the attempt. */
export async function askForText<T>(
  attempt: Attempt,
  client: SubgraphClient,
  body: string,
  kind: 'query' | 'mutation',
  read: ReadBody<T>,
  take: (brought: T) => void,
): Promise<void> {
  let brought: T | undefined;
  const answer = client.send(body, kind, attempt.context, (come) => (brought = read(come)) !== undefined);
  attempt.asked.push({ client, body, answer });
  try {
    const { recognised, errors } = await answer;
    if (recognised !== null) return take(brought!);
    attempt.isInVain = errors === undefined;
  } catch {
    // Told by whoever takes the answer up again.
  }
  attempt.isOver = true;
}

/** Nothing is wrong, but it goes on with objects. */
export function giveUp(attempt: Attempt): void {
  attempt.isOver = true;
  attempt.isInVain = true;
}
