import { ConfigError } from '@emporium/platform/config';
import { createLog, type Log } from '@emporium/platform/log';
import { gatewayConfig } from './config.ts';
import { createGateway } from './create-gateway.ts';

/** A process for the gateway alone: loads the supergraph, serves, and drains on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const { logLevel, ...config } = gatewayConfig(process.env);
  const log: Log = createLog({ name: 'gateway', level: logLevel });
  const gateway = createGateway({ ...config, log });
  await gateway.listen();
  log.info({ url: gateway.url }, 'the gateway listens');

  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'the gateway drains');
    void gateway.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Started by another process: without it, nobody would ever stop this one.
  if (process.connected) process.once('disconnect', () => stop('SIGTERM'));
}

try {
  await main();
} catch (error) {
  const log = createLog({ name: 'gateway' });
  if (error instanceof ConfigError) log.error(error.message);
  else log.error({ err: error }, 'the gateway could not start');
  process.exit(1);
}
