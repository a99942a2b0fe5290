import { describe, expect, it } from 'vitest';
import {
  LONGEST_TOKEN_MS,
  missingKeys,
  outlivedKeys,
  signingKey,
  SIGNING_PERIOD_MS,
  type ScheduledKey,
} from './signing-schedule.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-01-01T00:00:00Z');

describe('signing keys', () => {
  it('over two years: each is published a month before it signs, and until its last token has ended', () => {
    let keys: ScheduledKey[] = [];
    const publishedAt = new Map<string, number>();
    const lastSigned = new Map<string, number>();
    for (let day = 0; day < 730; day += 1) {
      const now = new Date(START + day * DAY_MS);
      for (const signsFrom of missingKeys(keys, now)) {
        const id = `key ${publishedAt.size}`;
        keys.push({ id, signsFrom });
        publishedAt.set(id, now.getTime());
      }
      const outlived = outlivedKeys(keys, now);
      for (const { id } of outlived) expect(lastSigned.get(id)! + LONGEST_TOKEN_MS).toBeLessThan(now.getTime());
      keys = keys.filter((key) => !outlived.includes(key));

      const current = signingKey(keys, now)!;
      lastSigned.set(current.id, now.getTime());
      if (current.id !== 'key 0') {
        expect(now.getTime() - publishedAt.get(current.id)!).toBeGreaterThanOrEqual(SIGNING_PERIOD_MS);
      }
      expect(keys.length).toBeGreaterThanOrEqual(2);
      expect(keys.length).toBeLessThanOrEqual(4);
    }
    expect(lastSigned.size).toBe(25);
  });
});
