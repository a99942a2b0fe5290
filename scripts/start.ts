import path from 'node:path';
import { createLog } from '@emporium/platform/log';
import { openDatabases, readSecret, serverVariables } from './start/environment.ts';
import type { Marketplace } from './start/one-process.ts';
import { HELP, readOptions, type StartOptions } from './start/options.ts';
import { refuseTakenPorts } from './start/ports.ts';
import { createProgress, paint } from './start/progress.ts';
import { welcome } from './start/welcome.ts';

/** Two thousand modules: loaded while PostgreSQL starts, on the other core. */
const loadServers = () => import('./start/serve.ts');

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) process.stdout.write(HELP);
  else await start(options);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\n${paint('red', message, process.stderr)}\n`);
  if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
  process.exit(1);
}

async function start(options: StartOptions): Promise<void> {
  const dataDir = path.resolve(options.dataDir);
  const logOf = (name: string) => createLog({ name, level: options.logLevel });
  await refuseTakenPorts(options.ports, process.env['LISTEN_HOST'] || '127.0.0.1');

  const progress = createProgress();
  process.stdout.write(`\n${paint('bold', 'Emporium')}\n\n`);
  const secret = await readSecret(dataDir);
  let servers: ReturnType<typeof loadServers> | null = null;
  const onLaunch = (): void => {
    servers = loadServers();
    servers.catch(() => {}); // said when it is awaited
  };
  const databases = await progress.step('PostgreSQL', () =>
    openDatabases(process.env, { dataDir, secret, onLaunch, log: logOf('postgres') }),
  );
  let marketplace: Marketplace | null = null;
  const stop = stopOnce(async () => {
    await marketplace?.stop();
    await databases.stop();
  });
  try {
    const environment = {
      ...databases.environment,
      ...serverVariables(process.env, secret),
      LOG_LEVEL: options.logLevel,
      APOLLO_TELEMETRY_DISABLED: 'true',
    };
    const { serve } = await (servers ?? loadServers());
    marketplace = await serve({ ...options, dataDir, databases, environment, progress, logOf });
    process.stdout.write(welcome(marketplace.url, options.ports, performance.now()));
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ctrl-C and SIGTERM drain; a second Ctrl-C ends at once. A parent that is gone counts as SIGTERM. */
function stopOnce(work: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopping ??= work());
  const onSignal = (): void => {
    if (stopping !== null) process.exit(130);
    process.stdout.write('\nStopping … (again to stop at once)\n');
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  if (process.connected) process.on('disconnect', onSignal);
  return stop;
}
