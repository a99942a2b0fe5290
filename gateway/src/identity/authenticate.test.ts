import { seededIds } from '@emporium/platform/ids';
import { verifyIdentity } from '@emporium/platform/identity';
import { expect, it } from 'vitest';
import type { AccessTokens, TokenViewer } from './access-tokens.ts';
import { createAuthenticate } from './authenticate.ts';

const newId = seededIds('authenticate');
const secret = 'a secret of the gateway and the subgraphs';
const start = Date.UTC(2026, 0, 1);
const viewer: TokenViewer = {
  kind: 'user',
  id: newId('usr'),
  sessionId: newId('ses'),
  scopes: ['seller:orders'],
  tokenExpiresAt: new Date(start + 900_000),
};

it('signs again before subgraphs stop believing, and not before', async () => {
  let time = start;
  let verified = 0;
  const tokens: AccessTokens = {
    verify: async () => {
      verified += 1;
      return viewer;
    },
    stop() {},
  };
  const authenticate = createAuthenticate(tokens, { identitySecret: secret, now: () => time });
  const caller = await authenticate({ authorization: 'Bearer a.b.c' });
  expect(await authenticate({ authorization: 'bearer a.b.c' })).toBe(caller);
  expect(verified).toBe(1);

  const first = caller.identity()!;
  for (let seconds = 0; seconds < 300; seconds += 10) {
    time = start + seconds * 1000;
    expect(verifyIdentity(caller.identity()!, secret, time + 25_000)).toEqual({ ok: true, value: viewer });
  }
  time = start;
  expect((await authenticate({})).identity()).toBeNull();
  expect(caller.identity()).not.toBe(first);
});
