import { BoundedQueue } from './bounded-queue.ts';
import { StreamHub, type HubSource, type Reader } from './stream-hub.ts';

export interface SharedStreams {
  /**
   * Results for one reader, as JSON text. Readers with the same key share; a null key shares with nobody. `open` is called when
   * an upstream has to be opened, `tooSlow` when the reader's queue runs over.
   */
  read(key: string | null, open: () => HubSource, tooSlow: () => void): AsyncIterableIterator<string>;
}

/** A newcomer may be served what an open stream has sent already, as long as that is no older than this. */
export const NEWCOMER_WINDOW_MS = 1_000;

/**
 * Many sockets, one upstream. A stream begins with a snapshot or a replay, so a newcomer cannot simply be added to
 * one that runs: it would start in the middle. Instead it joins a stream opened within the last second, from that
 * stream's beginning, or opens one of its own; and when two streams with the same key meet at the same event, the
 * younger one's readers move to the older one. Nobody misses an event or gets one twice, and however clients arrive,
 * a lively stream soon has one upstream. (`event-identity.ts` says when two events are the same.)
 */
export function createSharedStreams(queuedEvents: number, now: () => number = () => performance.now()): SharedStreams {
  /** Hubs by key, oldest first. */
  const groups = new Map<string, StreamHub[]>();

  const openHub = (key: string | null, open: () => HubSource): StreamHub => {
    if (key === null) return new StreamHub(open(), now(), { onSent() {}, onClose() {} });
    const hub: StreamHub = new StreamHub(open(), now(), {
      onSent: () => meet(groups.get(key), hub),
      onClose() {
        const rest = groups.get(key)?.filter((other) => other !== hub) ?? [];
        if (rest.length > 0) groups.set(key, rest);
        else groups.delete(key);
      },
    });
    groups.set(key, [...(groups.get(key) ?? []), hub]);
    return hub;
  };

  return {
    read(key, open, tooSlow) {
      const young = key === null ? undefined : groups.get(key)?.at(-1);
      const hub = young && acceptsNewcomers(young, now()) ? young : openHub(key, open);
      let home = hub;
      const reader: Reader = {
        results: new BoundedQueue(queuedEvents, () => home.remove(reader)),
        tooSlow,
        moved: (to) => void (home = to),
      };
      hub.add(reader);
      return reader.results;
    },
  };
}

const acceptsNewcomers = (hub: StreamHub, nowMs: number): boolean =>
  hub.remembersAll && nowMs - hub.openedAtMs <= NEWCOMER_WINDOW_MS;

/** Called after `hub` has sent an event: either it has caught up with the oldest, or another has just been met. */
function meet(group: readonly StreamHub[] | undefined, hub: StreamHub): void {
  const oldest = group?.[0];
  if (group === undefined || oldest === undefined || group.length < 2) return;
  if (hub !== oldest) {
    oldest.takeOver(hub);
    return;
  }
  for (const other of group.slice(1)) {
    if (other.position !== null && other.position === oldest.position) oldest.takeOver(other);
  }
}
