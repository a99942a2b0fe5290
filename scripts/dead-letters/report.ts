import { renderTable } from '../table.ts';
import { paint } from '../start/progress.ts';
import type { ReplayedIn } from './replay.ts';
import type { Parked } from './survey.ts';

const ERROR_WIDTH = 100;

export function renderParked(parked: readonly Parked[]): string {
  return renderTable<Parked>(
    [
      { title: 'Subgraph', align: 'left', text: ({ subgraph }) => subgraph },
      { title: 'Event', align: 'left', text: ({ letter }) => letter.eventId },
      { title: 'Type', align: 'left', text: ({ letter }) => letter.type },
      { title: 'Key', align: 'left', text: ({ letter }) => letter.key },
      { title: 'Since (UTC)', align: 'left', text: ({ letter }) => toTheSecond(letter.parkedAt) },
      { title: 'Attempts', text: ({ letter }) => String(letter.attempts) },
      { title: 'Last error', align: 'left', text: ({ letter }) => inOneLine(letter.error) },
    ],
    parked,
  );
}

/** A line for a person. */
export function describeReplay(replayed: ReplayedIn): string {
  const { subgraph, letter, outcome } = replayed;
  const mark = isDone(replayed) ? paint('green', '✓') : paint('red', '✗');
  const what = `${subgraph.padEnd(12)}${letter.eventId}  ${letter.type}`;
  return `${mark} ${what}: ${outcome.ok ? 'handled' : reasonOf(outcome.error)}\n`;
}

type Failure = Extract<ReplayedIn['outcome'], { ok: false }>['error'];

function reasonOf(failure: Failure): string {
  switch (failure.code) {
    case 'NOT_FOUND':
      return 'not parked any more, somebody else has replayed it';
    case 'NO_HANDLER':
      return 'stays parked, nobody handles its type any more';
    case 'STILL_FAILING':
      return `stays parked, ${inOneLine(failure.error)}`;
    case 'HELD_BACK':
      return `stays parked, held back behind ${failure.behind} of the same key`;
  }
}

/** Whether the event is off the list. */
export const isDone = ({ outcome }: ReplayedIn): boolean => outcome.ok || outcome.error.code === 'NOT_FOUND';

export const parkedAsJson = ({ subgraph, letter }: Parked): object => ({ subgraph, ...letter });

export const replayAsJson = ({ subgraph, letter, outcome }: ReplayedIn): object => ({
  subgraph,
  eventId: letter.eventId,
  type: letter.type,
  key: letter.key,
  ...(outcome.ok ? { outcome: 'HANDLED' } : { outcome: outcome.error.code, reason: reasonInFull(outcome.error) }),
});

const reasonInFull = (failure: Failure): string =>
  failure.code === 'STILL_FAILING' ? failure.error : reasonOf(failure);

const toTheSecond = (time: Date): string => time.toISOString().slice(0, 19).replace('T', ' ');

/** Without line breaks and whatever else a terminal would act upon, and not for ever. */
function inOneLine(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > ERROR_WIDTH ? `${line.slice(0, ERROR_WIDTH - 1)}…` : line;
}
