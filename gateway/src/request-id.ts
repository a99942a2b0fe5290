import { randomUUID } from 'node:crypto';

const ACCEPTED = /^[A-Za-z0-9._:-]{8,128}$/;

/** The caller's request id when it is safe to log and to pass on, else a new one. */
export const requestIdFrom = (given: unknown): string =>
  typeof given === 'string' && ACCEPTED.test(given) ? given : randomUUID();
