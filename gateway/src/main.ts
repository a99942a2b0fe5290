import { createLog } from '@emporium/platform/log';
import { gatewayConfig } from './config.ts';
import { createGateway } from './create-gateway.ts';

const { logLevel, ...config } = gatewayConfig(process.env);
const log = createLog({ name: 'gateway', level: logLevel });
const gateway = createGateway({ ...config, log });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    log.info({ signal }, 'draining');
    gateway.stop().catch((error: unknown) => {
      log.error({ err: error }, 'could not stop cleanly');
      process.exitCode = 1;
    });
  });
}

await gateway.listen();
log.info({ url: gateway.url }, 'listening');
