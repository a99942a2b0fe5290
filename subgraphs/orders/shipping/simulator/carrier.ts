import type { UnitOfWork } from '@emporium/platform/db';
import { enqueueJob, type Task } from '@emporium/platform/jobs';
import { request } from 'undici';
import type { CarrierPort } from '../app/ports.ts';
import { CARRIER_EVENTS_PATH } from '../webhook/carrier-events.ts';
import { sign, SIGNATURE_HEADER } from '../webhook/signature.ts';
import { journeyOf } from './journey.ts';

export const CARRIER_SIMULATION = 'carrier-simulation';

interface Leg {
  readonly trackingNumber: string;
  readonly city: string;
  readonly startedAtMs: number;
  /** From 1. */
  readonly step: number;
}

export interface CarrierSimulatorOptions {
  /** How long one step of a parcel's journey takes. */
  readonly stepMs: number;
  /** Where this subgraph is reached. */
  readonly url: string;
  readonly secret: string;
  readonly uow: UnitOfWork;
  readonly now: () => Date;
}

const POST_TIMEOUT_MS = 5_000;

/**
 * Stands in for the carriers: each parcel's journey is a chain of jobs, so it goes on after a
 * restart, and each step reports to the same webhook, signed the same way, as a real carrier does.
 */
export function simulatedCarrier(options: CarrierSimulatorOptions): { carrier: CarrierPort; task: Task } {
  const { stepMs, uow, now } = options;

  const enqueue = (tx: Parameters<CarrierPort['announce']>[0], leg: Leg): void =>
    enqueueJob(tx, CARRIER_SIMULATION, leg, {
      runAt: new Date(leg.startedAtMs + leg.step * stepMs),
      key: `${leg.trackingNumber}-${leg.step}`,
    });

  return {
    carrier: {
      announce: (tx, { trackingNumber, city }) =>
        enqueue(tx, { trackingNumber, city, startedAtMs: now().getTime(), step: 1 }),
    },
    task: async (payload) => {
      const leg = payload as Leg;
      const journey = journeyOf(leg.trackingNumber, leg.city);
      for (const { id, step, status, detail, location } of journey[leg.step - 1] ?? []) {
        const occurredAt = new Date(leg.startedAtMs + step * stepMs).toISOString();
        await report(options, {
          trackingNumber: leg.trackingNumber,
          carrierEventId: id,
          status,
          detail,
          location,
          occurredAt,
        });
      }
      if (leg.step >= journey.length) return;
      await uow.run((tx) => Promise.resolve(enqueue(tx, { ...leg, step: leg.step + 1 })));
    },
  };
}

async function report({ url, secret, now }: CarrierSimulatorOptions, event: object): Promise<void> {
  const body = JSON.stringify(event);
  const { statusCode, body: answer } = await request(new URL(CARRIER_EVENTS_PATH, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: sign(body, secret, now()) },
    body,
    bodyTimeout: POST_TIMEOUT_MS,
    headersTimeout: POST_TIMEOUT_MS,
  });
  await answer.dump();
  if (statusCode !== 200) throw new Error(`the webhook answered ${statusCode}`);
}
