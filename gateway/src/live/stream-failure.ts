import type { GraphQLFormattedError } from 'graphql';

/** Ends a stream; the errors go to the client in the operation's `error` message. */
export class StreamFailure extends Error {
  override readonly name = 'StreamFailure';

  constructor(
    readonly errors: readonly GraphQLFormattedError[],
    options?: ErrorOptions,
  ) {
    super(errors[0]?.message ?? 'the stream failed', options);
  }
}

/** The owning subgraph went away in mid-stream. Nothing is lost: the client subscribes again with `after`. */
export const sourceLost = (service: string, cause: unknown): StreamFailure =>
  new StreamFailure(
    [
      {
        message: `The ${service} service was lost. Subscribe again with "after" set to the last sequence you received.`,
        extensions: { code: 'SERVICE_UNAVAILABLE', service, retryable: true },
      },
    ],
    { cause },
  );

/** Events come faster than they can be joined; the replay of the subgraph will bring the rest. */
export const fallingBehind = (service: string): StreamFailure =>
  new StreamFailure([
    {
      message: 'The stream fell behind. Subscribe again with "after" set to the last sequence you received.',
      extensions: { code: 'RESYNC', service, retryable: true },
    },
  ]);
