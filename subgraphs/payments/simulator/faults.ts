import type { Database } from '@emporium/platform/db';
import { z } from 'zod';

/** What may be made to go wrong, from outside, while everything runs. */
export const faultSettings = z.strictObject({
  /** Added to every answer. */
  latencyMs: z.int().min(0).max(60_000).default(0),
  /** Calls fail before anything is done. */
  unavailable: z.boolean().default(false),
  /** Calls are carried out, and their answers lost. */
  loseAnswers: z.boolean().default(false),
  /** How often each webhook is sent; 0 for never. */
  webhookCopies: z.int().min(0).max(5).default(1),
  webhookDelayMs: z.int().min(0).max(3_600_000).default(0),
});

export type Faults = z.infer<typeof faultSettings>;

export const faultStore = (db: Database) => ({
  async read(): Promise<Faults> {
    const row = await db.one<{ settings: unknown }>('SELECT settings FROM simulator_fault');
    return faultSettings.parse(row?.settings ?? {});
  },
  async write(faults: Faults): Promise<void> {
    await db.query(
      `INSERT INTO simulator_fault (settings) VALUES ($1) ON CONFLICT (only_one) DO UPDATE SET settings = EXCLUDED.settings`,
      [JSON.stringify(faults)],
    );
  },
});

export type FaultStore = ReturnType<typeof faultStore>;
