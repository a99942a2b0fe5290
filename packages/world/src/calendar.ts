import { hash32 } from './dice.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Where history stands when nobody says what day it is; also the day that ids of orders are made for. */
export const WORLD_EPOCH = new Date('2026-10-01T00:00:00Z');

const CATALOGUE_FROM_MS = Date.UTC(2023, 1, 1);
const CATALOGUE_TO_MS = Date.UTC(2026, 5, 15);

/** A text put together anew has to be hashed anew, and every id asks for this one. */
const salts = new Map<string, string>();

const saltOf = (kind: string): string => {
  let salt = salts.get(kind);
  if (salt === undefined) salts.set(kind, (salt = `${kind}.created`));
  return salt;
};

/** When a thing that never moves with the calendar was made: anywhere from February 2023 to June 2026, before the oldest order. */
export const createdMs = (kind: string, index: number): number => {
  const salt = saltOf(kind);
  const share = hash32(salt, index) / 0x1_0000_0000;
  return (
    CATALOGUE_FROM_MS + Math.floor(share * (CATALOGUE_TO_MS - CATALOGUE_FROM_MS) + (hash32(salt, index, 1) % 1000))
  );
};

/** Midnight UTC of the day that `now` falls on. */
export const startOfDayMs = (now: Date): number => Math.floor(now.getTime() / DAY_MS) * DAY_MS;
