import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header in which a carrier proves that it, and nobody else, wrote the body: `t=<seconds>,v1=<hex>`. */
export const SIGNATURE_HEADER = 'x-carrier-signature';

/** Older messages are refused, so that one that was overheard cannot be played back for ever. */
const TOLERANCE_SECONDS = 300;

/** HMAC-SHA256 over the time and the body, keyed with the secret shared with the carrier. */
export function sign(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${digest(body, secret, seconds).toString('hex')}`;
}

export function isSignedBy(header: string | undefined, body: string, secret: string, now: Date): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '');
  if (match === null) return false;
  const seconds = Number(match[1]);
  if (Math.abs(now.getTime() / 1000 - seconds) > TOLERANCE_SECONDS) return false;
  return timingSafeEqual(Buffer.from(match[2]!, 'hex'), digest(body, secret, seconds));
}

const digest = (body: string, secret: string, seconds: number): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
