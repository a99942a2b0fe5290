import { createGateway, gatewayConfig } from '@emporium/gateway';
import type { Log } from '@emporium/platform/log';
import { runSubgraph, type RunningSubgraph } from '@emporium/platform/subgraph';
import type { Environment } from './environment.ts';
import { definitions } from './subgraphs.ts';

export interface Marketplace {
  readonly url: string;
  stop(): Promise<void>;
}

/** Nine subgraphs and the gateway in this process, each on its own port, speaking HTTP to each other. */
export async function startInOneProcess(environment: Environment, logOf: (name: string) => Log): Promise<Marketplace> {
  const running: RunningSubgraph[] = [];
  const stopSubgraphs = (): Promise<unknown> => Promise.all(running.map((subgraph) => subgraph.stop()));
  try {
    for (const definition of definitions) {
      running.push(await runSubgraph(definition, { environment, log: logOf(definition.name) }));
    }
    const { logLevel: _, ...config } = gatewayConfig(environment);
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
