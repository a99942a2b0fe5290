import { parseArgs } from 'node:util';

/** What is asked for: a list, or replays of all that is parked or of these events. */
export interface DeadLetterOptions {
  readonly replay: 'all' | readonly string[] | null;
  readonly json: boolean;
  readonly help: boolean;
}

export const HELP = `Events that a subgraph could not handle and has put aside: what they are, and once more to their handlers.

  npm run dead-letters                        what is parked, in all nine subgraphs
  npm run dead-letters -- replay <event id>   hands it to the handlers of each subgraph that has parked it
  npm run dead-letters -- replay --all        hands over everything, what happened first comes first

  --all     with replay: everything that is parked
  --json    for programs; with "npm --silent run" nothing else is on standard output
  --help    this text

A replay runs the handler once, in one transaction that also takes the event from the list; it takes effect once,
however often it is asked for. If the handler fails again, the event stays parked with its newest error, later events of
the same key that are replayed with it are held back, and the command ends with 1.

Environment
  EMPORIUM_DATA=.emporium         the folder of the marketplace that runs (npm start, in another terminal)
  <SUBGRAPH>_DATABASE_URL         instead: the databases to look into, of one subgraph or of several; to replay, give
                                  the other variables of the subgraph's process too, such as IDENTITY_SECRET
  NO_COLOR=1                      no colours
`;

/** @throws with what to write instead */
export function readOptions(argv: readonly string[]): DeadLetterOptions {
  const { values, positionals } = parse(argv);
  const { json, help, all } = values;
  const [verb, ...ids] = positionals;
  if (verb === undefined && !all) return { replay: null, json, help };
  if (verb !== 'replay') throw refusal(verb === undefined ? '--all is for "replay --all".' : `"${verb}" is not known.`);
  if (all && ids.length > 0) throw refusal('Replay either --all or the events that you name.');
  if (!all && ids.length === 0 && !help) throw refusal('Say which event to replay, or --all.');
  return { replay: all ? 'all' : ids, json, help };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw refusal(`${(error as Error).message}.`, error);
  }
}

const refusal = (message: string, cause?: unknown): Error =>
  new Error(`${message}\n"npm run dead-letters -- --help" says what there is.`, { cause });
