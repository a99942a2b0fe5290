import { writeFile } from 'node:fs/promises';
import { HELP, readOptions, type BenchOptions } from './bench/options.ts';
import { renderReport, type Report } from './bench/report.ts';
import { inspectableAt } from './bench/memory-gauge.ts';
import { NAMES, runBench } from './bench/run.ts';
import { freePorts } from './start/free-ports.ts';
import { launchMarketplace } from './start/launch.ts';
import { createProgress, paint } from './start/progress.ts';

// `npm run bench`: figures of a marketplace that is started for the purpose, as a table for people and as JSON.
const READY_WITHIN_MS = 120_000;
const SEED_MS_PER_PRODUCT = 60;
/** The simulated warehouse and carrier stand still: what they do later is not what is measured. */
const STANDING_STILL_MS = String(24 * 60 * 60 * 1000);
/** Everything is counted, and nobody runs out: all shoppers come from one address. */
const UNLIMITED = { COST_CAPACITY: '1000000000', COST_RESTORE_PER_SECOND: '1000000000', THROTTLE: 'false' };

try {
  const options = readOptions(process.argv.slice(2), process.env, NAMES);
  if (options.help) process.stdout.write(HELP(NAMES));
  else await bench(options);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function bench(options: BenchOptions): Promise<void> {
  const progress = createProgress(process.stderr);
  const [inspectPort] = (await freePorts(1)) as [number];
  const title = `A marketplace with ${options.products.toLocaleString('en')} products`;
  const marketplace = await progress.step(title, () =>
    launchMarketplace({
      name: 'bench',
      products: options.products,
      readyWithinMs: READY_WITHIN_MS + options.products * SEED_MS_PER_PRODUCT,
      onLine: showLog,
      environment: {
        ...UNLIMITED,
        SIMULATION_STEP_MS: STANDING_STILL_MS,
        LOG_LEVEL: 'error',
        NODE_ENV: 'production',
        NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} ${inspectableAt(inspectPort)}`.trim(),
      },
    }),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void marketplace.stop().finally(() => process.exit(130)));
  }
  try {
    const report = await runBench(marketplace, options, progress, inspectPort);
    await write(report, options.json);
    for (const { name, message } of report.failures) fail(`${name} could not be measured: ${message}`);
  } finally {
    await marketplace.stop();
  }
}

async function write(report: Report, file: string | null): Promise<void> {
  const json = `${JSON.stringify(report, null, 2)}\n`;
  if (file === '-') {
    process.stdout.write(json);
    return;
  }
  process.stdout.write(`\n${renderReport(report)}\n`);
  if (file !== null) await writeFile(file, json);
}

/** What the servers have to say is an error, and belongs to whoever watches; the rest of what they print does not. */
function showLog(line: string): void {
  if (line.startsWith('{')) process.stderr.write(`${line}\n`);
}

function fail(message: string): void {
  process.stderr.write(`\n${paint('red', message)}\n`);
  process.exitCode = 1;
}
