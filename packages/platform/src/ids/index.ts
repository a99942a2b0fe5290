import { createHash, randomFillSync } from 'node:crypto';
import type { Id, IdPrefix } from '@emporium/contracts/ids';

// Crockford's base32, lower case: https://www.crockford.com/base32.html
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ENCODED_LENGTH = 26;
const FORM = /^[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** Makes a new id of one kind. Passed down, so that tests and seeds can be deterministic. */
export type NewId = <Prefix extends IdPrefix>(prefix: Prefix) => Id<Prefix>;

const entropy = Buffer.alloc(16 * 256);
let used = entropy.length;

/** A new id: the prefix and a UUIDv7 (RFC 9562, section 5.7), so ids of one kind sort by time to the millisecond. */
export const newId: NewId = (prefix) => {
  if (used === entropy.length) {
    randomFillSync(entropy);
    used = 0;
  }
  const bytes = entropy.subarray(used, (used += 16));
  return `${prefix}_${encode(uuidv7(Date.now(), bytes))}`;
};

/** Ids that repeat from run to run: the same seed gives the same sequence. For tests. */
export function seededIds(seed: string, startMs = Date.UTC(2026, 0, 1)): NewId {
  let count = 0;
  return (prefix) => {
    count += 1;
    const bytes = createHash('sha256').update(`${seed}:${count}`).digest().subarray(0, 16);
    return `${prefix}_${encode(uuidv7(startMs + count, bytes))}`;
  };
}

/** The id, typed, or null when the text is not an id of that kind. Says nothing about whether the entity exists. */
export function parseId<Prefix extends IdPrefix>(prefix: Prefix, text: string): Id<Prefix> | null {
  return isId(prefix, text) ? text : null;
}

export function isId<Prefix extends IdPrefix>(prefix: Prefix, text: string): text is Id<Prefix> {
  return text.length === prefix.length + 1 + ENCODED_LENGTH && text.startsWith(`${prefix}_`) && FORM.test(text);
}

function uuidv7(timestampMs: number, random: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(random);
  let rest = timestampMs;
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return bytes;
}

/** 128 bits as 26 digits of 5 bits; the first digit holds the top 3. */
function encode(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 2; // two leading zero bits make 130 = 26 × 5
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(buffer >>> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return text;
}
