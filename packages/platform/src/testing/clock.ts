export interface SeededClock {
  now(): Date;
  advance(ms: number): void;
}

/** A clock that stands still until it is moved. */
export function seededClock(startIso: string): SeededClock {
  let nowMs = Date.parse(startIso);
  if (Number.isNaN(nowMs)) throw new Error(`not an ISO 8601 time: ${startIso}`);
  return {
    now: () => new Date(nowMs),
    advance: (ms) => {
      nowMs += ms;
    },
  };
}
