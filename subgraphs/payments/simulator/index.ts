import type { Database } from '@emporium/platform/db';
import type { Task } from '@emporium/platform/jobs';
import type { FastifyInstance } from 'fastify';
import { faultStore } from './faults.ts';
import { intentStore } from './intent-store.ts';
import { createOperations } from './operations.ts';
import { registerSimulator } from './routes.ts';
import { deliverWebhook, WEBHOOK_TASK } from './webhooks.ts';

export interface SimulatorOptions {
  readonly db: Database;
  readonly apiKey: string;
  readonly webhookSecret: string;
  /** Where a browser reaches the simulator. */
  readonly baseUrl: string;
  readonly webhookUrl: string;
  readonly lateAnswerMs: number;
  readonly now: () => Date;
}

export interface Simulator {
  readonly routes: (server: FastifyInstance) => void;
  readonly tasks: Readonly<Record<string, Task>>;
}

/** A payment gateway to try things with: it keeps its books in tables of its own and is talked to over HTTP alone. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { db, apiKey, baseUrl, webhookUrl, webhookSecret, lateAnswerMs, now } = options;
  const intents = intentStore(db);
  const faults = faultStore(db);
  const operations = createOperations({ db, intents, faults, baseUrl, lateAnswerMs, now });
  return {
    routes: (server) => registerSimulator(server, { operations, intents, faults, apiKey, lateAnswerMs }),
    tasks: { [WEBHOOK_TASK]: deliverWebhook({ url: webhookUrl, secret: webhookSecret, now }) },
  };
}
