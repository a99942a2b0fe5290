import type { Client } from 'graphql-ws';
import type { TypedDocumentString } from './generated/operations.ts';
import { backoffMs } from './live-socket.ts';
import { RequestFailed, type AnswerError } from './request-failed.ts';

/** What every event carries: its place in the history of its subject. */
interface LiveEvent {
  readonly sequence: string;
}

/** A subscription to one field that can be resumed. */
export type LiveDocument<Event extends LiveEvent, Variables extends { after?: unknown }> = TypedDocumentString<
  { [Field in string]: Event },
  Variables
>;

export interface Following {
  /** How long to wait before a stream that broke is asked for again, counted from 0. */
  readonly waitMs?: (attempt: number) => number;
}

/**
 * The events of one subject, in order, each once, however often the connection breaks: every attempt asks for what
 * comes after the last event received. Ends when the server ends the stream; leaving the loop unsubscribes.
 *
 * @throws {RequestFailed} with code `RESYNC` when what was missed is gone: read the state anew, and follow without
 *   `after`; with another code when the subscription is refused
 */
export async function* follow<Event extends LiveEvent, Variables extends { after?: unknown }>(
  socket: Client,
  document: LiveDocument<Event, Variables>,
  variables: Variables,
  { waitMs = backoffMs }: Following = {},
): AsyncGenerator<Event, void, undefined> {
  let { after } = variables;
  const operation = {
    query: document.toString(),
    // Read again at each attempt.
    get variables() {
      return { ...variables, after };
    },
  };
  for (let attempt = 0; ; attempt += 1) {
    try {
      for await (const { data, errors = [] } of socket.iterate<Record<string, Event>>(operation)) {
        const event = Object.values(data ?? {})[0];
        if (!event) throw new RequestFailed(errors[0]?.message ?? 'an event without data', errors as AnswerError[]);
        after = event.sequence;
        attempt = 0;
        yield event;
      }
      return;
    } catch (error) {
      if (!isRetryable(error)) throw asFailure(error);
      await new Promise((resolve) => setTimeout(resolve, waitMs(attempt)));
    }
  }
}

/** graphql-ws throws an operation's errors as a list, and what ended the connection as it came. */
const errorsOf = (error: unknown): readonly AnswerError[] => {
  if (error instanceof RequestFailed) return error.errors;
  return Array.isArray(error) ? (error as AnswerError[]) : [];
};

const isRetryable = (error: unknown): boolean => errorsOf(error).some(({ extensions }) => extensions?.retryable);

const asFailure = (error: unknown): unknown =>
  Array.isArray(error) ? new RequestFailed(String(error[0]?.message), errorsOf(error)) : error;
