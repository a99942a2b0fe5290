import { createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '@emporium/platform/result';

export const SIGNATURE_HEADER = 'gateway-signature';

/** How far the gateway's clock and ours may be apart, the delivery's time included. An older message may be a replay. */
const TOLERANCE_SECONDS = 300;

/** `t=<seconds since 1970>,v1=<HMAC-SHA256 of "t.body" in hex>`, as Stripe signs. */
export function signWebhook(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${hmac(`${seconds}.${body}`, secret).toString('hex')}`;
}

export type SignatureProblem = 'MALFORMED' | 'BAD_SIGNATURE' | 'TOO_OLD';

/** Any of several `v1` may match: while a secret is being replaced, a gateway signs with both. */
export function verifyWebhook(
  header: string | undefined,
  body: string,
  secret: string,
  now: Date,
): Result<null, SignatureProblem> {
  const parts = (header ?? '').split(',').map((part) => part.split('=', 2) as [string, string | undefined]);
  const timestamp = parts.find(([name]) => name === 't')?.[1] ?? '';
  const signatures = parts.flatMap(([name, value]) => (name === 'v1' && value !== undefined ? [value] : []));
  if (!/^\d{1,12}$/.test(timestamp) || signatures.length === 0) return err('MALFORMED');

  const expected = hmac(`${timestamp}.${body}`, secret);
  const matches = signatures.map((text) => Buffer.from(text, 'hex')).some((given) => isEqual(given, expected));
  if (!matches) return err('BAD_SIGNATURE');
  const ageSeconds = Math.abs(now.getTime() / 1_000 - Number(timestamp));
  return ageSeconds > TOLERANCE_SECONDS ? err('TOO_OLD') : ok(null);
}

const hmac = (text: string, secret: string): Buffer => createHmac('sha256', secret).update(text).digest();

const isEqual = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
