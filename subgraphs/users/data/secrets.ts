import { createHmac, hash, hkdfSync, randomBytes } from 'node:crypto';
import type { Secrets } from '../app/ports.ts';

const KEY_BYTES = 32;

/** A key for one purpose, from the installation's secret (HKDF with SHA-256, RFC 5869). */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `emporium users ${purpose}`, KEY_BYTES));

export function createSecrets(secret: string): Secrets {
  const key = deriveKey(secret, 'refresh tokens');
  return {
    newToken: () => randomBytes(KEY_BYTES).toString('base64url'),
    hashOf: (token) => hash('sha256', token, 'buffer'),
    successorOf: (token, nonce) => createHmac('sha256', key).update(`${nonce} ${token}`).digest('base64url'),
  };
}
