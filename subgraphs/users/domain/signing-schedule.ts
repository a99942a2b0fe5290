/** When a signing key counts; the key itself is elsewhere. */
export interface ScheduledKey {
  readonly id: string;
  /** Signs from here on, until a later key does. */
  readonly signsFrom: Date;
}

const DAY_MS = 24 * 3_600_000;
/** The longest life of a token: a guest's. */
export const LONGEST_TOKEN_MS = 30 * DAY_MS;
/** How long a key signs. Its successor is published all this time before it signs anything. */
export const SIGNING_PERIOD_MS = 30 * DAY_MS;
/** Clocks differ, and verifiers keep a key set for a while. */
const MARGIN_MS = DAY_MS;

/** The key that signs now; null when none does yet. */
export function signingKey<Key extends ScheduledKey>(keys: readonly Key[], now: Date): Key | null {
  const begun = keys.filter((key) => key.signsFrom <= now).toSorted(bySigningTime);
  return begun.at(-1) ?? null;
}

/**
 * When the keys that are missing must begin to sign. There is always a key that signs and its successor, so that every
 * verifier has seen a key before the first token that it signed.
 */
export function missingKeys(keys: readonly ScheduledKey[], now: Date): Date[] {
  const current = signingKey(keys, now);
  const hasSuccessor = keys.some((key) => key.signsFrom > now);
  const successor = new Date(now.getTime() + SIGNING_PERIOD_MS);
  if (current === null) return hasSuccessor ? [now] : [now, successor];
  return hasSuccessor ? [] : [successor];
}

/** Keys of which no token can be valid any more: superseded for longer than a token lives. */
export function outlivedKeys<Key extends ScheduledKey>(keys: readonly Key[], now: Date): Key[] {
  const ordered = keys.toSorted(bySigningTime);
  return ordered.filter((_, index) => {
    const successor = ordered[index + 1];
    return successor !== undefined && now.getTime() - successor.signsFrom.getTime() > LONGEST_TOKEN_MS + MARGIN_MS;
  });
}

const bySigningTime = (a: ScheduledKey, b: ScheduledKey): number => a.signsFrom.getTime() - b.signsFrom.getTime();
