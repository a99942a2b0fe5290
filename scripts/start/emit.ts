import type { SubgraphName } from '@emporium/contracts/topology';
import { newId } from '@emporium/platform/ids';
import { silentLog } from '@emporium/platform/log';
import type { SubgraphDeps } from '@emporium/platform/subgraph';
import { definitions } from './subgraphs.ts';

/** What each subgraph's code emits, without a database: creating a subgraph wires it and starts nothing. */
export function emitSchemas(): Readonly<Record<SubgraphName, string>> {
  const nothing = new Proxy({}, { get: () => undefined }) as never;
  const deps: SubgraphDeps = {
    db: { uow: nothing, url: 'postgres://nowhere' } as never,
    streams: nothing,
    services: () => nothing,
    environment: {},
    secret: 'only the schema is wanted, so nothing is signed',
    url: 'http://127.0.0.1',
    log: silentLog,
    now: () => new Date(),
    newId,
  };
  const entries = definitions.map((definition) => [definition.name, definition.create(deps).sdl]);
  return Object.fromEntries(entries) as Record<SubgraphName, string>;
}
