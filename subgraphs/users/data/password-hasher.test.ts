import { AppError } from '@emporium/platform/errors';
import { DEMO_PASSWORD } from '@emporium/world/users';
import { verify } from '@node-rs/argon2';
import { describe, expect, it, vi } from 'vitest';
import { DEMO_PASSWORD_HASH } from '../seed.ts';
import { argon2Hasher } from './password-hasher.ts';

vi.mock('@node-rs/argon2', { spy: true });

const PARAMETERS = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

describe('passwords', () => {
  const hasher = argon2Hasher();

  it('are hashed with argon2id and the parameters that are documented', async () => {
    const hash = await hasher.hash('four random words');
    for (const made of [hash, DEMO_PASSWORD_HASH]) expect(made).toMatch(PARAMETERS);
    expect(await hasher.verify('four random words', hash)).toBe(true);
    expect(await hasher.verify('four random word', hash)).toBe(false);
  });

  it('are the same however a keyboard composes them', async () => {
    expect(await hasher.verify('caf\u00e9 caf\u00e9', await hasher.hash('cafe\u0301 cafe\u0301'))).toBe(true);
  });

  it('of the demonstration opens the demonstration’s accounts', async () => {
    expect(await hasher.verify(DEMO_PASSWORD, DEMO_PASSWORD_HASH)).toBe(true);
  });

  it('of nobody are checked with the same effort, and never match', async () => {
    expect(await hasher.verify('anything', null)).toBe(false);
    expect(verify).toHaveBeenLastCalledWith(expect.stringMatching(PARAMETERS), 'anything');
  });

  it('wait for each other without holding up the process, and beyond a bound are turned away', async () => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 1);
    const crowd = Promise.allSettled(Array.from({ length: 262 }, () => hasher.verify('x', 'not a hash at all')));
    const real = await argon2Hasher().hash('four random words');
    clearInterval(timer);
    expect(real).toContain('argon2id');
    expect(ticks).toBeGreaterThan(3);
    const turnedAway = (await crowd).filter(
      (outcome) => outcome.status === 'rejected' && outcome.reason instanceof AppError,
    );
    expect(turnedAway).toHaveLength(262 - 2 - 256);
  });
});
