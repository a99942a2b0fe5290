import { writeFile } from 'node:fs/promises';
import { GATEWAYS, type GatewayName } from './bench-gateway/gateways.ts';
import { watchMemory } from './bench-gateway/memory.ts';
import { HELP, readOptions, type GatewayBenchOptions } from './bench-gateway/options.ts';
import { canPin, type RunningGateway } from './bench-gateway/processes.ts';
import { ratiosOf, renderSpeed, type SpeedReport } from './bench-gateway/report.ts';
import { measureSpeed, type Cell } from './bench-gateway/speed.ts';
import { setStage, type Stage } from './bench-gateway/stage.ts';
import { describeMachine } from './bench/report.ts';
import { paint } from './start/progress.ts';

// `npm run bench:gateway`: what one request costs in the gateway, beside what it costs in Apollo's.
const MIB = 2 ** 20;

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await bench(options);
} catch (error) {
  process.stderr.write(`\n${paint('red', error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}

async function bench(options: GatewayBenchOptions): Promise<void> {
  const stage = await setStage(options.accounts);
  const gateways = new Map<GatewayName, RunningGateway>();
  const stop = async (): Promise<void> => {
    await Promise.all([...gateways.values()].map((gateway) => gateway.stop()));
    await stage.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }
  try {
    const names = options.mode === 'memory' && options.gateways.length > 1 ? (['ours'] as const) : options.gateways;
    for (const name of names) gateways.set(name, await GATEWAYS[name].start(stage.supergraphFile, stage.customers));
    if (options.mode === 'memory') await memory(stage, gateways, options);
    else await speed(stage, gateways, options);
  } finally {
    await stop();
  }
}

async function speed(
  stage: Stage,
  gateways: ReadonlyMap<GatewayName, RunningGateway>,
  options: GatewayBenchOptions,
): Promise<void> {
  const machine = describeMachine();
  const cells: Cell[] = [];
  await measureSpeed(stage, gateways, options, (cell) => {
    cells.push(cell);
    process.stderr.write(
      `  ${cell.operation}, ${cell.connections} at once, ${cell.gateway}: ${cell.perSecond.toFixed(0)} per second, ${cell.cpuMs.toFixed(3)} ms CPU\n`,
    );
  });
  const report: SpeedReport = {
    measuredAt: new Date().toISOString(),
    machine,
    pinned: canPin,
    secondsPerCell: options.seconds,
    accounts: options.accounts,
    cells,
    ratios: ratiosOf(cells),
  };
  await write(report, `\n${renderSpeed(report)}`, options.json);
}

async function memory(
  stage: Stage,
  gateways: ReadonlyMap<GatewayName, RunningGateway>,
  options: GatewayBenchOptions,
): Promise<void> {
  for (const [name, gateway] of gateways) {
    const report = await watchMemory(stage, gateway, options.minutes, ({ seconds, rssBytes }) => {
      process.stderr.write(`  ${String(seconds).padStart(4)} s  ${(rssBytes / MIB).toFixed(0)} MiB\n`);
    });
    const growth = `${(report.growth * 100).toFixed(1)} %`;
    const text = `${GATEWAYS[name].title}: at most ${(report.peakRssBytes / MIB).toFixed(0)} MiB, ${report.flat ? 'flat' : 'not flat'} (${growth})\n`;
    await write({ gateway: name, minutes: options.minutes, ...report }, text, options.json);
  }
}

async function write(report: object, text: string, file: string | null): Promise<void> {
  const json = `${JSON.stringify(report, null, 2)}\n`;
  process.stdout.write(file === '-' ? json : text);
  if (file !== null && file !== '-') await writeFile(file, json);
}
