import { stripVTControlCharacters } from 'node:util';
import type { DeadLetter } from '@emporium/platform/bus';
import { expect, it } from 'vitest';
import { describeReplay, isDone, renderParked, replayAsJson } from './report.ts';
import type { ReplayedIn } from './replay.ts';

const letter = {
  eventId: 'evt_2',
  topic: 'users',
  type: 'users.guest-merged.v1',
  key: 'gst_1',
  parkedAt: new Date('2026-01-01T12:00:00.500Z'),
  attempts: 5,
  error: `Error: the order\n  is \u001b[31munknown ${'x'.repeat(200)}`,
} as DeadLetter;

const replayed = (outcome: ReplayedIn['outcome']): ReplayedIn => ({ subgraph: 'cart', letter, outcome });
const handled = replayed({ ok: true, value: null });
const failed = replayed({ ok: false, error: { code: 'STILL_FAILING', error: 'Error: no\nstock' } });
const heldBack = replayed({ ok: false, error: { code: 'HELD_BACK', behind: 'evt_1' as DeadLetter['eventId'] } });
const replayedElsewhere = replayed({ ok: false, error: { code: 'NOT_FOUND' } });

it('shows a parked event in one line, whatever its error says', () => {
  const lines = renderParked([{ subgraph: 'cart', letter }])
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(
    /^cart +evt_2 +users\.guest-merged\.v1 +gst_1 +2026-01-01 12:00:00 +5 +Error: the order is \[31munknown x+…$/,
  );
});

it('says what became of each event', () => {
  const told = [handled, failed, heldBack, replayedElsewhere].map((one) =>
    stripVTControlCharacters(describeReplay(one)),
  );
  expect(told).toEqual([
    '✓ cart        evt_2  users.guest-merged.v1: handled\n',
    '✗ cart        evt_2  users.guest-merged.v1: stays parked, Error: no stock\n',
    '✗ cart        evt_2  users.guest-merged.v1: stays parked, held back behind evt_1 of the same key\n',
    '✓ cart        evt_2  users.guest-merged.v1: not parked any more, somebody else has replayed it\n',
  ]);
  expect(replayAsJson(handled)).toMatchObject({ subgraph: 'cart', eventId: 'evt_2', outcome: 'HANDLED' });
  expect(replayAsJson(failed)).toMatchObject({ outcome: 'STILL_FAILING', reason: 'Error: no\nstock' });
});

it('counts as done what is off the list, whoever replayed it', () => {
  expect([handled, replayedElsewhere, failed, heldBack].map(isDone)).toEqual([true, true, false, false]);
});
