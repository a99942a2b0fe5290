import { Pool } from 'undici';
import type { LaunchedMarketplace } from '../start/launch.ts';
import type { Progress } from '../start/progress.ts';
import { readCatalogue } from './catalogue.ts';
import { measureCells, type Cell } from './cells.ts';
import { measureTicks, type TickDelivery } from './deal-ticks.ts';
import { createMeter } from './meter.ts';
import type { BenchOptions } from './options.ts';
import { describeMachine, type Failure, type Report } from './report.ts';
import type { Shop } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';
import { countStatements, type StatementCount } from './statement-budget.ts';

const STATEMENTS = 'statements';
const DEAL_TICKS = 'deal-ticks';

/** What `--only` knows. */
export const NAMES: readonly string[] = [...scenarios.map(({ name }) => name), STATEMENTS, DEAL_TICKS];

/** Measures one thing after the other. What fails is left out and named; the rest goes on. */
export async function runBench(
  marketplace: LaunchedMarketplace,
  options: BenchOptions,
  progress: Progress,
): Promise<Report> {
  const machine = describeMachine();
  const failures: Failure[] = [];
  const step = async <T>(name: string, title: string, work: () => Promise<T>): Promise<T | null> => {
    if (options.only.length > 0 && !options.only.includes(name)) return null;
    try {
      return await progress.step(title, work);
    } catch (error) {
      failures.push({ name, message: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };

  const pool = new Pool(marketplace.gateway, { connections: Math.max(...options.clients) });
  try {
    const meter = await progress.step('What idling takes', () => createMeter(marketplace));
    const shop: Shop = { pool, catalogue: await progress.step('Best sellers', () => readCatalogue(pool)) };

    const cells: Cell[] = [];
    for (const scenario of scenarios) {
      await step(scenario.name, scenario.title, () =>
        measureCells(scenario, shop, meter, options, (cell) => cells.push(cell)),
      );
    }
    const productPageStatements: StatementCount[] | null = await step(STATEMENTS, 'Statements of a product page', () =>
      countStatements(meter, shop),
    );
    const url = `${marketplace.gateway.replace('http', 'ws')}/graphql`;
    const dealTicks: TickDelivery | null = await step(DEAL_TICKS, `Deal ticks to ${options.sockets} sockets`, () =>
      measureTicks(meter, shop, { url, ...options }),
    );
    return {
      measuredAt: new Date().toISOString(),
      machine,
      products: options.products,
      secondsPerCell: options.seconds,
      idlePerSecond: meter.idlePerSecond,
      cells,
      productPageStatements: productPageStatements ?? [],
      dealTicks,
      failures,
    };
  } finally {
    await pool.destroy();
  }
}
