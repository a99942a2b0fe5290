import { once } from 'node:events';
import { createServer } from 'node:net';
import { defaultPort, GATEWAY_PORT, SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import type { Environment } from './environment.ts';

export type ServerName = 'gateway' | SubgraphName;
export type Ports = Readonly<Record<ServerName, number>>;

const SERVERS: readonly ServerName[] = ['gateway', ...SUBGRAPHS];
const variableOf = (server: ServerName): string => `${server.toUpperCase()}_PORT`;
const standard = (server: ServerName): number => (server === 'gateway' ? GATEWAY_PORT : defaultPort(server));

/** Where each server is to listen; throws when a variable is not a port or two servers have the same. */
export function readPorts(environment: Environment): Ports {
  const takenBy = new Map<number, ServerName>();
  const entries = SERVERS.map((server) => {
    const given = environment[variableOf(server)];
    const port = Number(given || standard(server));
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Error(`${variableOf(server)} must be a whole number from 1 to 65535, not "${given}".`);
    }
    const other = takenBy.get(port);
    if (other) throw new Error(`${variableOf(other)} and ${variableOf(server)} are both ${port}; give each its own.`);
    takenBy.set(port, server);
    return [server, port] as const;
  });
  return Object.fromEntries(entries) as Ports;
}

/** Said before minutes of preparation are spent: whatever listens on one of the ports already would end them in vain. */
export async function refuseTakenPorts(ports: Ports, host: string): Promise<void> {
  const refusals = await Promise.all(
    SERVERS.map(async (server) => ({ server, why: await refusal(ports[server], host) })),
  );
  const taken = refusals.filter(({ why }) => why === 'EADDRINUSE').map(({ server }) => server);
  if (taken.length > 0) {
    const list = taken.map((server) => `${ports[server]} (${variableOf(server)})`).join(', ');
    throw new Error(
      `Something listens already on port ${list}.\nStop it, if it is another Emporium, or set those variables to ports that are free.`,
    );
  }
  const refused = refusals.find(({ why }) => why !== null);
  if (refused) {
    const { server, why } = refused;
    throw new Error(
      `Nothing may listen on ${host}:${ports[server]} (${why}). Choose another port: ${variableOf(server)}=…`,
    );
  }
}

async function refusal(port: number, host: string): Promise<string | null> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
