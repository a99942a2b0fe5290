import { createGateway } from '@emporium/gateway';
import { gatewayConfigOf, readStandalone, type StandaloneFlags } from '@emporium/gateway/standalone';
import { createLog } from '@emporium/platform/log';
import { welcome } from './welcome.ts';

/** Serves until it is told to stop; then it finishes what runs. Rejects when it cannot start. */
export async function serve(flags: StandaloneFlags): Promise<void> {
  const standalone = await readStandalone(flags);
  const log = createLog({ name: 'gateway', level: standalone.settings.logLevel });
  const gateway = createGateway(gatewayConfigOf(standalone, log));
  await gateway.listen();
  process.stdout.write(welcome(gateway.url, standalone, performance.now()));

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
