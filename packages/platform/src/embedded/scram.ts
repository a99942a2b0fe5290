import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
const ITERATIONS = 4096;
const FORM = /^SCRAM-SHA-256\$(?<iterations>\d+):(?<salt>[^$]+)\$(?<stored>[^:]+):(?<server>.+)$/;

/**
 * What PostgreSQL stores instead of a password (RFC 5803), so that no password is written into SQL,
 * where a log could keep it. Passwords are ASCII here: no SASLprep.
 */
export async function scramVerifier(
  password: string,
  salt: Buffer = randomBytes(16),
  iterations = ITERATIONS,
): Promise<string> {
  const salted = await derive(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  const serverKey = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

/** Whether a stored verifier is that of the password. */
export async function matchesScram(password: string, verifier: string | null): Promise<boolean> {
  const parts = FORM.exec(verifier ?? '')?.groups;
  if (!parts) return false;
  const expected = await scramVerifier(password, Buffer.from(parts.salt!, 'base64'), Number(parts.iterations));
  return expected.length === verifier!.length && timingSafeEqual(Buffer.from(expected), Buffer.from(verifier!));
}
