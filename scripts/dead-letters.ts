import { SUBGRAPHS } from '@emporium/contracts/topology';
import { createLog } from '@emporium/platform/log';
import { HELP, readOptions, type DeadLetterOptions } from './dead-letters/options.ts';
import { findPlaces, type Places } from './dead-letters/places.ts';
import { describeReplay, isDone, parkedAsJson, renderParked, replayAsJson } from './dead-letters/report.ts';
import { survey, type Parked } from './dead-letters/survey.ts';
import { paint } from './start/progress.ts';

// `npm run dead-letters`: events that were put aside, for people to read and to replay.
const log = createLog({ name: 'dead letters', level: 'error', destination: process.stderr });

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await run(options);
} catch (error) {
  process.stderr.write(`\n${paint('red', error instanceof Error ? error.message : String(error), process.stderr)}\n`);
  process.exitCode = 1;
}

async function run({ replay, json }: DeadLetterOptions): Promise<void> {
  const places = await findPlaces(process.env);
  const parked = await survey(places, log);
  if (replay === null) list(parked, places, json);
  else await replayAll(replay === 'all' ? parked : chosen(parked, replay), places, json);
}

function list(parked: readonly Parked[], { subgraphs }: Places, json: boolean): void {
  if (json) writeJson(parked.map(parkedAsJson));
  else if (parked.length > 0) process.stdout.write(`\n${renderParked(parked)}\n`);
  else process.stdout.write(nothing(subgraphs));
}

async function replayAll(parked: readonly Parked[], places: Places, json: boolean): Promise<void> {
  if (parked.length === 0 && !json) process.stdout.write(nothing(places.subgraphs));
  // The subgraphs are two thousand modules: only for those who need their handlers.
  const { replayParked } = await import('./dead-letters/replay.ts');
  const outcomes: object[] = [];
  try {
    for await (const replayed of replayParked(parked, places, log)) {
      outcomes.push(replayAsJson(replayed));
      if (!isDone(replayed)) process.exitCode = 1;
      if (!json) process.stdout.write(describeReplay(replayed));
    }
  } finally {
    if (json) writeJson(outcomes);
  }
}

/** The parked events with these ids, in the order in which they happened. */
function chosen(parked: readonly Parked[], ids: readonly string[]): readonly Parked[] {
  const missing = ids.filter((id) => !parked.some(({ letter }) => letter.eventId === id));
  if (missing.length > 0) {
    throw new Error(`Not parked: ${missing.join(', ')}.\n"npm run dead-letters" lists what is.`);
  }
  return parked.filter(({ letter }) => ids.includes(letter.eventId));
}

/** Where only some databases were named, nobody should take it for all. */
function nothing(subgraphs: Places['subgraphs']): string {
  const where = subgraphs.length === SUBGRAPHS.length ? '' : ` in ${subgraphs.join(', ')}`;
  return `Nothing is parked${where}.\n`;
}

function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
