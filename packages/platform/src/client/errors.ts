import type { SubgraphName } from '@emporium/contracts/topology';
import { AppError } from '../errors/index.ts';

/** The other service cannot be reached, broke down, or is known to be down. Whether it did the work is unknown: repeat with the same idempotency key. */
export class ServiceUnavailable extends AppError {
  /** The next attempt may well succeed: the connection broke, or a proxy or a draining server answered. */
  readonly mayPass: boolean;

  constructor(
    readonly target: SubgraphName,
    reason: string,
    options: { cause?: unknown; mayPass?: boolean } = {},
  ) {
    const cause = new Error(`${target}: ${reason}`, { cause: options.cause });
    super('SERVICE_UNAVAILABLE', 'A part of the shop does not answer right now. Try again in a moment.', {}, { cause });
    this.mayPass = options.mayPass ?? false;
  }
}

/** No answer before the deadline. Whether the work was done is unknown: repeat with the same idempotency key. */
export class DeadlineExceeded extends AppError {
  constructor(
    readonly target: SubgraphName,
    deadlineMs: number,
  ) {
    super(
      'DEADLINE_EXCEEDED',
      'This took too long. Try again in a moment.',
      {},
      {
        cause: new Error(`${target} did not answer within ${deadlineMs} ms`),
      },
    );
  }
}

export interface RemoteError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly [key: string]: unknown };
}

/**
 * The other service answered with GraphQL errors. Expected refusals come as `userErrors` in the data, so this is
 * mostly a bug, and masked if nobody handles it.
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly target: SubgraphName,
    readonly errors: readonly RemoteError[],
  ) {
    super(`${target} answered: ${errors.map(({ message }) => message).join('; ')}`);
  }

  /** `extensions.code` of the first error. */
  get code(): string | undefined {
    return this.errors[0]?.extensions?.code;
  }
}
