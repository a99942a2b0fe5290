import { expect, it } from 'vitest';
import { decideGrant, keyOf, MAX_API_CLIENTS, scopesNow, startOf } from './api-client.ts';

it('gives no scope that its owner lacks', () => {
  expect(decideGrant(['a', 'b', 'c'], ['b'], 0)).toEqual({
    ok: false,
    error: { code: 'SCOPES_NOT_YOURS', scopes: ['a', 'c'] },
  });
  expect(decideGrant(['b'], ['a', 'b'], 0)).toEqual({ ok: true, value: ['b'] });
  expect(decideGrant([], [], 0)).toEqual({ ok: true, value: [] });
});

it('gives no account more than the limit', () => {
  expect(decideGrant([], [], MAX_API_CLIENTS - 1).ok).toBe(true);
  expect(decideGrant([], [], MAX_API_CLIENTS)).toEqual({ ok: false, error: { code: 'TOO_MANY' } });
});

it('loses what its owner loses', () => {
  expect(scopesNow(['a', 'b'], ['b', 'c'])).toEqual(['b']);
});

it('is recognised by the beginning of its key, which gives nothing away', () => {
  const key = keyOf('Qx9'.padEnd(43, 'z'));
  expect(key).toMatch(/^emk_Qx9/);
  expect(startOf(key)).toBe('emk_Qx9zzzzz');
});
