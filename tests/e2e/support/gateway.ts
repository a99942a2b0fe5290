import { readFile } from 'node:fs/promises';
import type { SubgraphName } from '@emporium/contracts/topology';
import { createGateway, type Gateway, type GatewayConfig } from '@emporium/gateway';
import { silentLog } from '@emporium/platform/log';
import { inject } from 'vitest';

/** Another gateway of the marketplace under test, with some subgraphs or other things elsewhere. The caller stops it. */
export async function gatewayOfOurOwn(
  elsewhere: Partial<Record<SubgraphName, string>> = {},
  other: Partial<Pick<GatewayConfig, 'jwksUrl'>> = {},
): Promise<Gateway> {
  const { subgraphs, secret } = inject('marketplace');
  const urls = Object.entries(subgraphs).map(([name, url]) => [name, `${url}/graphql`]);
  const gateway = createGateway({
    port: 0,
    host: '127.0.0.1',
    supergraph: { sdl: await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8') },
    subgraphUrls: { ...(Object.fromEntries(urls) as Record<string, string>), ...elsewhere },
    // Where users is elsewhere too: the keys are kept for as long as they are valid, so a gateway has them by then.
    jwksUrl: new URL('/.well-known/jwks.json', subgraphs.users).href,
    identitySecret: secret,
    corsOrigins: [],
    introspection: false,
    graphiql: false,
    operationTimeoutMs: 15_000,
    fetchTimeoutMs: 5_000,
    log: silentLog,
    ...other,
  });
  await gateway.listen();
  return gateway;
}
