import { drive, type Load } from './load.ts';
import type { Meter } from './meter.ts';
import type { Scenario, Shop } from './scenario.ts';

/** One scenario with one number of clients. */
export interface Cell extends Load {
  readonly scenario: string;
  readonly title: string;
  readonly clients: number;
  readonly perSecond: number;
  /** Per operation, with what it set in motion; null where processor time cannot be read. */
  readonly serverMs: number | null;
  readonly databaseMs: number | null;
  readonly statements: number;
}

/** At least; until the hot code is compiled, the first cell would be about the compiler. */
const WARM_UP_SECONDS = 3;
const WARM_UP_CLIENTS = 16;

/** Measures a scenario with each number of clients, after a warm-up. What was measured before one of them fails stays. */
export async function measureCells(
  scenario: Scenario,
  shop: Shop,
  meter: Meter,
  { clients, seconds }: { readonly clients: readonly number[]; readonly seconds: number },
  onCell: (cell: Cell) => void,
): Promise<void> {
  const most = Math.max(...clients);
  const operation = await scenario.prepare(shop, most);
  await drive(operation, Math.min(most, WARM_UP_CLIENTS), Math.max(seconds, WARM_UP_SECONDS));

  for (const count of clients) {
    const { result: load, use } = await meter.measure(() => drive(operation, count, seconds));
    const each = (total: number | null): number | null => (total === null ? null : total / load.operations);
    onCell({
      scenario: scenario.name,
      title: scenario.title,
      clients: count,
      ...load,
      perSecond: load.operations / load.seconds,
      serverMs: each(use.serverMs),
      databaseMs: each(use.databaseMs),
      statements: use.statements / load.operations,
    });
  }
}
