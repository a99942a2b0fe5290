import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  generateKeyPairSync,
  hash,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type { Database, Tx } from '@emporium/platform/db';
import type { JWK } from 'jose';
import { missingKeys, outlivedKeys, signingKey, type ScheduledKey } from '../domain/signing-schedule.ts';

export interface SigningKey extends ScheduledKey {
  readonly privateKey: KeyObject;
}

export interface SigningKeys {
  /** The key that signs now. */
  current(): Promise<SigningKey>;
  /** Public keys of every token that may still be valid, and of those to come (RFC 7517). */
  published(): Promise<readonly JWK[]>;
  /** Makes the successor that is missing, and removes keys that no token needs any more. */
  rotate(): Promise<void>;
}

interface KeyRow {
  readonly id: string;
  readonly sealed_with: string;
  readonly private_key: Buffer;
  readonly public_key: JWK;
  readonly signs_from: Date;
}

const MAX_AGE_MS = 60_000;
/** One number for all processes that make keys at the same moment. */
const KEYS_LOCK = 4_010_400_101;

const KEY_ID_BYTES = 12;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Ed25519 keys in the database, private halves sealed with AES-256-GCM under a key that only this installation can
 * derive. A key that was sealed under another secret signs no more, and stays published for the tokens it signed.
 */
export function postgresSigningKeys(options: {
  readonly db: Database;
  readonly sealingKey: Buffer;
  readonly now: () => Date;
}): SigningKeys {
  const { db, sealingKey, now } = options;
  const sealedWith = hash('sha256', sealingKey, 'base64url').slice(0, 16);
  let loaded: { readonly atMs: number; readonly keys: Promise<readonly LoadedKey[]> } | null = null;

  const load = async (): Promise<readonly LoadedKey[]> => {
    const keys = (await db.query<KeyRow>('SELECT * FROM signing_key ORDER BY signs_from')).map(open);
    if (missingKeys(usable(keys), now()).length === 0) return keys;
    await rotate();
    return (await db.query<KeyRow>('SELECT * FROM signing_key ORDER BY signs_from')).map(open);
  };

  const keys = (): Promise<readonly LoadedKey[]> => {
    const atMs = now().getTime();
    if (loaded === null || atMs - loaded.atMs > MAX_AGE_MS) {
      const fresh = load();
      loaded = { atMs, keys: fresh };
      fresh.catch(() => {
        loaded = null;
      });
    }
    return loaded.keys;
  };

  const open = (row: KeyRow): LoadedKey => ({
    id: row.id,
    signsFrom: row.signs_from,
    publicKey: { ...row.public_key, kid: row.id, alg: 'EdDSA', use: 'sig' },
    privateKey: row.sealed_with === sealedWith ? unseal(row, sealingKey) : null,
  });

  const rotate = (): Promise<void> =>
    db.uow.run(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [KEYS_LOCK]);
      const existing = (await tx.query<KeyRow>('SELECT * FROM signing_key')).map(open);
      for (const signsFrom of missingKeys(usable(existing), now())) insert(tx, signsFrom);
      const outlived = outlivedKeys(existing, now()).map((key) => key.id);
      tx.write('DELETE FROM signing_key WHERE id = ANY($1)', [outlived]);
    });

  const insert = (tx: Tx, signsFrom: Date): void => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const id = randomBytes(KEY_ID_BYTES).toString('base64url');
    tx.write(
      'INSERT INTO signing_key (id, sealed_with, private_key, public_key, signs_from) VALUES ($1, $2, $3, $4, $5)',
      [
        id,
        sealedWith,
        seal(privateKey, id, sealingKey),
        JSON.stringify(publicKey.export({ format: 'jwk' })),
        signsFrom,
      ],
    );
  };

  return {
    async current() {
      const key = signingKey(usable(await keys()), now());
      if (key === null) throw new Error('there is no key to sign tokens with');
      return key;
    },
    published: async () => (await keys()).map((key) => key.publicKey),
    async rotate() {
      await rotate();
      loaded = null;
    },
  };
}

interface LoadedKey extends ScheduledKey {
  readonly publicKey: JWK;
  /** Null when it was sealed under another secret. */
  readonly privateKey: KeyObject | null;
}

const usable = (keys: readonly LoadedKey[]): SigningKey[] =>
  keys.filter((key): key is LoadedKey & SigningKey => key.privateKey !== null);

/** Nonce, tag and ciphertext; the key's id is authenticated with it, so that rows cannot be swapped. */
function seal(privateKey: KeyObject, id: string, sealingKey: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey, iv).setAAD(Buffer.from(id));
  const plain = privateKey.export({ format: 'der', type: 'pkcs8' });
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

function unseal({ id, private_key: sealed }: KeyRow, sealingKey: Buffer): KeyObject {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey, iv).setAAD(Buffer.from(id)).setAuthTag(tag);
  const plain = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' });
}
