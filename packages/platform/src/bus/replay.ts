import type { EventId } from '@emporium/contracts/ids';
import type { Database } from '../db/index.ts';
import { err, type Result } from '../result/index.ts';
import { replayDeadLetter, type DeadLetter, type ReplayFailure } from './dead-letter.ts';
import type { AnyEventHandlers } from './inbox.ts';

/** What became of a parked event. */
export interface Replayed {
  readonly letter: DeadLetter;
  /** Held back: an earlier event of its key stays parked, and this one must not overtake it. */
  readonly outcome: Result<null, ReplayFailure | { readonly code: 'HELD_BACK'; readonly behind: EventId }>;
}

/**
 * Replays parked events one after the other, in the order of `letters`, which is that of
 * `readDeadLetters`. Of one key none is handled before those of `letters` that happened earlier; each
 * takes effect once, as with `replayDeadLetter`. Told as it happens.
 */
export async function* replayDeadLetters(
  db: Database,
  consumer: string,
  letters: readonly DeadLetter[],
  handlers: AnyEventHandlers,
): AsyncGenerator<Replayed, void, undefined> {
  const stuck = new Map<string, EventId>();
  for (const letter of letters) {
    const aggregate = JSON.stringify([letter.topic, letter.key]);
    const behind = stuck.get(aggregate);
    if (behind !== undefined) {
      yield { letter, outcome: err({ code: 'HELD_BACK', behind }) };
      continue;
    }
    const outcome = await replayDeadLetter(db, consumer, letter.eventId, handlers);
    if (!outcome.ok && outcome.error.code !== 'NOT_FOUND') stuck.set(aggregate, letter.eventId);
    yield { letter, outcome };
  }
}
