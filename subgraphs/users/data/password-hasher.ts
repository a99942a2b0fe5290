import { hash, verify } from '@node-rs/argon2';
import { AppError } from '@emporium/platform/errors';
import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import type { PasswordHasher } from '../app/ports.ts';
import { normalizePassword } from '../domain/password.ts';

/** argon2id with OWASP's parameters: 19 MiB, two passes, one lane; some 35 ms of one core. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Each takes one of libuv's four threads and 19 MiB; the other two stay free for the rest of the process. */
const AT_ONCE = 2;
/** Some five seconds' worth. Whoever comes beyond that is told to try again. */
const WAITING = 256;

/** The hash of nothing that anybody knows, with the same parameters, for addresses without an account. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$sM19ce9bIhgjuWEhfqIxDw$tijceGqhNTxXbDHB7XAf1vX+1B+vMdV2J0dMRK6qxdE';

/** Hashes on other threads, a few at a time, so that sign-ins cost time and never the event loop or the memory. */
export function argon2Hasher(): PasswordHasher {
  const queue = bulkhead(AT_ONCE, WAITING);

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await queue.execute(work);
    } catch (error) {
      if (!(error instanceof BulkheadRejectedError)) throw error;
      throw new AppError('SERVICE_UNAVAILABLE', 'Too many people sign in at the moment. Try again in a few seconds.');
    }
  };

  return {
    hash: (password) => inTurn(() => hash(normalizePassword(password), ARGON2)),
    verify: (password, encoded) =>
      inTurn(async () => {
        const matches = await verify(encoded ?? NOBODY, normalizePassword(password));
        return matches && encoded !== null;
      }),
  };
}
