import { Pool } from 'undici';
import type { LaunchedMarketplace } from '../start/launch.ts';
import type { Bar, Progress } from '../start/progress.ts';
import { readCatalogue } from './catalogue.ts';
import { measureCells, type Cell } from './cells.ts';
import { measureTicks, type TickDelivery } from './deal-ticks.ts';
import { openMemoryGauge, type MemoryGauge } from './memory-gauge.ts';
import { createMeter } from './meter.ts';
import type { BenchOptions } from './options.ts';
import { buyOrders, measureOrderUpdates, sendParcels } from './order-updates.ts';
import { describeMachine, type Failure, type Report } from './report.ts';
import type { Shop } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';
import { countStatements, type StatementCount } from './statement-budget.ts';
import type { StreamFigures } from './stream-figures.ts';

const STATEMENTS = 'statements';
const DEAL_TICKS = 'deal-ticks';
const ORDER_UPDATES = 'order-updates';

/** Connections for what is got ready, at least. */
const PREPARING = 16;

/** What `--only` knows. */
export const NAMES: readonly string[] = [...scenarios.map(({ name }) => name), STATEMENTS, DEAL_TICKS, ORDER_UPDATES];

/** Measures one thing after the other. What fails is left out and named; the rest goes on. */
export async function runBench(
  marketplace: LaunchedMarketplace,
  options: BenchOptions,
  progress: Progress,
  inspectPort: number,
): Promise<Report> {
  const machine = describeMachine();
  const failures: Failure[] = [];
  const step = async <T>(name: string, title: string, work: (bar: Bar) => Promise<T>): Promise<T | null> => {
    if (options.only.length > 0 && !options.only.includes(name)) return null;
    try {
      return await progress.step(title, work);
    } catch (error) {
      failures.push({ name, message: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };

  const pool = new Pool(marketplace.gateway, { connections: Math.max(...options.clients, PREPARING) });
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
    const withMemory = async <T>(work: (memory: MemoryGauge | null) => Promise<T>): Promise<T> => {
      const memory = await openMemoryGauge(marketplace.pid, inspectPort);
      try {
        return await work(memory);
      } finally {
        memory?.close();
      }
    };
    const dealTicks: TickDelivery | null = await step(DEAL_TICKS, `Deal ticks to ${options.sockets} sockets`, () =>
      withMemory((memory) => measureTicks(meter, shop, { url, memory, ...options })),
    );
    const purchases = await step(ORDER_UPDATES, `${options.orders} orders to follow`, (bar) =>
      buyOrders(shop, { bar, ...options }),
    );
    const sent =
      purchases &&
      (await step(ORDER_UPDATES, 'Their parcels, packed and collected', (bar) =>
        sendParcels(meter, pool, purchases, { marketplace, bar }),
      ));
    const orderUpdates: StreamFigures | null =
      sent &&
      (await step(ORDER_UPDATES, `Order updates to ${options.orders} sockets`, () =>
        withMemory((memory) => measureOrderUpdates(meter, sent, { url, marketplace, memory, ...options })),
      ));
    return {
      measuredAt: new Date().toISOString(),
      machine,
      products: options.products,
      secondsPerCell: options.seconds,
      idlePerSecond: meter.idlePerSecond,
      cells,
      productPageStatements: productPageStatements ?? [],
      dealTicks,
      orderUpdates,
      failures,
    };
  } finally {
    await pool.destroy();
  }
}
