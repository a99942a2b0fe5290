import { expect, it } from 'vitest';
import { signWebhook, verifyWebhook } from './signature.ts';

const NOW = new Date('2026-03-02T12:00:00Z');
const [BODY, SECRET] = ['{"id":"evt_1"}', 'a secret'];
const signed = signWebhook(BODY, SECRET, NOW);
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

it('believes what was signed with the secret, within five minutes either way', () => {
  for (const seconds of [0, 300, -300]) expect(verifyWebhook(signed, BODY, SECRET, later(seconds)).ok).toBe(true);
  for (const seconds of [301, -301]) {
    expect(verifyWebhook(signed, BODY, SECRET, later(seconds))).toEqual({ ok: false, error: 'TOO_OLD' });
  }
});

it('takes any of several signatures, while a secret is being replaced', () => {
  const [time, old] = signed.split(',') as [string, string];
  const other = signWebhook(BODY, 'the next secret', NOW).split(',')[1]!;
  expect(verifyWebhook(`${time},${other},${old}`, BODY, SECRET, NOW).ok).toBe(true);
});

it.each([
  ['another body', signed, '{"id":"evt_2"}', SECRET, 'BAD_SIGNATURE'],
  ['another secret', signed, BODY, 'guess', 'BAD_SIGNATURE'],
  ['another time', signed.replace(/t=\d+/, 't=1772452801'), BODY, SECRET, 'BAD_SIGNATURE'],
  ['half a signature', signed.slice(0, -32), BODY, SECRET, 'BAD_SIGNATURE'],
  ['no header', undefined, BODY, SECRET, 'MALFORMED'],
  ['no signature', 't=1', BODY, SECRET, 'MALFORMED'],
  ['no time', 'v1=00', BODY, SECRET, 'MALFORMED'],
])('refuses %s', (_, header, body, secret, error) => {
  expect(verifyWebhook(header, body, secret, NOW)).toEqual({ ok: false, error });
});
