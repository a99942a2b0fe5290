import { ConfigError } from '@emporium/platform/config';
import { createGateway } from '@emporium/gateway';
import { gatewayConfigOf, readStandalone, type Standalone } from '@emporium/gateway/standalone';
import { createLog } from '@emporium/platform/log';
import { HELP, readOptions } from './gateway/options.ts';
import { welcome } from './gateway/welcome.ts';
import { paint } from './start/progress.ts';

// `npm run gateway`: the gateway without the marketplace, for any supergraph of Federation 2.

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await serve(await readStandalone(options));
} catch (error) {
  process.stderr.write(`\n${paint('red', describe(error))}\n`);
  process.exitCode = 1;
}

async function serve(standalone: Standalone): Promise<void> {
  const log = createLog({ name: 'gateway', level: standalone.settings.logLevel });
  const gateway = createGateway(gatewayConfigOf(standalone, log));
  await gateway.listen();
  const sinceStartMs = performance.now();
  process.stdout.write(welcome(gateway.url, standalone, sinceStartMs));

  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    void gateway.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // Started by another process: without it, nobody would ever stop this one.
  if (process.connected) process.once('disconnect', stop);
}

function describe(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Give another with --port, or 0 for any that is free.`;
  return error.message;
}
