import type { SubgraphName } from '@emporium/contracts/topology';
import { createGateway, gatewayConfig } from '@emporium/gateway';
import type { Log } from '@emporium/platform/log';
import { runSubgraph } from '@emporium/platform/subgraph';
import type { Environment } from './environment.ts';
import { definitions } from './subgraphs.ts';
import { supergraphFiles } from './supergraph.ts';

export interface Marketplace {
  readonly url: string;
  stop(): Promise<void>;
}

/** Nine subgraphs and the gateway in this process, each on its own port, speaking HTTP to each other. */
export async function startInOneProcess(
  environment: Environment,
  dataDir: string,
  logOf: (name: string) => Log,
): Promise<Marketplace> {
  const outcomes = await Promise.allSettled(
    definitions.map((definition) => runSubgraph(definition, { environment, log: logOf(definition.name) })),
  );
  const running = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const stopSubgraphs = (): Promise<unknown> => Promise.all(running.map((subgraph) => subgraph.stop()));
  try {
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    const sdls = Object.fromEntries(running.map(({ name, sdl }) => [name, sdl])) as Record<SubgraphName, string>;
    const files = await supergraphFiles(sdls, dataDir);
    const { logLevel: _, ...config } = gatewayConfig({ ...environment, ...files });
    const gateway = createGateway({ ...config, log: logOf('gateway') });
    await gateway.listen();
    return {
      url: gateway.url,
      async stop() {
        await gateway.stop();
        await stopSubgraphs();
      },
    };
  } catch (error) {
    await stopSubgraphs();
    throw error;
  }
}
